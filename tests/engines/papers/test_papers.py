import io
import subprocess
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image

from motcua.engines.papers import fonts
from motcua.engines.papers.api import PaperError, form_source, qr_png, qr_svg, render, render_form

FORMS = ["01", "02", "03", "04", "05", "06", "receipt"]
REGISTER = "07"  # a book, without the heading of a letter
VERIFY = "http://127.0.0.1:8000/xac-minh/ABCD2345/"
TEMPLATE = """#import "official.typ": official, given
#show: official.with(title: "Giấy xác nhận", recipients: ("Như trên",))
Ông, bà: *#given("owner_name")*
"""
DATA = {
    "agency": "Ủy ban nhân dân xã Truông Mít",
    "place": "Truông Mít",
    "symbol": "GXN-UBND",
    "signer_title": "Chủ tịch",
    "signer_name": "Trần Văn Ổn",
    "owner_name": "Nguyễn Thị Bảy",
    "verification": {"code": "ABCD-2345", "address": "http://127.0.0.1:8000/xac-minh/"},
}
FORM_DATA = {
    "agency": "Ủy ban nhân dân xã Truông Mít",
    "place": "Truông Mít",
    "number": "12",
    "date": "2026-11-23",
    "dossier_code": "H53.31.28-261123-0042",
    "secret": "K7P2M",
    "tracking_address": "http://127.0.0.1:8000/tra-cuu/?ma=H53",
    "submitter": {"name": "Nguyễn Thị Bảy", "address": "Ấp Thuận Hòa", "phone": "0912 345 678"},
    "owner": "Nguyễn Thị Bảy",
    "content": "Đăng ký khai sinh",
    "components": [{"name": "Giấy chứng sinh", "originals": 1, "what": "Chụp lại cho rõ"}],
    "duration": "Trong ngày",
    "received_at": "2026-11-23T08:05:00+07:00",
    "received_on": "2026-11-20",
    "due_at": "2026-11-23T17:00:00+07:00",
    "old_due_on": "2026-11-22",
    "new_due_at": "2026-11-25T17:00:00+07:00",
    "reason": "Thiếu giấy chứng sinh.",
    "status_found": "Người nộp xin rút.",
    "handovers": [{"from": "Một cửa", "to": "Văn phòng", "given": "2026-11-23T08:20:00+07:00"}],
    "payer": "Nguyễn Thị Bảy",
    "method": "Tiền mặt",
    "lines": [{"name": "Lệ phí", "amount": 1_250_000, "count": 1, "legal_source": "NQ 01"}],
    "total": 1_250_000,
}


def paper(**changed):
    return render(TEMPLATE, {**DATA, **changed}, images={"verification": qr_svg(VERIFY).encode()})


def words_of(pdf, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True
    ).stdout


def test_reserves_the_places_that_are_filled_after_signing():
    made = paper()

    assert set(made.boxes) == {"number", "day", "month", "year", "signature"}
    signature, number = made.boxes["signature"], made.boxes["number"]
    assert signature.page == number.page == 1
    assert 0 < signature.x1 < signature.x2 < 596
    assert 0 < signature.y1 < signature.y2 < number.y1 < 842


def test_a_long_paper_reserves_the_signature_on_its_last_page():
    source = TEMPLATE + "#for i in range(90) [#par[Dòng thứ #i của một văn bản dài.]]\n"

    made = render(source, DATA, images={"verification": qr_svg(VERIFY).encode()})

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert made.boxes["signature"].page == len(pdf.pages) > 1


def test_prints_number_and_date_that_are_known():
    made = paper(number="7", date="2026-02-03")

    assert set(made.boxes) == {"signature"}


def test_day_and_month_lead_with_a_zero_as_the_decree_says(tmp_path):
    assert "ngày 03 tháng 02 năm 2026" in words_of(paper(date="2026-02-03").pdf, tmp_path)
    assert "ngày 13 tháng 5 năm 2026" in words_of(paper(date="2026-05-13").pdf, tmp_path)


def test_is_pdf_a_2b_with_every_font_inside():
    with pikepdf.open(io.BytesIO(paper().pdf)) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        files = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert files
        assert all(any(k in f for k in ("/FontFile2", "/FontFile3")) for f in files)


def test_the_same_data_and_moment_give_the_same_bytes():
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)

    assert render(TEMPLATE, DATA, images={"verification": qr_svg(VERIFY).encode()}, made_at=at) == (
        render(TEMPLATE, DATA, images={"verification": qr_svg(VERIFY).encode()}, made_at=at)
    )


