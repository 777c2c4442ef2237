"""One picture, one run of Tesseract. Only the worker calls it: a page takes more than a second.

Names and digits come out wrong now and then, so what it reads is a suggestion, never a value.
"""

import os
import shutil
import subprocess
from functools import lru_cache

_SECONDS = 60
_LANGUAGE = "vie"
_PASSED_ON = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")


@lru_cache(maxsize=1)
def is_available() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    told = subprocess.run(  # noqa: S603  (a program of this machine, no input)
        [program, "--list-langs"], capture_output=True, check=False, timeout=10, env=_environment()
    )
    return _LANGUAGE in told.stdout.decode(errors="replace").split()


def read(picture: bytes) -> str:
    """Empty where nothing could be read in time."""
    try:
        done = subprocess.run(  # noqa: S603  (our own re-made picture goes in by pipe)
            [shutil.which("tesseract") or "", "-", "-", "-l", _LANGUAGE, "--psm", "3"],
            input=picture,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            env=_environment(),
        )
    except (subprocess.SubprocessError, OSError):
        return ""
    return done.stdout.decode(errors="replace").strip()


def _environment() -> dict[str, str]:
    """One thread: four of them are four times slower on a busy machine."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed, "OMP_THREAD_LIMIT": "1"}
