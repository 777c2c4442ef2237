"""Refusals of taking over dossiers of another system."""

from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotFoundError


class LegacyFileUnreadableError(InvalidError):
    code = "dossier.legacy_file_unreadable"
    message = _("Không đọc được tệp hồ sơ cũ: {why}. Hãy xuất lại tệp CSV rồi nhập lại.")


class LegacyMappingBrokenError(InvalidError):
    code = "dossier.legacy_mapping_broken"
    message = _("Bảng ánh xạ còn {count} chỗ sai nên chưa nhập gì. Hãy sửa từng chỗ: {faults}")


class LegacyRunningError(ConflictError):
    code = "dossier.legacy_running"
    message = _("Đang có một lần nhập khác từ {source}. Hãy đợi nó xong rồi chạy lại.")


class LegacyBatchNotFoundError(NotFoundError):
    code = "dossier.legacy_batch_not_found"
    message = _("Không có lần nhập này. Hãy mở lại danh sách các lần nhập.")
