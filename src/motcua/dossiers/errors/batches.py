"""Refusals of a spreadsheet of dossiers as a whole. What a single row lacks is said at the row."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotFoundError


class BatchNotFoundError(NotFoundError):
    code = "dossier.batch_not_found"
    message = _("Không có lần nộp này, hoặc bạn không được xem. Hãy mở lại danh sách các lần nộp.")


class BatchNotReadyError(ConflictError):
    code = "dossier.batch_not_ready"
    message = _("Lần nộp này không còn chờ bạn xác nhận. Hãy tải lại trang để xem đã đến đâu.")


class BatchUnderWayError(ConflictError):
    code = "dossier.batch_under_way"
    message = _("Máy đang nộp các hồ sơ này nên chưa bỏ được. Hãy chờ máy làm xong.")


class TooManyBatchesError(ConflictError):
    code = "dossier.batch_too_many"
    message = _("Bạn đang có {most} tệp chờ máy đọc. Hãy chờ một tệp đọc xong rồi gửi tiếp.")


class BatchFileError(InvalidError):
    """The file as a whole is not taken."""

    code = "dossier.batch_file"
    message = _("Không đọc được tệp này. Hãy tải mẫu ở trang này, điền rồi gửi lại.")


class BookMissingError(BatchFileError):
    code = "dossier.batch_book_missing"
    message = _("Chưa có tệp Excel. Hãy chọn tệp đã điền theo mẫu rồi gửi.")


class BookTooBigError(BatchFileError):
    code = "dossier.batch_book_too_big"
    message = _("Tệp Excel nặng hơn {limit} MB. Hãy chia thành nhiều tệp nhỏ hơn rồi gửi từng tệp.")


class ArchiveTooBigError(BatchFileError):
    code = "dossier.batch_archive_too_big"
    message = _(
        "Tệp ZIP nặng hơn {limit} MB. Hãy chia danh sách thành nhiều lần gửi, mỗi lần một tệp ZIP."
    )


class ArchiveKindError(BatchFileError):
    code = "dossier.batch_archive_kind"
    message = _("Tệp giấy tờ phải là một tệp ZIP không có mật khẩu. Hãy nén lại thành ZIP rồi gửi.")


class ArchiveTooFullError(BatchFileError):
    code = "dossier.batch_archive_too_full"
    message = _("Tệp ZIP có quá {limit} tệp bên trong. Hãy chia thành nhiều lần gửi.")


class BookKindError(BatchFileError):
    code = "dossier.batch_book_kind"
    message = _(
        "Tệp này không phải tệp Excel dạng .xlsx. Hãy mở bằng Excel, chọn Lưu thành, loại Excel "
        "Workbook (.xlsx), rồi gửi lại."
    )


class BookLockedError(BatchFileError):
    code = "dossier.batch_book_locked"
    message = _(
        "Tệp có mật khẩu hoặc là Excel đời cũ (.xls). Hãy mở tệp, lưu thành .xlsx không mật khẩu rồi gửi."
    )


class BookActsError(BatchFileError):
    code = "dossier.batch_book_acts"
    message = _(
        "Tệp có macro nên không nhận được. Hãy lưu thành Excel Workbook (.xlsx) không có macro rồi gửi lại."
    )


class BookReachesOutError(BatchFileError):
    code = "dossier.batch_book_reaches_out"
    message = _(
        "Tệp lấy dữ liệu từ tệp hay nguồn khác, hoặc có tệp khác nhúng bên trong. Hãy chép giá trị (Dán đặc "
        "biệt, Giá trị) sang một mẫu mới rồi gửi lại."
    )


class BookTooLargeError(BatchFileError):
    code = "dossier.batch_book_too_large"
    message = _(
        "Nội dung tệp lớn quá mức đọc được. Hãy chia thành nhiều tệp nhỏ hơn rồi gửi từng tệp."
    )


class BookBrokenError(BatchFileError):
    code = "dossier.batch_book_broken"
    message = _(
        "Tệp bị hỏng hoặc không đúng cấu trúc Excel. Hãy chép dữ liệu sang một mẫu mới rồi gửi lại."
    )


class NotOurTemplateError(BatchFileError):
    code = "dossier.batch_not_our_template"
    message = _(
        "Tệp này không làm từ mẫu: không thấy dòng nhận diện ở ô A1. Hãy tải mẫu ở trang này, chép dữ liệu "
        "sang rồi gửi lại."
    )


class OtherTemplateError(BatchFileError):
    code = "dossier.batch_other_template"
    message = _(
        "Tệp này là mẫu của thủ tục hoặc trường hợp khác ({code}, {case}). Hãy tải mẫu ở trang này, hoặc gửi "
        "tệp ở trang của thủ tục đó."
    )


class OldTemplateError(BatchFileError):
    code = "dossier.batch_old_template"
    message = _(
        "Quy định của thủ tục đã thay đổi sau khi bạn tải mẫu. Hãy tải mẫu mới, chép dữ liệu sang rồi gửi lại."
    )


class ColumnsMissingError(BatchFileError):
    code = "dossier.batch_columns_missing"
    message = _(
        "Tệp thiếu các cột: {columns}. Hãy giữ nguyên dòng tiêu đề của mẫu, tải mẫu lại nếu cần."
    )


class ColumnTwiceError(BatchFileError):
    code = "dossier.batch_column_twice"
    message = _("Cột «{column}» có hai lần. Hãy giữ lại một cột rồi gửi lại.")


class NoRowsError(BatchFileError):
    code = "dossier.batch_no_rows"
    message = _("Tệp chưa có dòng nào được điền. Hãy điền từ dòng 4 trở xuống, mỗi dòng một hồ sơ.")


class TooManyRowsError(BatchFileError):
    code = "dossier.batch_too_many_rows"
    message = _("Tệp có hơn {most} dòng. Hãy chia thành nhiều tệp rồi gửi từng tệp.")


class NotForSheetsError(InvalidError):
    code = "dossier.batch_not_for_sheets"
    message = _("Thủ tục này không nộp bằng tệp Excel được: {reason} Hãy nộp từng hồ sơ qua mạng.")


class UnknownPaperError(InvalidError):
    code = "dossier.batch_unknown_paper"
    message = _("Thủ tục này không có giấy tờ «{component}». Hãy tải lại trang rồi chọn tệp lại.")


class NotDeclaredError(InvalidError):
    code = "dossier.not_declared"
    message = _("Đánh dấu vào ô cam đoan trước khi nộp hồ sơ.")
