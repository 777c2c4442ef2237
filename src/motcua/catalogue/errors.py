from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError


class ProcedureNotFoundError(NotFoundError):
    code = "catalogue.procedure_not_found"
    message = _("Không có thủ tục này, hoặc thủ tục không còn hiệu lực. Hãy tìm lại bằng tên.")


class CaseNotFoundError(NotFoundError):
    code = "catalogue.case_not_found"
    message = _("Thủ tục không có trường hợp này. Hãy mở lại trang thủ tục và chọn trường hợp.")


class AdministratorRequiredError(NotAllowedError):
    code = "catalogue.administrator_required"
    message = _("Chỉ quản trị viên được thay đổi danh mục thủ tục và lịch làm việc.")


class ProcedureFolderError(InvalidError):
    """`problems` in details: one line each, with file, place, reason and what to do."""

    code = "catalogue.folder"
    message = _("Chưa nạp được danh mục thủ tục. Hãy sửa các chỗ sau rồi nạp lại:\n{problems}")


class VersionInForceError(ConflictError):
    code = "catalogue.version_in_force"
    message = _(
        "Thủ tục {code} bản {valid_from} đã có hiệu lực nên không sửa được. Hãy chép sang thư mục mang"
        " ngày hiệu lực mới rồi sửa ở đó."
    )


class VersionOverlapsError(ConflictError):
    code = "catalogue.version_overlaps"
    message = _(
        "Thủ tục {code} bản {valid_from} chồng lên bản {other}. Hãy sửa valid_to hoặc ngày hiệu lực."
    )


class NothingDecreedError(InvalidError):
    code = "catalogue.nothing_decreed"
    message = _("Hãy nêu ít nhất một ngày nghỉ hoặc một ngày làm bù.")


class DecisionMissingError(InvalidError):
    code = "catalogue.decision_missing"
    message = _("Hãy ghi số văn bản và lý do; lời giải thích ngày hẹn sẽ nhắc tới chúng.")


class DayTwiceError(InvalidError):
    code = "catalogue.day_twice"
    message = _("Ngày {day} vừa nghỉ vừa làm bù. Hãy giữ lại một.")


class DraftNotFoundError(NotFoundError):
    code = "catalogue.draft_not_found"
    message = _("Không có bản soạn này. Hãy mở lại trang thủ tục.")


class PartNotFoundError(NotFoundError):
    code = "catalogue.part_not_found"
    message = _("Bản soạn không còn mục này. Hãy mở lại bản soạn và chọn lại.")


class DraftOpenError(ConflictError):
    code = "catalogue.draft_open"
    message = _("Thủ tục {code} đã có một bản đang soạn. Hãy mở bản đó, hoặc bỏ nó rồi soạn lại.")


class DraftClosedError(ConflictError):
    code = "catalogue.draft_closed"
    message = _(
        "Bản soạn đang chờ công bố hoặc đã xong nên không sửa được. Hãy trả lại để sửa tiếp."
    )


class DraftNotProposedError(ConflictError):
    code = "catalogue.draft_not_proposed"
    message = _("Bản soạn chưa được trình. Người soạn cần trình trước, rồi người thứ hai công bố.")


class OwnDraftError(NotAllowedError):
    code = "catalogue.own_draft"
    message = _(
        "Bạn đã soạn bản này nên không tự công bố được. Hãy nhờ một quản trị viên khác xem và công bố."
    )


class DraftFaultyError(InvalidError):
    """`faults` in details: one DraftFault each."""

    code = "catalogue.draft_faulty"
    message = _("Chưa trình được, còn chỗ phải sửa:\n{told}")


class PartFaultyError(InvalidError):
    code = "catalogue.part_faulty"
    message = _("Chưa ghi được: {told}")


class ProcessFaultyError(InvalidError):
    """`faults` in details: one StepFault each."""

    code = "catalogue.process_faulty"
    message = _("Chưa ghi được quy trình: {told}.")


class ProcessLosesError(ConflictError):
    """`lost` in details: each in words, as it is given back by whoever lets it go."""

    code = "catalogue.process_loses"
    message = _(
        "Các bước mới làm mất phần ghi trên sơ đồ: {told}. Hãy giữ bước cũ, hoặc xác nhận bỏ những phần ấy."
    )


