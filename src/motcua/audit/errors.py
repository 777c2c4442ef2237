from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, NotFoundError


class EntryNotFoundError(NotFoundError):
    code = "audit_entry_not_found"
    message = _("Không có bản ghi nhật ký số {entry_id}. Kiểm tra lại số rồi thử lại.")


class NotSealedYetError(ConflictError):
    code = "audit_entry_not_sealed"
    message = _("Bản ghi nhật ký số {entry_id} chưa được niêm phong. Thử lại sau vài giây.")
