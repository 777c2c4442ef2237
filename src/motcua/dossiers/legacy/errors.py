"""Refusals of taking over dossiers of another system."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotFoundError


class LegacyFileUnreadableError(InvalidError):
    code = "dossier.legacy_file_unreadable"
    message = _("Không đọc được tệp hồ sơ cũ: {why}. Hãy xuất lại tệp CSV rồi nhập lại.")


class LegacyColumnsMissingError(LegacyFileUnreadableError):
    """`head`: how the columns are called."""

    code = "dossier.legacy_columns_missing"
    message = _(
        "Dòng đầu của tệp thiếu cột {names}. Hãy chọn cột tương ứng (columns trong bảng ánh xạ), hoặc đổi "
        "tên cột trong tệp rồi nhập lại."
    )

    @property
    def head(self) -> tuple[str, ...]:
        found = self.details["head"]
        return found if isinstance(found, tuple) else ()


class LegacyColumnsTwiceError(LegacyColumnsMissingError):
    code = "dossier.legacy_columns_twice"
    message = _(
        "Dòng đầu của tệp có cột {names} hai lần. Hãy chọn một cột, cột kia không cần (dấu - ở columns của bảng "
        "ánh xạ), rồi nhập lại."
    )


class LegacyMappingBrokenError(InvalidError):
    code = "dossier.legacy_mapping_broken"
    message = _("Bảng ánh xạ còn {count} chỗ sai nên chưa nhập gì. Hãy sửa từng chỗ: {faults}")


class LegacyRunningError(ConflictError):
    code = "dossier.legacy_running"
    message = _("Đang có một lần nhập khác từ {source}. Hãy đợi nó xong rồi chạy lại.")


class LegacyBatchNotFoundError(NotFoundError):
    code = "dossier.legacy_batch_not_found"
    message = _("Không có lần nhập này. Hãy mở lại danh sách các lần nhập.")


MOST_FILES = 60_000  # beyond 65,535 a ZIP needs an extension that we do not take


class LegacyArchiveError(InvalidError):
    code = "dossier.legacy_archive"
    message = _(
        "Tệp giấy tờ phải là một tệp ZIP không có mật khẩu, có không quá {most} tệp. Hãy nén lại rồi gửi."
    )


class LegacyTooManyCodesError(LegacyFileUnreadableError):
    code = "dossier.legacy_too_many_codes"
    message = _(
        "Cột {column} có hơn {most} giá trị khác nhau nên không phải cột mã. Hãy kiểm tra tên các cột của tệp."
    )


class LegacyUploadNotFoundError(NotFoundError):
    code = "dossier.legacy_upload_not_found"
    message = _("Không có tệp này, hoặc đã bị bỏ. Hãy mở lại danh sách hồ sơ cũ.")


class LegacySourceMissingError(InvalidError):
    code = "dossier.legacy_source_missing"
    message = _(
        "Ghi mã tỉnh hoặc hệ thống cũ: chữ không dấu, số, dấu chấm, gạch; nhiều nhất 40 ký tự, ví dụ H34."
    )


class LegacyPrefixError(InvalidError):
    code = "dossier.legacy_prefix"
    message = _("Tiền tố chỉ gồm chữ hoa không dấu, số, dấu chấm, gạch; nhiều nhất 20 ký tự.")


class LegacyFileMissingError(InvalidError):
    code = "dossier.legacy_file_missing"
    message = _("Chọn tệp CSV của hồ sơ cũ rồi gửi.")


class LegacyFileTooBigError(InvalidError):
    code = "dossier.legacy_file_too_big"
    message = _("Tệp {name} nặng hơn {limit} MB. Hãy chia thành nhiều tệp rồi gửi từng tệp.")


class LegacyFileKindError(InvalidError):
    code = "dossier.legacy_file_kind"
    message = _(
        "Tệp {name} không phải CSV. Nếu là tệp Excel, hãy mở ra, chọn Lưu thành, loại CSV UTF-8, rồi gửi lại."
    )


class LegacyFileLostError(InvalidError):
    code = "dossier.legacy_file_lost"
    message = _("Tệp đã lưu bị hỏng hoặc mất nên không đọc tiếp được. Hãy bỏ tệp này rồi gửi lại.")


class LegacyFilesApartError(InvalidError):
    code = "dossier.legacy_files_apart"
    message = _("Danh sách giấy tờ và tệp ZIP phải gửi cùng nhau.")


class LegacyWrongMomentError(ConflictError):
    code = "dossier.legacy_wrong_moment"
    message = _("Tệp này nay đã ở bước khác. Hãy tải lại trang để xem đã đến đâu.")


class LegacyTrialOldError(ConflictError):
    code = "dossier.legacy_trial_old"
    message = _(
        "Từ lúc bạn xem, bảng ánh xạ đã đổi hoặc đã chạy thử lại. Hãy xem lại kết quả chạy thử rồi mới nhập."
    )


class LegacyNothingToLandError(ConflictError):
    code = "dossier.legacy_nothing_to_land"
    message = _("Không có dòng nào sẽ vào. Hãy sửa các chỗ được nêu rồi chạy thử lại.")


class LegacyColumnsOpenError(ConflictError):
    code = "dossier.legacy_columns_open"
    message = _("Các cột này còn thiếu hoặc được chọn hai lần: {names}. Hãy chọn lại cho đủ.")


class LegacyDayError(InvalidError):
    code = "dossier.legacy_day"
    message = _("Ghi ngày như 01/07/2025.")


class LegacyNotSeenError(InvalidError):
    code = "dossier.legacy_not_seen"
    message = _("Đánh dấu vào ô xác nhận trước khi nhập thật.")