class ProcessChangedError(ConflictError):
    code = "catalogue.process_changed"
    message = _(
        "Quy trình này đã được sửa từ khi bạn mở sơ đồ, nên chưa ghi. Hình bạn vẽ vẫn còn ở đây: mở bảng"
        " các bước ở một thẻ khác để xem bản mới, rồi bấm ghi lần nữa nếu vẫn muốn thay."
    )


class ProcessFileError(InvalidError):
    code = "catalogue.process_file"
    message = _("Chưa đọc được tệp quy trình: {told}.")


class StandardProcessNotFoundError(NotFoundError):
    code = "catalogue.standard_process_not_found"
    message = _("Không có quy trình mẫu này. Hãy mở lại danh sách quy trình mẫu và chọn lại.")


class OfficeNotFoundError(NotFoundError):
    code = "catalogue.office_not_found"
    message = _("Không còn bước nào ghi như vậy. Hãy mở lại trang rồi chọn lại.")


class OfficeUnitUnknownError(InvalidError):
    code = "catalogue.office_unit_unknown"
    message = _("Không có bộ phận «{unit}». Hãy chọn một bộ phận có trong danh sách.")


class LastPartError(InvalidError):
    code = "catalogue.last_part"
    message = _("Thủ tục cần ít nhất một giấy tờ. Hãy thêm giấy tờ khác trước khi xóa giấy tờ này.")


class TooEarlyError(InvalidError):
    code = "catalogue.too_early"
    message = _(
        "Ngày {day} không còn kịp: hồ sơ nộp hôm nay đã theo bản hiện hành. Hãy chọn từ ngày {earliest}."
    )


class DatesCrossError(InvalidError):
    code = "catalogue.dates_cross"
    message = _(
        "Ngày {day} không sau ngày {other} mà một bản khác của thủ tục này có hiệu lực."
        " Hãy chọn ngày muộn hơn."
    )


class ReturnReasonMissingError(InvalidError):
    code = "catalogue.return_reason_missing"
    message = _("Hãy viết lý do trả lại, để người soạn biết cần sửa gì.")


class PresentVersionChangedError(ConflictError):
    code = "catalogue.present_version_changed"
    message = _(
        "Bản hiện hành của thủ tục đã thay đổi từ khi bắt đầu soạn. Hãy bỏ bản soạn này rồi soạn lại từ"
        " bản mới nhất."
    )


class ImportNotFoundError(NotFoundError):
    code = "catalogue.import_not_found"
    message = _("Không có lần nhập này. Hãy mở lại danh sách các lần nhập.")


class RowNotFoundError(NotFoundError):
    code = "catalogue.row_not_found"
    message = _("Không có dòng này. Hãy mở lại hàng xem lại.")


class RowClosedError(ConflictError):
    code = "catalogue.row_closed"
    message = _("Dòng này đã được xử lý rồi. Hãy mở lại hàng xem lại để thấy trạng thái mới nhất.")


class OwnRowsError(NotAllowedError):
    code = "catalogue.own_rows"
    message = _(
        "Các thủ tục sẵn sàng đều do bạn nhập hoặc sửa nên bạn không tự công bố được."
        " Hãy nhờ một quản trị viên khác xem và công bố."
    )


class NothingReadyError(ConflictError):
    code = "catalogue.nothing_ready"
    message = _("Chưa có thủ tục nào sẵn sàng. Hãy xem lại các dòng còn chờ trước.")


class ImportFileError(InvalidError):
    """The file as a whole cannot be read; nothing of it is kept."""


class ImportFileEmptyError(ImportFileError):
    code = "catalogue.import_file_empty"
    message = _("Tệp không có dòng nào. Hãy chọn tệp danh mục, mỗi dòng một thủ tục.")


class ImportFileTooLargeError(ImportFileError):
    code = "catalogue.import_file_too_large"
    message = _(
        "Tệp lớn hơn {limit} MB. Hãy nén bằng gzip (.jsonl.gz), hoặc chia thành nhiều tệp rồi nhập"
        " từng tệp."
    )


