"""Cookies, headers, content policy. Production refuses to start half open: see `config/checks.py`."""

from csp.constants import NONCE, NONE, SELF

from motcua.config import env

# The demo on loopback speaks plain HTTP; any other address must be HTTPS.
SECURE = env.text("MOTCUA_ADDRESS", "http://127.0.0.1:8000").startswith("https://")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SECURE_SSL_REDIRECT = SECURE
# The server listens on loopback only: this header comes from the web server in front, or from nobody.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "motcua.channels.refusals.csrf_failure"

CITIZEN_IDLE_SECONDS = 60 * 60
STAFF_IDLE_SECONDS = env.number("MOTCUA_STAFF_IDLE_SECONDS", 15 * 60)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
