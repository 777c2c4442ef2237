"""What is asked of the applicant, and letters to them."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotFoundError


class PaperNotReusableError(InvalidError):
    code = "dossier.paper_not_reusable"
    message = _(
        "Giấy «{name}» trong kho không dùng lại được nữa: đã hết hiệu lực, bị thu hồi hoặc không phải "
        "của người nộp. Hãy chọn giấy khác trong kho, hoặc nộp giấy."
    )


class HeldAlreadyError(InvalidError):
    code = "dossier.held_already"
    message = _(
        "Đã có trong kho giấy tờ hoặc cơ sở dữ liệu: {names}. "
        "Hãy dùng lại, hoặc ghi lý do vì sao vẫn phải nộp ở từng giấy."
    )


class NothingToDigitiseError(InvalidError):
    code = "dossier.nothing_to_digitise"
    message = _(
        "Không lưu được «{name}» vào kho: phải là giấy dùng lại được và có bản quét. "
        "Hãy thêm bản quét, hoặc bỏ trống phần số và nơi cấp."
    )


class NotToBeScannedError(InvalidError):
    code = "dossier.not_to_be_scanned"
    message = _(
        "Không quét «{name}»: giấy chỉ xuất trình, đã gửi qua mạng hoặc đã dùng lại từ kho thì không "
        "phải số hóa. Hãy chọn giấy khác cho các trang này, hoặc bỏ các trang đó."
    )


class FaceMissingError(InvalidError):
    code = "dossier.face_missing"
    message = _("Để lưu «{name}» vào kho, hãy ghi đủ số, nơi cấp và ngày cấp như trên bản chính.")


class SupplementOpenError(ConflictError):
    code = "dossier.supplement_open"
    message = _("Đã gửi một yêu cầu bổ sung và đang chờ người dân trả lời.")


class SupplementOnceError(ConflictError):
    code = "dossier.supplement_once"
    message = _(
        "Hồ sơ này đã được yêu cầu bổ sung {times} lần; {basis} không cho yêu cầu thêm."
        " Chỉ yêu cầu thêm được khi nêu lý do và trưởng phòng duyệt; nếu không, hãy giải quyết hoặc"
        " dừng hồ sơ."
    )


class SupplementAllowedError(ConflictError):
    code = "dossier.supplement_allowed"
    message = _("Hồ sơ này vẫn được yêu cầu bổ sung theo cách thường. Hãy gửi yêu cầu bổ sung.")


class FurtherWaitingError(ConflictError):
    code = "dossier.further_waiting"
    message = _(
        "Đã có một đề nghị yêu cầu bổ sung thêm đang chờ trưởng phòng duyệt. Hãy chờ quyết định."
    )


class FurtherDecidedError(ConflictError):
    code = "dossier.further_decided"
    message = _("Đề nghị này đã được quyết định rồi. Hãy tải lại trang.")


class LetterSentError(ConflictError):
    code = "dossier.letter_sent"
    message = _("Đã gửi thư xin lỗi cho hồ sơ này rồi; mỗi hồ sơ chỉ một lần.")


class SupplementNotFoundError(NotFoundError):
    code = "dossier.supplement_not_found"
    message = _("Không có yêu cầu bổ sung nào đang chờ trả lời.")


class NothingMissingError(InvalidError):
    code = "dossier.nothing_missing"
    message = _("Hãy đánh dấu ít nhất một mục hoặc một giấy tờ cần bổ sung.")


class UnknownComponentError(InvalidError):
    code = "dossier.unknown_component"
    message = _("Thủ tục này không có giấy tờ “{component}”.")


class ExtensionNotAllowedError(ConflictError):
    code = "dossier.extension_not_allowed"
    message = _("Không gia hạn được: {reason}")
