"""How much room the name of a step takes in a drawing, in the letters of our pages.

Browsers break the lines; this tells beforehand how many there will be, so that the box is high enough. The widths
are those of Be Vietnam Pro, rounded up; the fonts that stand in for it are narrower.
"""

import math
import re
import unicodedata
from collections.abc import Iterator

WIDTH, LOWEST = 130.0, 90.0  # of a step's box, in pixels
MOST_LETTERS = 300
_SIZE, _LINE = 13, 15.6
_ASIDE = 7  # left and right of the text
_ABOVE = 26  # the mark of a step stands in its corner
_ROUNDED = 6

_WIDTHS = {
    letter: width
    for width, letters in (
        (0.25, " '"),
        (0.3, "!.:Iijl"),
        (0.35, '",;'),
        (0.4, "1fr“"),
        (0.45, "()t{|}”"),
        (0.5, "*J[\\]~"),
        (0.55, "/sz"),
        (0.6, "7<>?^ehknuvxyư"),
        (0.65, "$+-8EFLPSTacgoơ«»"),
        (0.7, "023569BKRYZbdpqđ–"),
        (0.75, "&4=ADHNUVX_Ư…"),
        (0.8, "CGĐ"),
        (0.85, "#%OQƠ"),
        (0.9, "Mmw—"),
    )
    for letter in letters
}  # in widths of the letter's height
_OTHER = 1.05
_MARKS = str.maketrans("", "", "".join(map(chr, [*range(0x300, 0x31B), *range(0x31C, 0x370)])))


def height_for(name: str, width: float = WIDTH) -> float:
    """Pixels of a box of this width in which the whole name can be read, clear of the mark."""
    high = text_height(name, width) + 2 * _ABOVE
    return max(LOWEST, math.ceil(high / _ROUNDED) * _ROUNDED)


def overflows(name: str, width: float, height: float) -> bool:
    return text_height(name, width) + 2 * _ASIDE > height


def text_height(name: str, width: float) -> float:
    return _LINE * sum(1 for _line in lines_of(name, width - 2 * _ASIDE))


def lines_of(name: str, width: float) -> Iterator[str]:
    """As bpmn-js breaks them: where a space or a hyphen is, and inside a word that is too long for a line."""
    left = re.sub(r"\s+", " ", name[:MOST_LETTERS]).strip()
    while left:
        line = left
        while len(line) > 1 and _width(line) > width:
            line = _shortened(line, len(line) * width / _width(line))
        yield line.strip()
        left = left[len(line) :].strip()


def _shortened(line: str, most: float) -> str:
    kept = ""
    for part in re.split(r"(\s|-)", line):
        if len(kept) + len(part) >= most:
            break
        kept += part
    kept = kept if kept != line else ""
    return kept or line[: max(round(most - 1), 1)]


def _width(line: str) -> float:
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFD", line).translate(_MARKS))
    return sum(_WIDTHS.get(letter, _OTHER) for letter in letters.rstrip()) * _SIZE
