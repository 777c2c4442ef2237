"""What the machine read, laid unseen over the picture: the scan can be searched. PDF/A-2b."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import ImageCms

Word: TypeAlias = tuple[float, float, float, float, str]
_FONT = "/Unseen"
_HALF = 0.5  # every letter counts as half as wide as it is high; the words are stretched to fit
_MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%s
endcmap CMapName currentdict /CMap defineresource pop end end"""
_MOST_IN_A_BLOCK = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """Words as (left, top, width, height, text), in points of a picture that is `size` of them."""

    size: tuple[int, int]
    words: Sequence[Word]


def lay(pdf: pikepdf.Pdf, page: pikepdf.Page, reading: Reading) -> None:
    """The picture stands in the middle of the page, as large as it can be."""
    words = [word for word in reading.words if _code(word[4])]
    if not words:
        return
    _, _, wide, high = (float(value) for value in page.mediabox)
    scale = min(wide / reading.size[0], high / reading.size[1])
    left, top = (wide - reading.size[0] * scale) / 2, (high + reading.size[1] * scale) / 2
    drawn = " ".join(_drawn(word, scale, left, top) for word in words)
    page.add_resource(_font(pdf, words), Name.Font, Name(_FONT))
    page.contents_add(f"BT 3 Tr {drawn} ET".encode("ascii"))


def _drawn(word: Word, scale: float, left: float, top: float) -> str:
    x, y, width, height, text = word
    code = _code(text)
    size = max(height * scale, 1.0)
    stretch = 100 * width * scale / (len(code) / 4 * _HALF * size)
    place = f"1 0 0 1 {left + x * scale:.2f} {top - (y + height) * scale:.2f} Tm"
    return f"{_FONT} {size:.2f} Tf {stretch:.1f} Tz {place} <{code}> Tj"


def _code(text: str) -> str:
    """Two bytes a letter; what lies beyond them no Vietnamese paper has."""
    return "".join(f"{ord(letter):04X}" for letter in f"{text} " if ord(letter) <= 0xFFFF)


def _font(pdf: pikepdf.Pdf, words: Iterable[Word]) -> pikepdf.Object:
    """Without shapes: a font that is never drawn need not be embedded (ISO 19005-2, 6.2.11.4.1)."""
    letters = sorted({code for word in words for code in _letters(word[4])})
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(_FONT),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        DW=round(1000 * _HALF),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(_descriptor()),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(_FONT),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
            ToUnicode=pdf.make_stream(_to_unicode(letters).encode("ascii")),
        )
    )


def _letters(text: str) -> list[str]:
    code = _code(text)
    return [code[start : start + 4] for start in range(0, len(code), 4)]


def _descriptor() -> pikepdf.Object:
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(_FONT),
        Flags=5,
        FontBBox=Array([0, 0, 500, 1000]),
        ItalicAngle=0,
        Ascent=1000,
        Descent=0,
        CapHeight=1000,
        StemV=80,
    )


def _to_unicode(letters: Sequence[str]) -> str:
    blocks = [
        letters[start : start + _MOST_IN_A_BLOCK]
        for start in range(0, len(letters), _MOST_IN_A_BLOCK)
    ]
    return _MAP % "\n".join(
        f"{len(block)} beginbfchar {' '.join(f'<{code}> <{code}>' for code in block)} endbfchar"
        for block in blocks
    )


def declare_pdfa(pdf: pikepdf.Pdf) -> None:
    """Only of a file that holds nothing but our own pictures and words."""
    profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile["/N"] = 3
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier="sRGB",
                Info="sRGB",
                DestOutputProfile=profile,
            )
        ]
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False) as told:
        told["pdfaid:part"], told["pdfaid:conformance"] = "2", "B"