class ImportFileBrokenError(ImportFileError):
    code = "catalogue.import_file_broken"
    message = _("Tệp nén bị hỏng hoặc thiếu phần cuối. Hãy tải lại tệp rồi nhập lần nữa.")


class ImportFileUtf16Error(ImportFileError):
    code = "catalogue.import_file_utf16"
    message = _("Tệp lưu bằng bảng mã UTF-16. Hãy lưu lại bằng UTF-8 rồi nhập lần nữa.")


class ImportFileListError(ImportFileError):
    code = "catalogue.import_file_list"
    message = _(
        "Tệp là một danh sách JSON viết trên nhiều dòng. Hãy xuất lại theo dạng .jsonl: mỗi dòng một"
        " thủ tục."
    )


class RowUnsoundError(InvalidError):
    code = "catalogue.row_unsound"
    message = _("Chưa ghi được: {told}")


class NotOnlineError(ConflictError):
    code = "catalogue.not_online"
    message = _("Thủ tục này chưa nộp được qua mạng. Hãy mang giấy tờ đến Bộ phận Một cửa.")


class QuestionInUseError(ConflictError):
    """`uses` in details: the places in words."""

    code = "catalogue.question_in_use"
    message = _("Chưa bỏ được «{name}» vì còn dùng ở: {told}. Hãy sửa các chỗ đó trước.")


class QuestionKindInUseError(ConflictError):
    code = "catalogue.question_kind_in_use"
    message = _(
        "Chưa đổi được loại của «{name}» vì còn dùng ở: {told}. Hãy bỏ các chỗ đó trước, hoặc giữ loại cũ."
    )


class LastQuestionError(InvalidError):
    code = "catalogue.last_question"
    message = _(
        "«{place}» chỉ còn một câu hỏi. Hãy thêm câu khác vào đó trước, hoặc bỏ cả «{place}»."
    )


class LastPageError(InvalidError):
    code = "catalogue.last_page"
    message = _("Mẫu cần ít nhất một trang. Hãy thêm trang khác trước khi bỏ trang này.")


class BlockThereError(ConflictError):
    code = "catalogue.block_there"
    message = _(
        "Mẫu đã có câu «{name}» của khối này. Hãy sửa câu đang có, hoặc bỏ nó rồi thêm khối."
    )


class OptionMissingError(InvalidError):
    code = "catalogue.option_missing"
    message = _("«{name}» cần ít nhất hai lựa chọn. Hãy viết thêm lựa chọn.")


class ComparisonFaultyError(InvalidError):
    code = "catalogue.comparison_faulty"
    message = _("Chưa ghi được phép kiểm tra: {told}.")


class PartChangedError(ConflictError):
    """Two people at one part: the second sees that it changed before writing over it."""

    code = "catalogue.part_changed"
    message = _(
        "Người khác vừa sửa mục này trong lúc bạn viết. Hãy mở bản soạn xem nội dung mới, rồi ghi lại"
        " nếu vẫn muốn."
    )


class LastCaseError(InvalidError):
    code = "catalogue.last_case"
    message = _(
        "Thủ tục cần ít nhất một trường hợp. Hãy thêm trường hợp khác trước khi bỏ trường hợp này."
    )


class CaseInUseError(ConflictError):
    """`uses` in details: the places in words."""

    code = "catalogue.case_in_use"
    message = _("Chưa bỏ được trường hợp «{name}» vì còn dùng ở: {told}. Hãy sửa các chỗ đó trước.")


class ResultTakenError(ConflictError):
    code = "catalogue.result_taken"
    message = _(
        "Mã kết quả {result} đã dùng cho «{name}». Hãy nhập mã khác, hoặc chọn kết quả chung."
    )


class TableFeeError(InvalidError):
    code = "catalogue.table_fee"
    message = _("Chưa ghi được cách tính khoản thu: {told}.")


class ChildProcedureError(InvalidError):
    code = "catalogue.child_procedure"
    message = _("Chưa ghi được hồ sơ con: {told}.")
