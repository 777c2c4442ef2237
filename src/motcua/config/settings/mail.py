"""E-mail over SMTP; by default to the sandbox's mailbox."""

from motcua.config import env

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("MOTCUA_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = env.number("MOTCUA_SMTP_PORT", 8125)
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.text("MOTCUA_MAIL_FROM", "motcua@tayninh.example")
