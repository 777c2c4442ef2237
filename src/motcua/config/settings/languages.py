"""Vietnamese first; English is a translation of it."""

from motcua.config import env

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [env.REPOSITORY / "src" / "motcua" / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
