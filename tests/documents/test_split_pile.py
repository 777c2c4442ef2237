"""A pile of scanned pages: taken apart in order, straightened, joined again, never a signed file."""

import io
from datetime import timedelta

import pikepdf
import pytest
from PIL import Image

from motcua.documents import api as documents, errors
from motcua.documents.adapters.parser.pages import LEAST_DEGREES, skew_of
from motcua.documents.errors import FileMissingError
from motcua.documents.models import StoredFile
from motcua.documents.types import LoosePages
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, receptionist
from tests.documents import scans
from tests.dossiers.factories import another_citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen(province_with_procedures):
    return make_citizen()


@pytest.fixture
def counter(province_with_procedures):
    return receptionist()


def split(counter, citizen, *files):
    return documents.split_pile(counter, files=files, owner_id=citizen.person_id)


def joined(counter, owner_id, name, page_ids):
    made = documents.make_scans(
        counter,
        {"AUTH": LoosePages(name, page_ids)},
        owner_id=owner_id,
        agency_id=counter.seats[0].agency_id,
        pin="",
    )
    with acting(counter.scope):
        return documents.keep_scan(counter, made["AUTH"])


def content(actor, file_id):
    with acting(actor.scope):
        return documents.content(actor, file_id)


@pytest.mark.parametrize("degrees", [-4.0, -1.5, 0.0, 0.75, 2.5, 5.0])
def test_the_skew_of_a_page_is_found_to_a_quarter_of_a_degree(degrees):
    assert skew_of(scans.page(degrees)) == pytest.approx(-degrees, abs=0.26)


def test_an_empty_page_is_left_as_it_is():
    assert abs(skew_of(Image.new("RGB", scans.A4, "white"))) < LEAST_DEGREES


def test_a_pdf_of_several_pages_becomes_straight_pages_in_order(counter, citizen):
    refs = split(counter, citizen, ("xap.pdf", scans.pile(3.0, -2.0, 0.0)))

    assert [ref.name for ref in refs] == ["trang-1.jpg", "trang-2.jpg", "trang-3.jpg"]
    for ref in refs:
        with Image.open(io.BytesIO(content(counter, ref.id))) as straight:
            assert abs(skew_of(straight)) <= LEAST_DEGREES


def test_pictures_from_a_camera_are_pages_too(counter, citizen):
    refs = split(
        counter,
        citizen,
        ("1.jpg", scans.jpeg(scans.page(1.0))),
        ("2.pdf", scans.pile(0.0, 0.0)),
    )

    assert len(refs) == 3


def test_pages_are_joined_in_the_order_given_and_do_not_stay_behind(counter, citizen):
    refs = split(counter, citizen, ("xap.pdf", scans.pile(0.0, 0.0, 0.0)))

    whole = joined(counter, citizen.person_id, "Văn bản ủy quyền", [refs[2].id, refs[0].id])

    assert whole.name == "Văn bản ủy quyền.pdf"
    with pikepdf.open(io.BytesIO(content(counter, whole.id))) as pdf:
        assert len(pdf.pages) == 2
    with acting(SYSTEM):
        assert StoredFile.objects.get(pk=whole.id).owner_id == citizen.person_id
        assert (
            StoredFile.objects.filter(pk__in=[refs[0].id, refs[2].id], erased_at=None).count() == 0
        )
        assert StoredFile.objects.filter(pk=refs[1].id, erased_at=None).exists()


def test_a_page_with_text_stays_the_page_that_it_is(counter, citizen):
    from motcua.demo.pages import scanned_page  # noqa: PLC0415

    (ref,) = split(counter, citizen, ("in.pdf", scanned_page("Giấy tờ")))

    assert ref.media_type == "application/pdf"


def test_a_signed_file_is_not_taken_apart(office):
    signed = office.pdf(office.signed())

    with pytest.raises(errors.SignedPileError):
        split(office.officer, office.citizen, ("ket-qua.pdf", signed))


def test_too_many_pages_are_refused_with_the_limit(counter, citizen):
    with pikepdf.new() as pdf:
        for _ in range(41):
            pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)

    with pytest.raises(errors.TooManyPagesError) as refusal:
        split(counter, citizen, ("xap.pdf", out.getvalue()))
    assert "40" in str(refusal.value)
    with acting(SYSTEM):
        assert not StoredFile.objects.exists()


@pytest.mark.parametrize("bad", [b"", b"<html></html>", b"%PDF-1.7 broken"])
def test_what_is_no_scan_is_refused_and_nothing_is_kept(counter, citizen, bad):
    with pytest.raises(errors.UploadRefusedError):
        split(counter, citizen, ("1.jpg", scans.jpeg(scans.page())), ("xap.pdf", bad))

    with acting(SYSTEM):
        assert not StoredFile.objects.exists()


def test_half_a_pdf_is_not_mended(counter, citizen):
    """Chosen while the scanner was still writing: a library would show what is there."""
    whole = scans.pile(0.0, 0.0)
    for cut in (1000, len(whole) // 2, len(whole) - 30):
        with pytest.raises(errors.ScanCutOffError):
            split(counter, citizen, ("xap.pdf", whole[:cut]))
    assert len(split(counter, citizen, ("xap.pdf", whole + b"\r\n\0"))) == 2


def test_only_loose_pages_of_this_official_and_this_person_are_joined(counter, citizen):
    (ref,) = split(counter, citizen, ("1.jpg", scans.jpeg(scans.page())))
    paper = documents.accept_upload(
        counter, name="giay.jpg", content=scans.jpeg(scans.page()), owner_id=citizen.person_id
    )
    with acting(counter.scope):
        documents.hold([paper.id])
    colleague = receptionist()

    for actor, file_id, owner_id in (
        (receptionist(agency="H53.31.01"), ref.id, citizen.person_id),
        (colleague, ref.id, citizen.person_id),
        (counter, ref.id, another_citizen().person_id),
        (counter, paper.id, citizen.person_id),  # a paper of a dossier is no loose page
    ):
        with pytest.raises(errors.FileMissingError):
            joined(actor, owner_id, "x", [file_id])

    assert content(counter, ref.id)
    assert content(counter, paper.id)


def test_pages_that_nobody_named_are_gone_two_days_later(counter, citizen):
    (ref,) = split(counter, citizen, ("1.jpg", scans.jpeg(scans.page())))
    assert documents.forget_loose_pages() == 0

    with clock.set_to(clock.now() + timedelta(days=2)):
        assert documents.forget_loose_pages() == 1

    with acting(SYSTEM):
        assert StoredFile.objects.get(pk=ref.id).erased_at is not None


def test_what_was_sent_in_is_swept_unless_something_holds_it(citizen):
    """A form that was left, a page taken out again: nobody's paper stays behind unnamed."""
    left, held, let_go, shared = (
        documents.accept_upload(
            citizen,
            name="giay.jpg",
            content=scans.jpeg(scans.page()),
            owner_id=citizen.person_id,
        ).id
        for _ in range(4)
    )
    with acting(citizen.scope):
        documents.hold([held, let_go])
        documents.let_go([let_go])
        documents.share([shared], [new_id()])

    with clock.set_to(clock.now() + timedelta(days=2)):
        assert documents.forget_loose_pages() == 2

    with acting(SYSTEM):
        gone = StoredFile.objects.filter(erased_at__isnull=False).values_list("id", flat=True)
        assert set(gone) == {left, let_go}
    with acting(citizen.scope), pytest.raises(FileMissingError):
        documents.hold([held, left])
