"""The settings of the tests: throw-away keys and folders, the same middleware and database rules."""

import os
import tempfile
from pathlib import Path

_folder = Path(os.environ.setdefault("MOTCUA_DATA", tempfile.mkdtemp(prefix="motcua-test-")))
(_folder / "keys").mkdir(parents=True, exist_ok=True)
(_folder / "static").mkdir(exist_ok=True)
_key = _folder / "keys" / "django.key"
if not _key.exists():  # whoever starts the run makes it; its processes only read
    _key.write_text("only-for-tests" * 4, encoding="ascii")

from motcua.config.settings import *  # noqa: E402
from motcua.config.settings import DATA_KEYS, DATABASES  # noqa: E402
from motcua.kit.crypto import add_key  # noqa: E402

if not DATA_KEYS.exists():
    add_key(DATA_KEYS)

TESTING = True
# Each process of a run keeps its files to itself: a test may count or clear what is stored.
STORED_FILES = _folder / "files" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
SCANS = _folder / "scans" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("MOTCUA_TEST_DB", "motcua_test")}
# Each test closes its own connections; a pool would keep them for the next.
DATABASES["default"]["OPTIONS"] = {"server_side_binding": True}
