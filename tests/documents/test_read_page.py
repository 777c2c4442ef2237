"""Words on a scanned page, read by the worker; needs Tesseract with Vietnamese on the machine."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from motcua.documents import api as documents
from motcua.documents.events import PageScanned
from motcua.documents.models import PageReading
from motcua.dossiers import api as dossiers
from motcua.engines.papers import fonts
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, receptionist
from tests.documents import scans

needs_reader = pytest.mark.skipif(
    not documents.reader_is_available(), reason="tesseract-ocr-vie is not installed"
)
NAMES = {"AUTH": "Văn bản ủy quyền", "DRAWINGS": "Bản vẽ thiết kế xây dựng"}


def written(words):
    paper = Image.new("RGB", scans.A4, "white")
    font = ImageFont.truetype(str(fonts.path_of(fonts.SERIF_REGULAR)), 44)
    ImageDraw.Draw(paper).multiline_text((140, 200), words, fill="black", font=font, spacing=24)
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=90)
    return out.getvalue()


@pytest.fixture
def scanned(province_with_procedures):
    counter, citizen = receptionist(), make_citizen()
    picture = written("VĂN BẢN ỦY QUYỀN\nTôi ủy quyền cho em trai nộp hồ sơ")
    (ref,) = documents.split_pile(counter, files=[("1.jpg", picture)], owner_id=citizen.person_id)
    return counter, ref.id


def words_for(actor, file_id):
    with acting(actor.scope):
        return documents.readings([file_id]).get(file_id, "")


@needs_reader
@pytest.mark.django_db
def test_what_was_read_lies_beside_the_page_and_goes_with_it(scanned):
    counter, file_id = scanned
    assert words_for(counter, file_id) == ""

    documents.read_page(PageScanned(file_id=file_id))
    documents.read_page(PageScanned(file_id=file_id))  # delivery is at least once

    assert dossiers.guess_paper(words_for(counter, file_id), NAMES) == "AUTH"
    with acting(SYSTEM):
        assert PageReading.objects.count() == 1
        documents.erase([file_id])
        assert not PageReading.objects.exists()


@needs_reader
@pytest.mark.django_db
def test_another_agency_reads_nothing_and_an_erased_page_is_not_read(scanned):
    counter, file_id = scanned
    documents.read_page(PageScanned(file_id=file_id))
    assert words_for(receptionist(agency="H53.31.01"), file_id) == ""

    with acting(SYSTEM):
        documents.erase([file_id])
    documents.read_page(PageScanned(file_id=file_id))

    assert words_for(counter, file_id) == ""


@pytest.mark.parametrize(
    ("words", "guess"),
    [
        ("VAN BAN UY QUYEN ngày 3", "AUTH"),
        ("bản vẽ thiết kế xây dựng nhà ở", "DRAWINGS"),
        ("văn bản ủy quyền và bản vẽ thiết kế xây dựng", ""),
        ("giấy khai sinh", ""),
        ("", ""),
    ],
)
def test_a_guess_is_made_only_where_one_name_is_on_the_page(words, guess):
    assert dossiers.guess_paper(words, NAMES) == guess
