"""Which letters a file is written in: Unicode, or one of the two Vietnamese code pages of before.

Read in pieces: a file of a province is larger than what should be held at once.
"""

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator

from motcua.kit.readable import Readable

PIECE = 1 << 20
TCVN3 = "tcvn3"
ENCODINGS = ("utf-8", "utf-16", "cp1258", TCVN3)

_BYTES = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_LETTERS = {0xA1 + place: letter for place, letter in enumerate(_BYTES)}
# Consonants, vowels, ending of a Vietnamese syllable without its accents.
_SYLLABLE = re.compile(
    r"(ngh|nh|ng|gh|gi|kh|ch|ph|th|tr|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(ch|nh|ng|[cmnpt])?"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")


def encoding_of(file: Readable) -> str:
    """By its mark, by being UTF-8, else by which code page makes Vietnamese syllables of it."""
    with file.open("rb") as opened:
        begins = opened.read(4)
    if begins.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    marked = _encoding_of_zeros(begins)
    return marked or ("utf-8" if _is_utf8(file) else _code_page(file))


def lines_of(file: Readable, encoding: str) -> Iterator[str]:
    """With their line breaks; letters composed, no mark at the beginning."""
    name = {"utf-8": "utf-8-sig", TCVN3: "latin-1"}.get(encoding, encoding)
    with (
        file.open("rb") as opened,
        io.TextIOWrapper(opened, encoding=name, errors="replace", newline="") as lines,
    ):
        for line in lines:
            read = line.translate(_LETTERS) if encoding == TCVN3 else line
            yield unicodedata.normalize("NFC", read)


def _encoding_of_zeros(begins: bytes) -> str:
    """UTF-16 without its mark: every second byte of ASCII is zero."""
    if begins[1:2] == b"\0" and begins[3:4] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if begins[:1] == b"\0" and begins[2:3] == b"\0" else ""


def _is_utf8(file: Readable) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(file):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(file: Readable) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece


def _code_page(file: Readable) -> str:
    sample = next(_pieces(file), b"")
    return max(("cp1258", TCVN3), key=lambda name: vietnamese_share(_decoded(sample, name)))


def _decoded(sample: bytes, encoding: str) -> str:
    if encoding == TCVN3:
        return sample.decode("latin-1").translate(_LETTERS)
    return sample.decode(encoding, errors="replace")


def vietnamese_share(text: str) -> float:
    """Of the words that have letters beyond ASCII, how many can be Vietnamese syllables."""
    words = [
        word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()
    ]
    return sum(map(_is_syllable, words)) / max(1, len(words))


def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c)).replace("đ", "d")
    mixed = not (word.islower() or word.isupper() or word.istitle())
    return not mixed and sum(c in _TONES for c in apart) <= 1 and bool(_SYLLABLE.fullmatch(bare))
