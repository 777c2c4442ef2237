"""The form of a draft tried as an invented person, before anything is written."""

from pathlib import Path

import pytest

from motcua.directory.types import Role
from tests.channels.officer.browser import Browser
from tests.channels.operations.builder import frame_of, prepared, stored, typed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def author():
    return Browser(Role.ADMINISTRATOR)


@pytest.fixture
def place(author):
    return prepared(author)


def test_the_preview_is_the_citizens_page_filled_in_for_an_invented_person(author, place):
    page = author.page(f"{place}xem/", nguoi="vo_chong")
    assert "Nguyễn Thị Lụa" in page.text
    assert "Lấy từ Cơ sở dữ liệu quốc gia về dân cư, hôm nay" in page.text
    assert "frame-ancestors 'self'" in page.response.headers["Content-Security-Policy"]
    bare = author.page(f"{place}xem/", nguoi="chua_co")
    assert "Lấy từ" not in bare.text


def test_a_sample_goes_through_the_whole_form_and_hears_what_it_was_not_asked(author, place):
    page = author.page(f"{place}xem/", nguoi="mau-1")
    for _step in range(9):
        if "Điền xong" in page.text:
            break
        page = author.send(f"{place}xem/", **frame_of(page))
    assert "Điền xong, nộp được" in page.text
    assert "Tên tổ chức hoặc cá nhân thiết kế" in page.text.split("Người này không bị hỏi")[1]


def test_answers_are_checked_by_the_engine_of_the_form(author, place):
    page = author.page(f"{place}xem/", nguoi="chua_co")
    wrong = author.send(f"{place}xem/", **(frame_of(page) | {"so_dinh_danh": "12"}))
    assert wrong.status == 422
    assert "Số định danh phải có đủ 12 chữ số" in wrong.text


def test_what_is_typed_is_seen_before_it_is_written(author, place):
    before = stored().content
    typed = typed_in(author.page(f"{place}cau/ho_ten/")) | {
        "label": "Tên của bạn là gì",
        "short": "",
    }
    page = author.send(f"{place}xem/cau.ho_ten/", **typed)
    assert "Tên của bạn là gì" in page.text
    wrong = author.send(f"{place}xem/cau.ho_ten/", **(typed | {"label": ""}))
    assert "Chưa xem thử được" in wrong.text
    new = author.send(
        f"{place}xem/moi.ngoi-nha/?loai=text", label="Màu mái", required="yes", asked="always"
    )
    assert "Màu mái" in new.text
    paged = author.send(
        f"{place}xem/trang./", title="Trang mới", first_question="Câu một", asked="always"
    )
    assert "Câu một" in paged.text
    assert stored().content == before


def test_a_broken_state_begins_again(author, place):
    page = author.send(f"{place}xem/", **{"tien-do": "x:y:z", "trang": "ngoi-nha"})
    assert (page.status, "Trang 1 trong" in page.text) == (200, True)
