"""A pile at the desk: pages on the screen, a paper chosen for each, without drag and drop."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    DossierNotFoundError,
    NotToBeScannedError,
    SeatRequiredError,
    WrongMomentError,
)
from motcua.dossiers.models import Paper
from motcua.dossiers.types import PaperIn, PaperSource
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, receptionist
from tests.documents import scans
from tests.dossiers import factories
from tests.dossiers.archives import BUILDING

DRAWINGS = "DRAWINGS"
LAND = "LAND_CERT"


@pytest.fixture
def on_paper(office):
    """A building permit whose papers were handed in on paper and accepted at the counter."""
    dossier_id = factories.submitted(make_citizen(), BUILDING)
    papers = [PaperIn(code, source=PaperSource.COUNTER, originals=1) for code in (LAND, DRAWINGS)]
    dossiers.accept(actor=office.counter.actor, dossier_id=dossier_id, papers=papers)
    return dossier_id


def pile(*degrees):
    return SimpleUploadedFile("xap.pdf", scans.pile(*degrees), content_type="application/pdf")


def split(office, dossier_id, *degrees):
    page = office.counter.send(f"ho-so/{dossier_id}/quet/", stage="split", pile=[pile(*degrees)])
    return page, re.findall(r'name="pages" value="([0-9a-f-]+)"', page.html)


def name(office, dossier_id, pages, chosen):
    typed = {f"page:{one}": value for one, value in zip(pages, chosen, strict=True)}
    return office.counter.send(f"ho-so/{dossier_id}/quet/", stage="name", pages=pages, **typed)


def held(dossier_id, component):
    with acting(SYSTEM):
        paper = Paper.objects.get(dossier_id=dossier_id, component=component, superseded_at=None)
        return paper, [documents.files(paper.file_ids)[one].pages for one in paper.file_ids]


def test_the_pile_becomes_papers_page_by_page(office, on_paper):
    page, pages = split(office, on_paper, 2.0, 0.0, 0.0)
    assert page.status == 200, page.text
    assert len(pages) == 3
    assert "Như trang trước" in page.text
    assert "chưa có chứng thư số" in page.text

    page = name(office, on_paper, pages, [LAND, "cung", DRAWINGS])

    assert "Đã lưu bản quét vào hồ sơ" in page.text, page.text
    land, land_pages = held(on_paper, LAND)
    assert land_pages == [2]
    assert (land.source, land.originals) == (PaperSource.COUNTER, 1)
    assert held(on_paper, DRAWINGS)[1] == [1]


def test_a_page_is_seen_before_it_has_a_paper(office, on_paper):
    _page, pages = split(office, on_paper, 0.0)

    seen = office.counter.get(f"/can-bo/ho-so/{on_paper}/quet/{pages[0]}/")

    assert seen.status_code == 200
    assert seen["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize("chosen", [["", "cung"], [LAND, "no_such"], ["bo", "bo"]])
def test_a_page_of_which_nothing_is_said_is_refused_and_the_choices_stay(office, on_paper, chosen):
    _page, pages = split(office, on_paper, 0.0, 0.0)

    page = name(office, on_paper, pages, chosen)

    assert page.status == 422
    assert "Chọn giấy tờ cho trang" in page.text
    assert all(one in page.html for one in pages)
    assert held(on_paper, LAND)[1] == []


def test_a_page_may_be_left_out_on_purpose(office, on_paper):
    _page, pages = split(office, on_paper, 0.0, 0.0)

    name(office, on_paper, pages, [LAND, "bo"])

    assert held(on_paper, LAND)[1] == [1]


def test_what_is_no_scan_is_refused_in_words(office, on_paper):
    page = office.counter.send(
        f"ho-so/{on_paper}/quet/",
        stage="split",
        pile=[SimpleUploadedFile("phim.mov", b"\x00\x00\x00\x14ftypqt  ")],
    )

    assert page.status == 422
    assert "phim.mov" in page.text


# ------------------------------------------------------------------ what must not be scanned


def scanned(actor, owner):
    return documents.split_pile(actor, files=[("1.jpg", scans.jpeg(scans.page()))], owner_id=owner)[
        0
    ].id


def test_files_that_came_online_are_not_scanned(office):
    dossier_id = factories.submitted(make_citizen(), BUILDING)
    actor = office.counter.actor
    file_id = scanned(actor, factories.stored(dossier_id).owner_id)

    with pytest.raises(NotToBeScannedError):
        dossiers.add_scans(actor=actor, dossier_id=dossier_id, scans={DRAWINGS: [file_id]})

    assert file_id not in held(dossier_id, DRAWINGS)[0].file_ids
    page = office.counter.page(f"ho-so/{dossier_id}/quet/")
    assert f'value="{DRAWINGS}"' not in page.html


def test_papers_that_are_only_shown_are_not_scanned(office):
    dossier_id = factories.accepted(office, make_citizen())
    actor = office.counter.actor
    file_id = scanned(actor, factories.stored(dossier_id).owner_id)

    with pytest.raises(NotToBeScannedError):
        dossiers.add_scans(actor=actor, dossier_id=dossier_id, scans={"ID": [file_id]})

    with acting(SYSTEM):
        assert not Paper.objects.filter(dossier_id=dossier_id, component="ID").exists()


# ------------------------------------------------------------------ who, and when


def test_only_the_counter_that_received_it_scans(office, on_paper):
    for actor, refusal in (
        (office.specialist.actor, SeatRequiredError),
        (receptionist(agency="H53.31.01"), DossierNotFoundError),
    ):
        with pytest.raises(refusal):
            dossiers.add_scans(actor=actor, dossier_id=on_paper, scans={LAND: []})

    assert held(on_paper, LAND)[1] == []


def test_after_the_end_nothing_is_scanned(office, on_paper):
    dossiers.withdraw(actor=make_citizen(), dossier_id=on_paper, reason="Tôi nộp nhầm")

    with pytest.raises(WrongMomentError):
        dossiers.add_scans(actor=office.counter.actor, dossier_id=on_paper, scans={LAND: []})
