"""Fees with their trial, and checks between answers, as a browser without scripts sees them."""

from pathlib import Path

import pytest

from motcua.directory.types import Role
from tests.channels.officer.browser import Browser
from tests.channels.operations.builder import opened, plain, several, stored

pytestmark = pytest.mark.django_db

SIMPLE, BUILD, POLICE = "2.000815", "1.013225", "3.000333"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def author():
    return Browser(Role.ADMINISTRATOR)


# ------------------------------------------------------------------ fees


def test_fees_are_tried_out_beside_the_table(author):
    place = opened(author, SIMPLE)
    page = author.page(f"{place}khoan-thu/")
    assert "trang 1 đến 2: 2.000 đồng mỗi trang; từ trang 3: 1.000 đồng mỗi trang" in page.text
    asked = {
        "truong-hop": "mac_dinh",
        "cach-nop": "direct",
        "so-dong-0": "2",
        "tra-loi-0": "5",
        "tra-loi-1": "3",
    }
    tried = author.page(f"{place}khoan-thu/", **asked)
    assert f"{2 * 3 * 7000:,} đồng".replace(",", ".") in tried.text
    wrong = author.page(f"{place}khoan-thu/", **(asked | {"tra-loi-0": "năm"}))
    assert wrong.status == 422
    assert "Nhập số nguyên" in wrong.text


def test_an_exempt_person_pays_nothing_in_the_trial(author):
    place = opened(author, POLICE)
    asked = {"truong-hop": "phieu_1", "cach-nop": "direct", "tra-loi-0": "thuong"}
    assert "được miễn" not in author.page(f"{place}khoan-thu/", **asked).text.split("Tính thử")[1]
    tried = author.page(f"{place}khoan-thu/", **asked, mien=["tre_em"])
    assert "được miễn: Trẻ em" in tried.text


def test_a_fee_is_written_changed_and_dropped(author):
    place = opened(author, POLICE)
    page = author.page(f"{place}khoan-thu/them/")
    typed = several(page) | {
        "name": "Phí cấp thêm",
        "amount": "3000",
        "legal_source": "TT 1/2026",
        "exempt_0": "Hộ nghèo",
    }
    refused = author.send(f"{place}khoan-thu/them/", **typed)
    assert "Nhập văn bản cho miễn" in refused.text
    assert refused.status == 422
    typed |= {"exempt_source_0": "NQ 2/2026", "by_online": "1000"}
    saved = author.send(f"{place}khoan-thu/them/", **typed)
    assert "nộp trực tuyến: 1.000 đồng" in saved.text
    assert plain()["fees"][-1]["rules"]["exempt"][0]["code"] == "ho_ngheo"
    twice = author.send(f"{place}khoan-thu/them/", **typed)
    assert "một người có thể bị thu hai lần" in twice.text
    assert twice.status == 422
    assert "Đã bỏ khoản thu" in author.send(f"{place}khoan-thu/KHOAN_1/bo/").text


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"tier_amount_0": "5", "per": "copy"}, "chỉ dùng khi tính theo trang"),
        ({"tier_to_0": "5", "per": "page"}, "Nhập số tiền của bậc này"),
        ({"tier_amount_0": "5", "per": "page", "by_online": "1"}, "để trống các mức theo cách nộp"),
        ({"exempt_source_0": "NQ 2/2026"}, "Nhập tên đối tượng được miễn"),
        ({"cap": "-1"}, "không được nhỏ hơn 0"),
        ({"asked": "any"}, "hoặc chọn «Luôn thu»"),
    ],
)
def test_each_mistake_in_a_fee_says_what_to_do(other, said, author):
    place = opened(author, SIMPLE)
    typed = several(author.page(f"{place}khoan-thu/them/"))
    typed |= {"name": "Phí", "legal_source": "TT 1/2026", "amount": "1"}
    before = plain()
    page = author.send(f"{place}khoan-thu/them/", **(typed | other))
    assert page.status == 422
    assert said in page.text
    assert plain() == before


# ------------------------------------------------------------------ checks over several answers


def test_a_check_is_chosen_by_kind_then_by_questions(author):
    place = opened(author, BUILD)
    kinds = author.page(f"{place}mau/kiem-tra/them/")
    assert "Cộng các số này phải bằng số kia" in kinds.text
    address = f"{place}mau/kiem-tra/them/?loai=sum_not_more_than"
    typed = {"field_0": "chieu_cao", "field_1": "chieu_cao", "weight": "stop"}
    page = author.send(address, **(typed | {"field_4": "dien_tich_tret"}))
    assert page.status == 422
    assert "được chọn hai lần" in page.text
    typed |= {"field_1": "cot_nen", "message": "Cộng lại đi"}
    assert "Chọn một câu hỏi." in author.send(address, **typed).text
    saved = author.send(address, **(typed | {"field_4": "dien_tich_tret"}))
    assert "tổng các số trước không quá số cuối (bắt buộc đúng); «Cộng lại đi»" in saved.text
    number = len(stored().content["form"]["ui"]["rules"]) - 1
    changed = several(author.page(f"{place}mau/kiem-tra/{number}/")) | {"weight": "warn"}
    assert "(chỉ nhắc)" in author.send(f"{place}mau/kiem-tra/{number}/", **changed).text
    assert author.page(f"{place}mau/kiem-tra/99/").status == 404
