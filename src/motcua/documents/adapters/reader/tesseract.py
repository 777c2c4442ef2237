"""One picture, one run of Tesseract. Only the worker calls it: a page takes more than a second.

Names and digits come out wrong now and then, so what it reads is a suggestion, never a value.
"""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

_SECONDS = 60
_LANGUAGE = "vie"
_PASSED_ON = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
_PAGE, _WORD = "1", "5"  # what a row of its table is about


@dataclass(frozen=True, slots=True)
class Read:
    """`words` as (left, top, width, height, text), in points of a picture of that `size`."""

    text: str
    size: tuple[int, int] = (0, 0)
    words: tuple[tuple[int, int, int, int, str], ...] = ()


@lru_cache(maxsize=1)
def is_available() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    told = subprocess.run(  # noqa: S603  (a program of this machine, no input)
        [program, "--list-langs"], capture_output=True, check=False, timeout=10, env=_environment()
    )
    return _LANGUAGE in told.stdout.decode(errors="replace").split()


def read(picture: bytes) -> Read:
    """Empty where nothing could be read in time."""
    try:
        done = subprocess.run(  # noqa: S603  (our own re-made picture goes in by pipe)
            [shutil.which("tesseract") or "", "-", "-", "-l", _LANGUAGE, "--psm", "3", "tsv"],
            input=picture,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            env=_environment(),
        )
    except (subprocess.SubprocessError, OSError):
        return Read("")
    table = io.StringIO(done.stdout.decode(errors="replace"))
    return _told(list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)))


def _told(rows: Sequence[dict[str, str]]) -> Read:
    words = [row for row in rows if row["level"] == _WORD and row["text"].strip()]
    lines = groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"]))
    page = next((row for row in rows if row["level"] == _PAGE), None)
    return Read(
        text="\n".join(" ".join(row["text"] for row in line) for _, line in lines),
        size=(int(page["width"]), int(page["height"])) if page else (0, 0),
        words=tuple((*_place(row), row["text"]) for row in words),
    )


def _place(row: dict[str, str]) -> tuple[int, int, int, int]:
    return int(row["left"]), int(row["top"]), int(row["width"]), int(row["height"])


def _environment() -> dict[str, str]:
    """One thread: four of them are four times slower on a busy machine."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed, "OMP_THREAD_LIMIT": "1"}
