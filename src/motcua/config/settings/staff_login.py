"""Officials sign in with a password and a passkey or a one-time code (django-allauth)."""

from motcua.config.settings.security import SECURE

AUTH_USER_MODEL = "directory.StaffUser"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Everything of the officials lives under one path, so that their cookie never leaves it.
STAFF_PATH = "/can-bo/"
STAFF_SESSION_COOKIE = "motcua_staff"
LOGIN_URL = "/can-bo/dang-nhap/"
SECOND_FACTOR_URL = "/can-bo/dang-nhap/hai-lop/reauthenticate/"
SECOND_FACTOR_SETUP_URL = "/can-bo/dang-nhap/hai-lop/totp/activate/"
LOGIN_REDIRECT_URL = "/can-bo/"
LOGOUT_REDIRECT_URL = "/can-bo/dang-nhap/"

ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "motcua.directory.staff_login.ClosedAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "motcua"
MFA_TOTP_TOLERANCE = 0
MFA_ADAPTER = "motcua.directory.staff_login.SealedFactorsAdapter"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Browsers allow passkeys over plain HTTP on localhost only, and so do we.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# Sign-ins that failed are counted by network address, which the web server in front tells us.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE else 0
# They, wrong secrets and used one-time codes are counted over all processes: in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "directory_shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
