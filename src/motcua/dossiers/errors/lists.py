"""Lists: exports, saved filters, canned texts, registers."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError


class RegisterTooLongError(InvalidError):
    code = "dossier.register_too_long"
    message = _("Sổ dài hơn {most} dòng. Hãy thu hẹp ngày nộp hoặc thủ tục rồi in từng phần.")


class ExportNotFoundError(NotFoundError):
    code = "dossier.export_not_found"
    message = _("Không có tệp này, hoặc tệp đã hết hạn. Mở lại danh sách rồi xuất lần nữa.")


class ExportNotReadyError(ConflictError):
    code = "dossier.export_not_ready"
    message = _("Tệp chưa viết xong. Chờ đến khi trang báo xong rồi tải về.")


class TooManyExportsError(ConflictError):
    code = "dossier.too_many_exports"
    message = _("Bạn đang có {most} tệp chờ viết. Chờ một tệp xong, hoặc bỏ một tệp rồi xuất lại.")


class FilterNotFoundError(NotFoundError):
    code = "dossier.filter_not_found"
    message = _("Không có bộ lọc này trong các bộ lọc của bạn.")


class FilterNameTakenError(ConflictError):
    code = "dossier.filter_name_taken"
    message = _("Bạn đã có bộ lọc tên «{name}». Đặt tên khác, hoặc xóa bộ lọc cũ trước.")


class NameMissingError(InvalidError):
    code = "dossier.name_missing"
    message = _("Nhập một cái tên để lần sau nhận ra.")


class NothingAskedError(InvalidError):
    code = "dossier.nothing_asked"
    message = _("Chưa có điều kiện nào để lưu. Gõ từ cần tìm hoặc chọn một điều kiện trước.")


class TooManyFiltersError(ConflictError):
    code = "dossier.too_many_filters"
    message = _("Bạn đã lưu {most} bộ lọc. Xóa một bộ lọc không dùng nữa rồi lưu lại.")


class TextNotFoundError(NotFoundError):
    code = "dossier.text_not_found"
    message = _("Không có câu mẫu này. Có thể nó vừa bị xóa; mở lại danh sách câu mẫu.")


class TextTitleTakenError(ConflictError):
    code = "dossier.text_title_taken"
    message = _("Đã có câu mẫu tên «{title}» cho chỗ này. Đặt tên khác, hoặc sửa câu cũ.")


class WordsMissingError(InvalidError):
    code = "dossier.words_missing"
    message = _("Nhập nội dung của câu mẫu.")


class AdministratorRequiredError(NotAllowedError):
    code = "dossier.administrator_required"
    message = _("Chỉ quản trị viên xem và nhập hồ sơ của hệ thống cũ. Hãy nhờ quản trị viên.")