def test_data_are_text_never_typst():
    """What a person typed cannot run as a template."""
    made = paper(owner_name='#read("official.typ") *đậm* $x$ @ai')

    assert made.pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    "source",
    [
        '#import "@preview/cetz:0.3.0": canvas',
        '#include "@preview/x:1.0.0"',
        '#read("/etc/passwd")',
        '#read("../../types.py")',
        "#unknown-function()",
    ],
)
def test_a_template_reaches_nothing_outside(source):
    with pytest.raises(PaperError):
        render(source, DATA)


@pytest.mark.parametrize("number", FORMS)
def test_every_form_prints(number, tmp_path):
    text = words_of(render_form(number, FORM_DATA, on=date(2026, 11, 23)).pdf, tmp_path)

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Nguyễn Thị Bảy" in text


def test_the_register_prints_a_line_a_dossier(tmp_path):
    entry = {"code": "H53.31.28-261123-0042", "content": "Kết hôn", "owner": "Nguyễn Thị Bảy"}
    where = {"address": "Ấp 3", "phone": "0912345678", "sets": "1", "method": "Bưu chính"}
    data = {"agency": "A", "entries": [{**entry, **where, "status": "Đã trả"}]}

    text = words_of(render_form(REGISTER, data).pdf, tmp_path)

    assert "SỔ THEO DÕI HỒ SƠ" in text
    assert "Nguyễn Thị Bảy" in text
    assert "Ấp 3, 0912345678" in text
    assert "Bưu chính" in text
    assert "Cộng: 1 hồ sơ" in text


@pytest.mark.parametrize("number", [*FORMS, REGISTER])
def test_a_form_prints_with_what_little_is_known(number):
    least = ("received_at", "received_on", "old_due_on", "new_due_at", "total", "agency")
    data = {key: FORM_DATA[key] for key in least}

    assert render_form(number, data).pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("xã Truông Mít", "Truông Mít, ngày"),
        ("phường 6", "phường 6, ngày"),
        ("Tây Ninh", "Tây Ninh, ngày"),
    ],
)
def test_the_place_stands_without_its_kind(place, printed, tmp_path):
    text = words_of(paper(place=place, date="2026-11-23").pdf, tmp_path)

    assert f" {printed}" in text
    assert f"xã {printed}" not in text


def test_the_agency_stands_in_full(tmp_path):
    text = words_of(paper(agency="UBND xã Truông Mít").pdf, tmp_path)

    assert "ỦY BAN NHÂN DÂN" in text
    assert "XÃ TRUÔNG MÍT" in text


@pytest.mark.parametrize("number", [*FORMS, REGISTER])
def test_a_form_prints_from_nothing_at_all(number):
    assert render_form(number, {"agency": "UBND xã Truông Mít"}).pdf.startswith(b"%PDF")


def test_amounts_are_grouped(tmp_path):
    assert "1.250.000 đồng" in words_of(render_form("receipt", FORM_DATA).pdf, tmp_path)


def test_a_form_is_not_valid_before_its_day():
    assert form_source("01", on=date(2025, 9, 15))
    with pytest.raises(PaperError):
        form_source("01", on=date(2025, 9, 14))
    with pytest.raises(PaperError):
        form_source("99", on=date(2026, 1, 1))


def test_a_phone_reads_the_qr_on_the_printed_receipt(tmp_path):
    file = tmp_path / "form.pdf"
    file.write_bytes(render_form("01", FORM_DATA).pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", file, tmp_path / "form"], check=True)

    picture = Image.open(next(tmp_path.glob("form*.png")))

    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [
        FORM_DATA["tracking_address"]
    ]


def test_qr_picture_is_read_back():
    picture = Image.open(io.BytesIO(qr_png("H53.31.28-261123-0042|K7P2M")))

    assert zxingcpp.read_barcodes(picture)[0].text == "H53.31.28-261123-0042|K7P2M"


def vietnamese_letters():
    bases = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    lower = {unicodedata.normalize("NFC", base + tone) for base in bases for tone in tones}
    consonants = set("bcdđghklmnpqrstvxfjwz0123456789«»–…·/,.:;()%₫×")
    return {letter for one in lower | consonants for letter in (one, one.upper())}


@pytest.mark.parametrize("file", sorted(path.name for path in Path(fonts.FOLDER).glob("*.ttf")))
def test_every_vietnamese_letter_has_a_glyph(file):
    cmap = TTFont(fonts.FOLDER / file).getBestCmap()

    assert {letter for letter in vietnamese_letters() if ord(letter) not in cmap} == set()


def test_fonts_are_there():
    assert (fonts.FOLDER / fonts.SERIF_REGULAR).is_file(), "build the front end first"
