"""Papers from a phone: any photograph, seen, replaced, and none forgotten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.dossiers import api as dossiers
from tests.channels.citizen.phone import BIRTH, photo
from tests.dossiers import factories

PAPER = "BIRTH_CERT"


@pytest.fixture
def address(bay):
    """A birth registration in which everything is answered and no paper is handed in."""
    draft_id = factories.draft(bay.actor, BIRTH)
    for component in dossiers.draft(actor=bay.actor, draft_id=draft_id).papers:
        dossiers.remove_paper(actor=bay.actor, draft_id=draft_id, component=component)
    return f"/ho-so/nhap/{draft_id}/"


def held(bay, address):
    draft_id = address.rstrip("/").rpartition("/")[2]
    return dossiers.draft(actor=bay.actor, draft_id=draft_id).papers.get(PAPER, ())


def test_one_box_for_each_named_paper(bay, address):
    page = bay.page(f"{address}giay-to/")

    assert f'id="giay-{PAPER}"' in page.html
    assert "Giấy chứng sinh" in page.words
    assert "capture" not in page.html  # it would close the gallery


def test_a_photograph_is_shown_with_its_size(bay, address):
    page = bay.send(f"{address}giay-to/{PAPER}/them/", files=[photo()])

    assert "paper--done" in page.html
    assert "KB" in page.words
    assert len(held(bay, address)) == 1


def test_several_photographs_become_one_pdf(bay, address):
    page = bay.send(f"{address}giay-to/{PAPER}/them/", files=[photo("1.jpg"), photo("2.jpg")])

    assert len(held(bay, address)) == 1
    assert "2 trang" in page.words


def test_photographs_sent_one_by_one_can_be_joined(bay, address):
    for name in ("1.jpg", "2.jpg"):
        bay.send(f"{address}giay-to/{PAPER}/them/", files=[photo(name)])
    assert len(held(bay, address)) == 2

    bay.send(f"{address}giay-to/{PAPER}/ghep/")

    assert len(held(bay, address)) == 1


def test_a_paper_can_be_taken_away(bay, address):
    bay.send(f"{address}giay-to/{PAPER}/them/", files=[photo()])
    file_id = held(bay, address)[0]

    bay.send(f"{address}giay-to/{PAPER}/xoa/", file=str(file_id))

    assert held(bay, address) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("phim.mov", b"\x00\x00\x00\x14ftypqt  "),
        ("giay.pdf", b"<html><script>alert(1)</script></html>"),
        ("rong.jpg", b""),
    ],
)
def test_what_is_no_paper_is_refused_in_words_beside_its_box(bay, address, name, content):
    upload = SimpleUploadedFile(name, content)

    page = bay.send(f"{address}giay-to/{PAPER}/them/", files=[upload])

    assert page.status == 422
    assert "paper--error" in page.html
    assert "Hãy" in page.words
    assert held(bay, address) == ()


def test_sending_without_a_file_says_so(bay, address):
    page = bay.send(f"{address}giay-to/{PAPER}/them/")

    assert page.status == 422
    assert "Chưa có tệp nào" in page.words


def test_a_missing_paper_stops_before_the_review(bay, address):
    page = bay.send(f"{address}giay-to/")

    assert page.status == 422
    assert f'href="#giay-{PAPER}"' in page.html


def test_what_the_state_holds_need_not_be_handed_in(bay, address):
    page = bay.send(f"{address}giay-to/{PAPER}/du-lieu/")

    assert "Dùng dữ liệu Nhà nước đã có" in page.words
    assert bay.send(f"{address}giay-to/").path == f"{address}kiem-tra/"


def test_a_paper_this_case_does_not_ask_for_is_not_taken(bay, address):
    answer = bay.post(f"{address}giay-to/KHONG_CO/them/", {"files": [photo()]})

    assert answer.status_code == 404


def test_the_small_picture_is_small(bay, address):
    bay.send(f"{address}giay-to/{PAPER}/them/", files=[photo(size=(2000, 2600))])
    file_id = held(bay, address)[0]

    small = bay.get(f"{address}tep/{file_id}/?nho=1")
    whole = bay.get(f"{address}tep/{file_id}/")

    assert small["Content-Type"] == whole["Content-Type"] == "image/jpeg"
    assert len(small.content) < 8_000
    assert "no-store" in whole["Cache-Control"]


def test_another_persons_file_is_not_found(bay, dung, address):
    bay.send(f"{address}giay-to/{PAPER}/them/", files=[photo()])
    file_id = held(bay, address)[0]

    assert dung.get(f"{address}tep/{file_id}/").status_code == 404
