"""Between agencies and desks: referrals, hand-over lists."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotFoundError


class ReferralNotFoundError(NotFoundError):
    code = "dossier.referral_not_found"
    message = _("Không có việc liên thông này, hoặc không phải việc của cơ quan bạn.")


class ReferralClosedError(ConflictError):
    code = "dossier.referral_closed"
    message = _("Việc liên thông này đã xong: {outcome}. Hãy tải lại trang.")


class NobodyToAskError(InvalidError):
    code = "dossier.nobody_to_ask"
    message = _("Hãy chọn ít nhất một cơ quan khác để hỏi ý kiến.")


class QuestionRequiredError(InvalidError):
    code = "dossier.question_required"
    message = _("Hãy ghi điều cần hỏi để cơ quan được hỏi trả lời đúng.")


class AnswerDaysError(InvalidError):
    code = "dossier.answer_days"
    message = _("Hãy ghi thời hạn trả lời từ 1 đến {most} ngày làm việc.")


class AskedAlreadyError(ConflictError):
    code = "dossier.asked_already"
    message = _("Đang chờ {agency} trả lời. Hãy chờ ý kiến đó rồi hãy hỏi thêm.")


class NotHandedBackError(ConflictError):
    code = "dossier.not_handed_back"
    message = _("Hồ sơ này không chờ bàn giao lại. Hãy tải lại trang để xem đang ở đâu.")


class HandoverNotFoundError(NotFoundError):
    code = "dossier.handover_not_found"
    message = _("Không có danh sách bàn giao này, hoặc nó không thuộc đơn vị của bạn.")


class NothingToHandOverError(InvalidError):
    code = "dossier.nothing_to_hand_over"
    message = _("Chưa chọn hồ sơ nào để bàn giao. Đánh dấu ô đầu dòng rồi làm lại.")


class HandoverChangedError(ConflictError):
    code = "dossier.handover_changed"
    message = _(
        "Có hồ sơ vừa được bàn giao hoặc đã sang bước khác nên chưa lập danh sách nào. "
        "Hãy tải lại trang rồi chọn lại."
    )


class HandoverReceivedError(ConflictError):
    code = "dossier.handover_received"
    message = _("Danh sách này đã có người ký nhận rồi. Hãy tải lại trang.")
