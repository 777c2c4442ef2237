"""Refusals around the citizen: talking, typing for somebody, acting for another."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError


class MessageEmptyError(InvalidError):
    code = "dossier.message_empty"
    message = _("Hãy viết điều muốn hỏi hoặc trả lời rồi gửi.")


class MessageTooLongError(InvalidError):
    code = "dossier.message_too_long"
    message = _("Tin dài quá {most} chữ cái. Hãy viết ngắn lại, hoặc gửi thành hai tin.")


class MessageAsksForMoreError(InvalidError):
    code = "dossier.message_asks_for_more"
    message = _(
        "Tin này giống một yêu cầu bổ sung («{words}»). Muốn người dân nộp thêm hay sửa gì, hãy dùng "
        "«Yêu cầu bổ sung» (mẫu 02). Nếu chỉ giải thích, đánh dấu vào ô xác nhận rồi gửi."
    )


class AwaitAnswerError(ConflictError):
    code = "dossier.await_answer"
    message = _(
        "Bạn đã gửi {most} tin chưa có trả lời. Hãy chờ cán bộ trả lời, hoặc gọi tổng đài nếu gấp."
    )


class ConversationClosedError(ConflictError):
    code = "dossier.conversation_closed"
    message = _(
        "Hồ sơ đã xong quá {days} ngày nên không gửi tin được nữa. Hãy gọi tổng đài hoặc đến quầy."
    )


class NotTheHolderError(NotAllowedError):
    code = "dossier.not_the_holder"
    message = _("Chỉ người đang giữ hồ sơ trả lời người dân. Hồ sơ này do {who} giữ.")


class EntryNotFoundError(NotFoundError):
    code = "dossier.entry_not_found"
    message = _("Không có bản khai giúp nào đang chờ xác nhận ở đây. Có thể đã nộp hoặc đã hủy.")


class NoAddressForCodeError(InvalidError):
    code = "dossier.no_address_for_code"
    message = _(
        "Người này chưa có địa chỉ nhận mã. Hãy in bản khai để họ ký, hoặc họ tự đăng nhập xác nhận."
    )


class CodeTooSoonError(ConflictError):
    code = "dossier.code_too_soon"
    message = _("Vừa gửi mã. Hãy chờ {seconds} giây rồi gửi lại nếu chưa nhận được.")


class CodesUsedUpError(ConflictError):
    code = "dossier.codes_used_up"
    message = _(
        "Đã gửi {most} mã cho bản khai này. Hãy in bản khai để người dân ký, hoặc họ tự đăng nhập."
    )


class CodeExpiredError(ConflictError):
    code = "dossier.code_expired"
    message = _("Mã đã hết hạn hoặc nhập sai quá nhiều lần. Hãy gửi mã mới.")


class SignatureMissingError(InvalidError):
    code = "dossier.signature_missing"
    message = _("Hãy chọn ảnh chụp hoặc bản quét tờ khai có chữ ký của người dân.")


class NotCoveredError(NotAllowedError):
    code = "dossier.not_covered"
    message = _(
        "Ủy quyền của {principal} không gồm thủ tục này. Hãy nhờ người đó ủy quyền thêm, hoặc tự nộp."
    )


class ProcedureNotOfferedError(InvalidError):
    code = "dossier.procedure_not_offered"
    message = _("Nơi được chọn không giải quyết thủ tục này. Hãy chọn nơi khác trong danh sách.")


class NotAboutOneselfError(NotAllowedError):
    code = "dossier.not_about_oneself"
    message = _("Chỉ chính người dân hỏi được dữ liệu dân cư về mình. Hãy để người đó đăng nhập.")


class IdentityTooWeakError(NotAllowedError):
    code = "dossier.identity_too_weak"
    message = _("Thủ tục này cần tài khoản định danh mức {level}. Hãy đăng nhập lại bằng mức đó.")


class DraftHandedInError(ConflictError):
    code = "dossier.draft_handed_in"
    message = _("Hồ sơ này đã nộp nên không sửa được nữa. Hãy xem trong mục Hồ sơ của tôi.")
