from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import UnavailableError


class MailRefusedError(UnavailableError):
    code = "notifications.mail_refused"
    message = _("Máy chủ thư chưa nhận thư; hệ thống sẽ tự gửi lại.")
