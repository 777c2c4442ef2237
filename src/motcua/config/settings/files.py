"""Where stored files and keys are."""

from pathlib import Path

from motcua.config import env

DATA_FOLDER = env.data_folder()
STORED_FILES = DATA_FOLDER / "files"
DATA_KEYS = DATA_FOLDER / "keys" / "data.json"
SIGNING_KEYS = DATA_FOLDER / "keys" / "signing"
TRUST_ROOTS = DATA_FOLDER / "trust"
PKCS11_LIBRARY = env.text("MOTCUA_PKCS11", "/usr/lib/softhsm/libsofthsm2.so")

# The share that scanners save into, for how many days after the day of scanning a pile waits there
# to be used, and how many seconds a file must have stopped growing before it is taken.
SCANS = Path(env.text("MOTCUA_SCANS", str(DATA_FOLDER / "scans")))
SCANS_KEPT_DAYS = env.number("MOTCUA_SCANS_DAYS", 3)
SCANS_QUIET_SECONDS = env.number("MOTCUA_SCANS_QUIET", 10)

# A phone photograph is 3 to 8 MB; a page keeps below this, and ten pages below the whole.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "motcua.channels.large_uploads.NamelessFileHandler",
]
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
