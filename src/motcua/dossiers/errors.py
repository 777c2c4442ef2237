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
        " Chỉ hỏi thêm được khi nêu lý do và trưởng phòng duyệt; nếu không, hãy giải quyết hoặc"
        " dừng hồ sơ."
    )


class SupplementAllowedError(ConflictError):
    code = "dossier.supplement_allowed"
    message = _("Hồ sơ này vẫn được yêu cầu bổ sung theo cách thường. Hãy gửi yêu cầu bổ sung.")


class FurtherWaitingError(ConflictError):
    code = "dossier.further_waiting"
    message = _("Đã có một đề nghị hỏi thêm đang chờ trưởng phòng duyệt. Hãy chờ quyết định.")


class FurtherDecidedError(ConflictError):
    code = "dossier.further_decided"
    message = _("Đề nghị này đã được quyết định rồi. Hãy tải lại trang.")


class NothingToMoveError(InvalidError):
    code = "dossier.nothing_to_move"
    message = _("Người này không giữ việc nào được chọn. Hãy tải lại trang và chọn lại.")


class LetterSentError(ConflictError):
    code = "dossier.letter_sent"
    message = _("Đã gửi thư xin lỗi cho hồ sơ này rồi; mỗi hồ sơ chỉ một lần.")


class SupplementNotFoundError(NotFoundError):
    code = "dossier.supplement_not_found"
    message = _("Không có yêu cầu bổ sung nào đang chờ trả lời.")


class NothingMissingError(InvalidError):
    code = "dossier.nothing_missing"
    message = _("Hãy đánh dấu ít nhất một mục hoặc một giấy tờ cần bổ sung.")


class ReasonRequiredError(InvalidError):
    code = "dossier.reason_required"
    message = _("Hãy ghi lý do để người nhận hiểu và làm theo được.")


class AnswersIncompleteError(InvalidError):
    code = "dossier.answers_incomplete"
    message = _("Còn {count} mục chưa khai đúng. Hãy sửa các mục được đánh dấu rồi nộp lại.")


class PapersMissingError(InvalidError):
    code = "dossier.papers_missing"
    message = _("Còn thiếu giấy tờ: {names}. Hãy thêm rồi nộp lại.")


class UnknownComponentError(InvalidError):
    code = "dossier.unknown_component"
    message = _("Thủ tục này không có giấy tờ “{component}”.")


class UnknownCaseError(InvalidError):
    code = "dossier.unknown_case"
    message = _("Hãy chọn một trường hợp có trong danh sách.")


class SecondPersonError(NotAllowedError):
    code = "dossier.second_person"
    message = _("Người đề nghị không tự duyệt được. Hãy nhờ một người khác có quyền.")


class SamePersonError(NotAllowedError):
    code = "dossier.same_person"
    message = _("Việc sửa sai cần người thứ hai duyệt. Hãy nhờ một người khác có quyền.")


class ExtensionNotAllowedError(ConflictError):
    code = "dossier.extension_not_allowed"
    message = _("Không gia hạn được: {reason}")


class NoResultDraftError(ConflictError):
    code = "dossier.no_result_draft"
    message = _("Chưa có dự thảo kết quả. Hãy soạn dự thảo trước khi trình.")


class RegisterTooLongError(InvalidError):
    code = "dossier.register_too_long"
    message = _("Sổ dài hơn {most} dòng. Hãy thu hẹp ngày nộp hoặc thủ tục rồi in từng phần.")


class FileNotHereError(NotFoundError):
    code = "dossier.file_not_here"
    message = _("Không có tệp này trong hồ sơ.")


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


class NotDeclaredError(InvalidError):
    code = "dossier.not_declared"
    message = _("Đánh dấu vào ô cam đoan trước khi nộp hồ sơ.")
