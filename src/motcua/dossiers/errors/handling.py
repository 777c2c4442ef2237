"""The course of a dossier: steps, moments, seats, results."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError


class DossierNotFoundError(NotFoundError):
    code = "dossier.not_found"
    message = _("Không có hồ sơ này, hoặc bạn không được xem. Hãy kiểm tra lại mã hồ sơ.")


class DraftNotFoundError(NotFoundError):
    code = "dossier.draft_not_found"
    message = _("Không có bản nháp này. Hãy mở lại thủ tục và bắt đầu từ đầu.")


class VersionChangedError(ConflictError):
    code = "dossier.version_changed"
    message = _(
        "Quy định của thủ tục vừa thay đổi. Những gì bạn đã khai được giữ; hãy xem lại rồi nộp."
    )


class WrongSecretError(NotFoundError):
    code = "dossier.wrong_secret"
    message = _("Mã hồ sơ hoặc mã tra cứu chưa đúng. Hãy xem lại hai mã in trên giấy nhận hồ sơ.")


class SeatRequiredError(NotAllowedError):
    code = "dossier.seat_required"
    message = _("Nhiệm vụ của bạn không cho phép việc này. Hãy chuyển cho người được giao hồ sơ.")


class AssigneeNotHereError(InvalidError):
    code = "dossier.assignee_not_here"
    message = _("{name} không làm bước này ở {unit}. Chọn người của đơn vị đó, hoặc giao riêng.")


class WrongMomentError(ConflictError):
    code = "dossier.wrong_moment"
    message = _(
        "Hồ sơ đang ở trạng thái “{status}” nên không làm được việc này nữa. Hãy tải lại trang."
    )


class StepDoneError(ConflictError):
    code = "dossier.step_done"
    message = _(
        "Bước này đã được {who} làm xong lúc {at}. Hãy tải lại trang để xem bước tiếp theo."
    )


class StepNotYoursError(NotAllowedError):
    code = "dossier.step_not_yours"
    message = _("Bước này đang do {who} giữ. Hãy nhờ người đó làm hoặc nhờ trưởng phòng giao lại.")


class StepNotFoundError(NotFoundError):
    code = "dossier.step_not_found"
    message = _("Không có bước xử lý này, hoặc bạn không được xem.")


class WrongWayError(InvalidError):
    code = "dossier.wrong_way"
    message = _("Bước này cần làm bằng nút riêng của nó: ký, cấp số hoặc trả kết quả.")


class PostingNotOverError(ConflictError):
    code = "dossier.posting_not_over"
    message = _(
        "Chưa hết thời hạn niêm yết công khai. Từ ngày {until} hồ sơ tự chuyển bước tiếp theo."
    )


class UnknownOutcomeError(InvalidError):
    code = "dossier.unknown_outcome"
    message = _("Bước này không có lựa chọn đó. Hãy chọn một trong các nút đang hiện.")


class NothingToMoveError(InvalidError):
    code = "dossier.nothing_to_move"
    message = _("Người này không giữ việc nào được chọn. Hãy tải lại trang và chọn lại.")


class ReasonRequiredError(InvalidError):
    code = "dossier.reason_required"
    message = _("Hãy ghi lý do để người nhận hiểu và làm theo được.")


class AnswersIncompleteError(InvalidError):
    code = "dossier.answers_incomplete"
    message = _("Còn {count} mục chưa khai đúng. Hãy sửa các mục được đánh dấu rồi nộp lại.")


class PapersMissingError(InvalidError):
    code = "dossier.papers_missing"
    message = _("Còn thiếu giấy tờ: {names}. Hãy thêm rồi nộp lại.")


class UnknownCaseError(InvalidError):
    code = "dossier.unknown_case"
    message = _("Hãy chọn một trường hợp có trong danh sách.")


class SecondPersonError(NotAllowedError):
    code = "dossier.second_person"
    message = _("Người đề nghị không tự duyệt được. Hãy nhờ một người khác có quyền.")


class SamePersonError(NotAllowedError):
    code = "dossier.same_person"
    message = _("Việc sửa sai cần người thứ hai duyệt. Hãy nhờ một người khác có quyền.")


class NoResultDraftError(ConflictError):
    code = "dossier.no_result_draft"
    message = _("Chưa có dự thảo kết quả. Hãy soạn dự thảo trước khi trình.")


class FileNotHereError(NotFoundError):
    code = "dossier.file_not_here"
    message = _("Không có tệp này trong hồ sơ.")
