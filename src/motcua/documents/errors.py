"""Refusals of the documents room. Each says what the person can do next."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import (
    ConflictError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)

# ------------------------------------------------------------------ uploads


class UploadRefusedError(InvalidError):
    code = "documents.upload_refused"
    message = _("Không nhận được tệp này. Hãy chụp ảnh giấy tờ và gửi ảnh.")


class EmptyFileError(UploadRefusedError):
    code = "documents.file_empty"
    message = _("Tệp «{name}» rỗng. Hãy chọn lại tệp, hoặc chụp ảnh giấy tờ và gửi ảnh.")


class FileTooBigError(UploadRefusedError):
    code = "documents.file_too_big"
    message = _(
        "Tệp «{name}» nặng {megabytes} MB, vượt quá {limit} MB. "
        "Hãy chụp ảnh từng trang bằng điện thoại rồi gửi ảnh, hoặc chia tệp thành nhiều phần."
    )


class FileKindError(UploadRefusedError):
    code = "documents.file_kind"
    message = _(
        "Tệp «{name}» không phải ảnh (JPG, PNG, HEIC) hay PDF. Hãy gửi ảnh chụp hoặc tệp PDF."
    )


class FileDisguisedError(UploadRefusedError):
    code = "documents.file_disguised"
    message = _(
        "Nội dung tệp «{name}» không đúng với đuôi tên tệp. "
        "Hãy mở tệp, lưu lại thành PDF hoặc chụp ảnh giấy tờ rồi gửi ảnh."
    )


class PictureTooLargeError(UploadRefusedError):
    code = "documents.picture_too_large"
    message = _(
        "Ảnh «{name}» có kích thước quá lớn ({width} × {height} điểm). "
        "Hãy chụp lại bằng máy ảnh của điện thoại ở chế độ thường."
    )


class TooManyPagesError(UploadRefusedError):
    code = "documents.too_many_pages"
    message = _("Tệp «{name}» có {pages} trang, nhiều hơn {limit} trang. Hãy chia thành nhiều tệp.")


class LockedPdfError(UploadRefusedError):
    code = "documents.pdf_locked"
    message = _("Tệp «{name}» có mật khẩu. Hãy mở tệp, lưu lại bản không mật khẩu rồi gửi.")


class ActivePdfError(UploadRefusedError):
    code = "documents.pdf_active"
    message = _(
        "Tệp «{name}» có mã lệnh hoặc tệp khác nhúng bên trong nên không nhận được. "
        "Hãy in tệp thành PDF mới (Print to PDF) rồi gửi, hoặc gửi ảnh chụp."
    )


class SignedPileError(UploadRefusedError):
    code = "documents.signed_pile"
    message = _(
        "Tệp «{name}» có chữ ký số, tách trang ra sẽ mất chữ ký. "
        "Hãy nộp nguyên tệp ở giấy tờ tương ứng, không quét lại."
    )


class UnreadableFileError(UploadRefusedError):
    code = "documents.file_unreadable"
    message = _("Tệp «{name}» bị hỏng hoặc không mở được. Hãy chụp lại ảnh giấy tờ và gửi ảnh.")


class ScanKindError(FileKindError):
    code = "documents.scan_kind"
    message = _(
        "Tệp «{name}» không phải PDF hay ảnh (JPG, TIFF, PNG, HEIC). "
        "Hãy đặt máy quét lưu thành PDF, JPEG hoặc TIFF rồi quét lại."
    )


class ScanCutOffError(UploadRefusedError):
    code = "documents.scan_cut_off"
    message = _(
        "Tệp «{name}» chưa trọn: máy quét chưa ghi xong, hoặc ghi dở rồi dừng. "
        "Chờ ghi xong rồi chọn lại, hoặc quét lại xấp này."
    )


class NotPicturesError(InvalidError):
    code = "documents.not_pictures"
    message = _("Chỉ ghép được các ảnh thành một tệp PDF. Hãy bỏ tệp PDF ra rồi ghép lại.")


class FileMissingError(NotFoundError):
    code = "documents.file_not_found"
    message = _("Không tìm thấy tệp này. Kiểm tra lại đường dẫn, hoặc tải tệp lên lại.")


class FileInUseError(ConflictError):
    code = "documents.file_in_use"
    message = _("Tệp đã nộp cùng hồ sơ nên không xóa được. Hãy gửi tệp bổ sung nếu cần thay.")


# ------------------------------------------------------------------ from the scanner


class ScanFolderSeatError(NotAllowedError):
    code = "documents.scan_folder_seat"
    message = _("Chỉ trưởng phòng hoặc quản trị của cơ quan mở và đóng được thư mục máy quét.")


class NotAtCounterError(NotFoundError):
    code = "documents.not_at_counter"
    message = _("Người này không còn là cán bộ tiếp nhận của cơ quan. Hãy tải lại trang.")


class ScanFolderOpenError(ConflictError):
    code = "documents.scan_folder_open"
    message = _("Cán bộ này đã có thư mục máy quét. Hãy tải lại trang.")


class ScanFolderMissingError(NotFoundError):
    code = "documents.scan_folder_missing"
    message = _("Không tìm thấy thư mục máy quét này, hoặc đã đóng. Hãy tải lại trang.")


class ScanShareError(UnavailableError):
    code = "documents.scan_share"
    message = _(
        "Chưa tạo được thư mục trong {place}. "
        "Kiểm tra ổ chia sẻ đã gắn vào máy chủ và tiến trình motcua được ghi vào đó."
    )


class ScanSeatError(NotAllowedError):
    code = "documents.scan_seat"
    message = _("Chỉ cán bộ tiếp nhận dùng được xấp từ máy quét của chính mình.")


class NoFileChosenError(InvalidError):
    code = "documents.no_file_chosen"
    message = _("Chưa chọn tệp nào. Hãy chọn tệp PDF hoặc ảnh của xấp giấy rồi gửi.")


class NoPileChosenError(InvalidError):
    code = "documents.no_pile_chosen"
    message = _("Chưa chọn xấp nào. Hãy chọn ít nhất một xấp từ máy quét.")


class PileGoneError(ConflictError):
    code = "documents.pile_gone"
    message = _(
        "Có xấp không còn: đã dùng cho hồ sơ, đã bỏ hoặc quá ngày giữ. "
        "Xem lại danh sách rồi chọn lại."
    )


# ------------------------------------------------------------------ official documents


class DocumentNotFoundError(NotFoundError):
    code = "documents.not_found"
    message = _("Không tìm thấy văn bản này. Kiểm tra lại mã hoặc đường dẫn.")


class DocumentSeatError(NotAllowedError):
    code = "documents.seat_required"
    message = _("Vị trí công tác của ông/bà không được làm việc này với văn bản.")


class ArchiveSeatError(NotAllowedError):
    code = "documents.archive_seat"
    message = _(
        "Kho giấy tờ của một người chỉ mở được cho người đó và cho cán bộ tiếp nhận hồ sơ của họ. "
        "Hãy mở từ hồ sơ đang tiếp nhận."
    )


class AlreadyArchivedError(ConflictError):
    code = "documents.already_archived"
    message = _("Giấy tờ số {number} đã có trong kho. Hãy dùng lại bản đó thay vì lưu lần nữa.")


class ArchivedPaperNotFoundError(NotFoundError):
    code = "documents.archived_missing"
    message = _("Không tìm thấy giấy tờ này trong kho. Hãy quay lại kho giấy tờ và chọn lại.")


class DocumentStateError(ConflictError):
    code = "documents.wrong_state"
    message = _(
        "Văn bản đang ở trạng thái «{state}» nên chưa làm được việc này. Hãy tải lại trang."
    )


class DocumentChangedError(ConflictError):
    code = "documents.changed_meanwhile"
    message = _("Dự thảo vừa được sửa trong lúc ký. Hãy xem lại bản mới rồi ký.")


class TemplateBrokenError(InvalidError):
    code = "documents.template_broken"
    message = _(
        "Không in được dự thảo từ mẫu này: {reason}. Hãy kiểm tra các ô đã nhập hoặc báo quản trị."
    )


class ReasonMissingError(InvalidError):
    code = "documents.reason_missing"
    message = _("Phải ghi lý do.")


# ------------------------------------------------------------------ keys and signing


class NoSigningKeyError(NotAllowedError):
    code = "documents.no_signing_key"
    message = _(
        "Ông/bà chưa có chứng thư chữ ký số tại cơ quan này. Đề nghị quản trị đăng ký chứng thư."
    )


class NoSealKeyError(NotAllowedError):
    code = "documents.no_seal_key"
    message = _("Cơ quan chưa có chứng thư số của con dấu. Đề nghị quản trị đăng ký chứng thư.")


class WrongPinError(NotAllowedError):
    code = "documents.wrong_pin"
    message = _("Mã PIN không đúng. Còn {left} lần thử trước khi khóa tạm {minutes} phút.")


class ScanPinMissingError(InvalidError):
    code = "documents.scan_pin_missing"
    message = _("Nhập mã PIN khóa ký của bạn để ký số bản quét.")


class PinLockedError(NotAllowedError):
    code = "documents.pin_locked"
    message = _("Khóa ký đang tạm khóa vì nhập sai mã PIN nhiều lần. Thử lại lúc {until}.")


class CertificateRevokedError(NotAllowedError):
    code = "documents.certificate_revoked"
    message = _(
        "Chứng thư chữ ký số đã bị thu hồi nên không ký được. Liên hệ nơi cấp để xin chứng thư mới."
    )


class CertificateExpiredError(NotAllowedError):
    code = "documents.certificate_expired"
    message = _(
        "Chứng thư chữ ký số đã hết hạn nên không ký được. Đề nghị gia hạn hoặc cấp chứng thư mới."
    )


class CertificateNotYetValidError(NotAllowedError):
    code = "documents.certificate_not_yet_valid"
    message = _("Chứng thư chữ ký số chưa đến ngày có hiệu lực. Kiểm tra ngày trên chứng thư.")


class CertificateUntrustedError(NotAllowedError):
    code = "documents.certificate_untrusted"
    message = _(
        "Chứng thư không do cơ quan chứng thực chuyên dùng công vụ cấp nên không ký được văn bản."
    )


class ProofMissingError(UnavailableError):
    code = "documents.proof_missing"
    message = _(
        "Chưa kiểm tra được chứng thư còn hiệu lực hay không vì hệ thống chứng thực không trả lời. "
        "Văn bản chưa được ký; hãy thử lại sau ít phút."
    )


class TimeStampDownError(UnavailableError):
    code = "documents.time_stamp_down"
    message = _(
        "Dịch vụ cấp dấu thời gian chưa trả lời. Văn bản chưa được ký; hãy thử lại sau ít phút."
    )


class SigningFailedError(ConflictError):
    code = "documents.signing_failed"
    message = _("Không ký được văn bản này. Trả lại dự thảo để lập lại, hoặc báo quản trị.")


class CertificateAuthorityDownError(UnavailableError):
    code = "documents.authority_down"
    message = _("Cơ quan chứng thực chưa trả lời. Hãy thử lại sau ít phút.")


class VerificationCodeUnknownError(NotFoundError):
    code = "documents.verification_code_unknown"
    message = _("Không có văn bản nào mang mã này. Kiểm tra lại từng ký tự của mã in cạnh mã QR.")
