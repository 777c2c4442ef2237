"""The form of an official document: made before the first signature, filled after it.

Decree 30/2020/NĐ-CP has the leader sign, then the registry give number and date, then the agency
seal. After the leader's signature nothing may be drawn but what its lock allows: the value of the
four register fields, and the seal. So all of them exist, empty, before the leader signs.
"""

import io
from collections.abc import Mapping
from functools import lru_cache

from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields as sig_fields

from motcua.engines.signing.errors import SigningError
from motcua.engines.signing.types import Place

LEADER_FIELD = "LanhDao"
SEAL_FIELD = "CoQuan"
ARCHIVE_FIELD = "DauThoiGian"
SCAN_FIELD = "NguoiSoHoa"
REGISTER_FIELDS = {"number": "So", "day": "Ngay", "month": "Thang", "year": "Nam"}
FILLED_AFTER_LEADER = frozenset({*REGISTER_FIELDS.values(), SEAL_FIELD})
POINTS_PER_MM = 72 / 25.4

_FONT = "RegisterFont"
_SIZE = 13
_PRINT = 0b100
_READ_ONLY = 1


class Rectangle:
    """A place worked out from another one."""

    def __init__(self, page: int, x1: float, y1: float, side: float) -> None:
        self.page, self.x1, self.y1 = page, x1, y1
        self.x2, self.y2 = x1 + side, y1 + side


def seal_place(signature: Place, diameter_mm: float) -> Rectangle:
    """The seal covers about a third of the leader's image, on its left (Decree 30, Appendix I, 8)."""
    side = diameter_mm * POINTS_PER_MM
    right = signature.x1 + (signature.x2 - signature.x1) / 3
    middle = (signature.y1 + signature.y2) / 2
    return Rectangle(signature.page, right - side, middle - side / 2, side)


