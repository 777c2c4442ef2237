from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError


class OrderNotFoundError(NotFoundError):
    code = "payments.order_not_found"
    message = _("Không tìm thấy khoản thu này. Mở lại hồ sơ để xem các khoản phải nộp.")


class CollectingNotAllowedError(NotAllowedError):
    code = "payments.collecting_not_allowed"
    message = _("Chỉ công chức tiếp nhận của cơ quan thu mới được lập khoản thu và ghi thu.")


class AmountInvalidError(InvalidError):
    code = "payments.amount_invalid"
    message = _("Số tiền phải là số đồng nguyên, lớn hơn 0. Nhập lại số tiền đã thu.")


class OverpaidError(ConflictError):
    code = "payments.overpaid"
    message = _("Chỉ còn phải thu {left} đồng. Xem lại số tiền, hoặc biên lai vừa lập ở nơi khác.")


class OrderHasReceiptsError(ConflictError):
    code = "payments.order_has_receipts"
    message = _("Khoản thu đã có biên lai nên không sửa được. Lập điều chỉnh theo quy định.")


class KeyUsedError(ConflictError):
    code = "payments.key_used"
    message = _("Biểu mẫu này đã được dùng để ghi một khoản thu khác. Mở lại trang thu phí.")


class LineNotFoundError(NotFoundError):
    code = "payments.line_not_found"
    message = _("Không có khoản này trong hồ sơ. Mở lại trang thu phí.")
