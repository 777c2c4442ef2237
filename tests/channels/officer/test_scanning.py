"""A pile at the desk: pages on the screen, a paper chosen for each, without drag and drop."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.directory.types import Role
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
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser
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


@pytest.fixture
def piles(office, settings, tmp_path):
    """`piles(name=content, …)`: their ids, once the worker has taken them from the folder."""
    settings.SCANS = tmp_path / "scans"
    counter = office.counter.actor
    name = documents.open_scan_folder(
        actor=office.administrator.actor,
        person_id=counter.person_id,
        agency_id=counter.seats[0].agency_id,
    )

    def arrive(**files):
        for stem, content in files.items():
            (settings.SCANS / name / f"{stem}.pdf").write_bytes(content)
        documents.take_scans()
        with clock.set_to(clock.now() + timedelta(seconds=settings.SCANS_QUIET_SECONDS)):
            documents.take_scans()
        with acting(counter.scope):
            return {one.name[:-4]: one.id for one in documents.scanned(counter).piles}

    return arrive


def test_piles_from_the_scanner_go_the_same_way_and_are_used_once(office, on_paper, piles):
    there = piles(a=scans.pile(2.0, 0.0), b=scans.pile(0.0), c=b"%PDF-1.7 torn %%EOF")
    place = f"ho-so/{on_paper}/quet/"
    page = office.counter.page(place)
    assert "Từ máy quét" in page.text
    assert "2 trang" in page.text
    assert "«c.pdf» bị hỏng" in page.text
    seen = office.counter.get(f"/can-bo/xap-quet/{there['a']}/")
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert "Chưa chọn xấp nào" in office.counter.send(place, stage="fetch").text
    assert "Chưa chọn tệp nào" in office.counter.send(place, stage="split").text

    page = office.counter.send(place, stage="fetch", piles=[there["a"], there["b"]])
    pages = re.findall(r'name="pages" value="([0-9a-f-]+)"', page.html)
    assert len(pages) == 3
    typed = {
        f"page:{one}": value for one, value in zip(pages, [LAND, "cung", DRAWINGS], strict=True)
    }
    sent = {"stage": "name", "pages": pages, "piles": [there["a"], there["b"]], **typed}
    done = office.counter.send(place, **sent)

    assert "Đã lưu bản quét vào hồ sơ" in done.text, done.text
    assert (held(on_paper, LAND)[1], held(on_paper, DRAWINGS)[1]) == ([2], [1])
    assert "2 trang" not in office.counter.page(place).text
    again = office.counter.send(place, stage="fetch", piles=[there["a"]])
    assert (again.status, "Có xấp không còn" in again.text) == (422, True)


def test_a_pile_used_meanwhile_leaves_the_dossier_as_it_was(office, on_paper, piles):
    there = piles(a=scans.pile(0.0))
    place = f"ho-so/{on_paper}/quet/"
    page = office.counter.send(place, stage="fetch", piles=[there["a"]])
    (one,) = re.findall(r'name="pages" value="([0-9a-f-]+)"', page.html)
    assert "Đã bỏ 1 xấp" in office.counter.send(place, stage="drop", piles=[there["a"]]).text

    late = office.counter.send(
        place, stage="name", pages=[one], piles=[there["a"]], **{f"page:{one}": LAND}
    )

    assert (late.status, "Có xấp không còn" in late.text) == (422, True)
    assert held(on_paper, LAND)[1] == []


def test_a_colleague_sees_neither_the_pile_nor_its_picture(office, on_paper, piles):
    there = piles(a=scans.pile(0.0))
    colleague = Browser(Role.RECEPTION)
    place = f"ho-so/{on_paper}/quet/"

    assert "Bạn chưa có thư mục máy quét" in colleague.page(place).text
    assert colleague.get(f"/can-bo/xap-quet/{there['a']}/").status_code == 409
    for stage in ("fetch", "drop"):
        assert colleague.send(place, stage=stage, piles=[there["a"]]).status == 422
    assert office.administrator.get(f"/can-bo/xap-quet/{there['a']}/").status_code == 403
    assert "1 trang" in office.counter.page(place).text


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