def prepare(
    pdf: bytes, places: Mapping[str, Place], *, font: bytes, seal_diameter_mm: float = 36.0
) -> bytes:
    """`places` needs `signature`; `number`, `day`, `month`, `year` where the registry fills them.

    `font` is a small TrueType file with the digits; it is embedded once, for all four fields.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    _add_signature_fields(writer, places["signature"], seal_diameter_mm)
    font_ref = _embed_font(writer, font)
    _set_resources(writer, font_ref)
    for key, name in REGISTER_FIELDS.items():
        if key in places:
            _add_text_field(writer, name, places[key])
    return _written(writer)


def _add_signature_fields(
    writer: IncrementalPdfFileWriter, signature: Place, seal_diameter_mm: float
) -> None:
    seal = seal_place(signature, seal_diameter_mm)
    # After the leader only the register fields and the seal change; after the seal, nothing.
    for name, place, lock, allowed in (
        (
            LEADER_FIELD,
            signature,
            sig_fields.FieldMDPSpec(sig_fields.FieldMDPAction.EXCLUDE, sorted(FILLED_AFTER_LEADER)),
            sig_fields.MDPPerm.FILL_FORMS,
        ),
        (
            SEAL_FIELD,
            seal,
            sig_fields.FieldMDPSpec(sig_fields.FieldMDPAction.ALL),
            sig_fields.MDPPerm.NO_CHANGES,
        ),
    ):
        spec = sig_fields.SigFieldSpec(
            name,
            on_page=place.page - 1,
            box=_whole(place),
            field_mdp_spec=lock,
            doc_mdp_update_value=allowed,
        )
        sig_fields.append_signature_field(writer, spec)


def _whole(place: Place) -> tuple[int, int, int, int]:
    return round(place.x1), round(place.y1), round(place.x2), round(place.y2)


@lru_cache(maxsize=4)
def _widths(font: bytes) -> tuple[int, ...]:
    """Of the characters 32 to 57 (space to 9), in thousandths of the size."""
    face = TTFont(io.BytesIO(font))
    cmap, metrics, unit = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
    return tuple(
        round(metrics[cmap[code]][0] * 1000 / unit) if code in cmap else 0 for code in range(32, 58)
    )


def _embed_font(writer: IncrementalPdfFileWriter, font: bytes) -> generic.IndirectObject:
    face = TTFont(io.BytesIO(font))
    scale = 1000 / face["head"].unitsPerEm
    file = generic.StreamObject(
        {pdf_name("/Length1"): generic.NumberObject(len(font))}, stream_data=font
    )
    file.compress()
    head, metrics = face["head"], face["hhea"]
    box = [round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
    descriptor = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/FontDescriptor"),
            pdf_name("/FontName"): pdf_name(f"/MOTCUA+{_FONT}"),
            pdf_name("/Flags"): generic.NumberObject(32),
            pdf_name("/FontBBox"): generic.ArrayObject(map(generic.NumberObject, box)),
            pdf_name("/ItalicAngle"): generic.NumberObject(0),
            pdf_name("/Ascent"): generic.NumberObject(round(metrics.ascent * scale)),
            pdf_name("/Descent"): generic.NumberObject(round(metrics.descent * scale)),
            pdf_name("/CapHeight"): generic.NumberObject(662),
            pdf_name("/StemV"): generic.NumberObject(80),
            pdf_name("/FontFile2"): writer.add_object(file),
        }
    )
    made: generic.IndirectObject = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Font"),
                pdf_name("/Subtype"): pdf_name("/TrueType"),
                pdf_name("/BaseFont"): pdf_name(f"/MOTCUA+{_FONT}"),
                pdf_name("/FirstChar"): generic.NumberObject(32),
                pdf_name("/LastChar"): generic.NumberObject(57),
                pdf_name("/Widths"): generic.ArrayObject(map(generic.NumberObject, _widths(font))),
                pdf_name("/FontDescriptor"): writer.add_object(descriptor),
                pdf_name("/Encoding"): pdf_name("/WinAnsiEncoding"),
            }
        )
    )
    return made


def _set_resources(writer: IncrementalPdfFileWriter, font: generic.IndirectObject) -> None:
    form = writer.root["/AcroForm"]
    form["/DR"] = generic.DictionaryObject(
        {pdf_name("/Font"): generic.DictionaryObject({pdf_name(f"/{_FONT}"): font})}
    )
    form["/DA"] = pdf_string(f"/{_FONT} {_SIZE} Tf 0 g")
    writer.update_container(form)


def _add_text_field(writer: IncrementalPdfFileWriter, name: str, place: Place) -> None:
    page = writer.find_page_for_modification(place.page - 1)[0]
    rectangle = [place.x1, place.y1, place.x2, place.y2]
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string(name),
            pdf_name("/F"): generic.NumberObject(_PRINT),
            pdf_name("/Ff"): generic.NumberObject(_READ_ONLY),
            pdf_name("/Rect"): generic.ArrayObject(
                generic.FloatObject(round(value, 2)) for value in rectangle
            ),
            pdf_name("/P"): page,
            pdf_name("/DA"): pdf_string(f"/{_FONT} {_SIZE} Tf 0 g"),
            pdf_name("/Q"): generic.NumberObject(1),
            pdf_name("/AP"): _appearance(writer, place, b"", None),
        }
    )
    ref = writer.add_object(field)
    writer.root["/AcroForm"]["/Fields"].append(ref)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])
    writer.register_annotation(page, ref)


def _appearance(
    writer: IncrementalPdfFileWriter,
    place: Place,
    drawing: bytes,
    font: generic.IndirectObject | None,
) -> generic.DictionaryObject:
    box = BoxConstraints(width=place.x2 - place.x1, height=place.y2 - place.y1)
    form = RawContent(drawing, box=box).as_form_xobject()
    if font is not None:
        form["/Resources"] = generic.DictionaryObject(
            {pdf_name("/Font"): generic.DictionaryObject({pdf_name(f"/{_FONT}"): font})}
        )
    return generic.DictionaryObject({pdf_name("/N"): writer.add_object(form)})


def add_unseen(writer: IncrementalPdfFileWriter, name: str) -> None:
    """A signature that changes nothing of what is seen: a scan shows the paper and no more."""
    sig_fields.append_signature_field(writer, sig_fields.SigFieldSpec(name))


class _Area:
    def __init__(self, rectangle: generic.ArrayObject) -> None:
        self.page = 0
        self.x1, self.y1, self.x2, self.y2 = (float(value) for value in rectangle)


def fill_register(writer: IncrementalPdfFileWriter, values: Mapping[str, str]) -> None:
    """Write number and date into their fields, in the revision that the seal will sign."""
    found = {str(ref.get_object()["/T"]): ref for ref in writer.root["/AcroForm"]["/Fields"]}
    for key, text in values.items():
        ref = found.get(REGISTER_FIELDS[key])
        if ref is None:
            raise SigningError(f"the document has no field for {key}")
        _fill(writer, ref.get_object(), text)


def _fill(writer: IncrementalPdfFileWriter, field: generic.DictionaryObject, text: str) -> None:
    if "/V" in field:
        raise SigningError(f"{field['/T']} is filled already")
    font = writer.root["/AcroForm"]["/DR"]["/Font"].raw_get(f"/{_FONT}")
    widths = [int(width) for width in font.get_object()["/Widths"]]
    place = _Area(field["/Rect"])
    drawing = _text_drawing(text, place.x2 - place.x1, widths)
    field["/V"] = pdf_string(text)
    field["/AP"] = _appearance(writer, place, drawing, font)
    writer.update_container(field)


def _text_drawing(text: str, width: float, widths: list[int]) -> bytes:
    if any(not 32 <= ord(char) < 32 + len(widths) for char in text):
        raise SigningError(f"{text!r} has a character the register font does not")
    length = sum(widths[ord(char) - 32] for char in text) * _SIZE / 1000
    left = max(0.0, (width - length) / 2)
    commands = f"/Tx BMC q BT /{_FONT} {_SIZE} Tf 0 g {left:.2f} 3.4 Td ({text}) Tj ET Q EMC"
    return commands.encode("ascii")


def register_values(pdf: bytes) -> dict[str, str]:
    """What the register fields of a document say: the number and date a reader sees."""
    root = PdfFileReader(io.BytesIO(pdf)).root
    fields = (ref.get_object() for ref in root["/AcroForm"]["/Fields"])
    said = {
        str(f.get("/T", "")): str(f["/V"]) for f in fields if f.get("/FT") == "/Tx" and "/V" in f
    }
    return {key: said[name] for key, name in REGISTER_FIELDS.items() if name in said}


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
