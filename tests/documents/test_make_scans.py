"""A scan that can be searched, that is PDF/A, and that its official signed."""

import io
import shutil
import subprocess

import pikepdf
import pytest

from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.documents.adapters.parser.pages import Page, joined
from motcua.documents.adapters.parser.text_layer import Reading
from motcua.documents.errors import ScanPinMissingError, TimeStampDownError, WrongPinError
from motcua.documents.models import StoredFile
from motcua.documents.types import KeyPurpose, LoosePages
from motcua.kit.scope import SYSTEM, acting
from tests.documents import scans
from tests.documents.factories import MACHINE, PIN

NAME = "Văn bản ủy quyền"
READ = Reading(
    (1240, 1754),
    [(140, 200, 300, 40, "Nguyễn"), (460, 200, 200, 40, "Thị"), (140, 900, 90, 40, "Ổn")],
)


def page(reading=None):
    return Page(scans.jpeg(scans.page()), "image/jpeg", reading)


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def words_on(content, *area):
    """As any reader finds them: by pdftotext where the machine has it."""
    done = subprocess.run(
        ["pdftotext", "-layout", *area, "-", "-"], input=content, capture_output=True, check=True
    )
    return done.stdout.decode().split()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_what_was_read_is_found_where_it_stands():
    whole = joined([page(READ), page()])

    assert words_on(whole, "-f", "1", "-l", "1") == ["Nguyễn", "Thị", "Ổn"]
    assert words_on(whole, "-f", "2", "-l", "2") == []
    # 1240 points are the 210 mm of the page: the upper half in points of 1/72 inch
    upper = ("-l", "1", "-x", "0", "-y", "0", "-W", "595", "-H", "300")
    assert words_on(whole, *upper) == ["Nguyễn", "Thị"]


def test_words_are_in_the_file_but_nothing_of_them_is_drawn():
    with opened(joined([page(READ)])) as pdf:
        drawn = pdf.pages[0].Contents
        streams = list(drawn) if isinstance(drawn, pikepdf.Array) else [drawn]
        text = b"".join(one.read_bytes() for one in streams)
    assert b"3 Tr" in text
    assert "Nguyễn ".encode("utf-16-be").hex().upper().encode() in text


def test_pictures_alone_are_pdfa_and_a_foreign_page_is_not_called_so():
    foreign = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(foreign)

    with opened(joined([page(READ), page()])) as pdf:
        told = pdf.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 3
    with opened(joined([page(), Page(foreign.getvalue(), "application/pdf")])) as pdf:
        assert "pdfaid:part" not in pdf.open_metadata()


# ------------------------------------------------------------------ signed by whoever scanned it


@pytest.fixture
def desk(office):
    """Someone at the counter who has a certificate of their own."""
    actor = office.official(Role.RECEPTION, "Phan Thị Quầy")
    documents.enrol_personal_key(
        actor=MACHINE,
        person_id=actor.person_id,
        person_name=actor.name,
        agency_id=office.agency.id,
        agency_name=office.agency.name,
        pin=PIN,
        image=documents.make_signature_image(actor.name),
        purpose=KeyPurpose.OFFICIAL,
    )
    return actor


def scanned(desk, office):
    files = [("1.jpg", scans.jpeg(scans.page()))]
    return documents.split_pile(desk, files=files, owner_id=office.citizen.person_id)[0].id


def made(desk, office, page_id, pin):
    return documents.make_scans(
        desk,
        {"AUTH": LoosePages(NAME, [page_id])},
        owner_id=office.citizen.person_id,
        agency_id=office.agency.id,
        pin=pin,
    )["AUTH"]


def loose(page_id):
    with acting(SYSTEM):
        return StoredFile.objects.filter(pk=page_id, erased_at=None).exists()


@pytest.mark.django_db
def test_the_scan_carries_the_signature_of_the_official_and_says_what_it_is(desk, office):
    page_id = scanned(desk, office)

    scan = made(desk, office, page_id, PIN)
    with acting(desk.scope):
        ref = documents.keep_scan(desk, scan)
        content = documents.content(desk, ref.id)

    verdict = documents.verify_file(content)
    assert verdict.state == "scan", verdict
    assert [one.signer for one in verdict.signatures] == ["Phan Thị Quầy"]
    said = " ".join(one.vi for one in verdict.sentences)
    assert "bản quét của một giấy tờ" in said
    assert "thiếu chữ ký" not in said
    assert not loose(page_id)
    with acting(SYSTEM):
        assert StoredFile.objects.get(pk=ref.id).carries_signature


@pytest.mark.django_db
def test_a_byte_changed_in_a_signed_scan_is_seen(desk, office):
    scan = made(desk, office, scanned(desk, office), PIN)
    at = scan.content.index(b"/MediaBox") + 2
    changed = scan.content[:at] + b"X" + scan.content[at + 1 :]

    assert documents.verify_file(changed).state in {"broken", "unreadable"}


@pytest.mark.django_db
@pytest.mark.parametrize(("pin", "refusal"), [("", ScanPinMissingError), ("000000", WrongPinError)])
def test_without_the_right_pin_nothing_is_kept_and_the_pages_stay(desk, office, pin, refusal):
    page_id = scanned(desk, office)
    with acting(SYSTEM):
        before = StoredFile.objects.count()

    with pytest.raises(refusal):
        made(desk, office, page_id, pin)

    assert loose(page_id)
    with acting(SYSTEM):
        assert StoredFile.objects.count() == before


@pytest.mark.django_db
def test_a_silent_time_authority_leaves_the_pages_on_the_screen(desk, office, authorities):
    page_id = scanned(desk, office)
    authorities.fails("tsa", "down")

    with pytest.raises(TimeStampDownError):
        made(desk, office, page_id, PIN)

    assert loose(page_id)
