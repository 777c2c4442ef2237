"""The editors of cases, papers and other agencies, as a browser without scripts sees them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.directory.types import Role
from motcua.kit import clock
from tests.channels.officer.browser import Browser
from tests.channels.operations.builder import opened, plain, several, stored, typed_in

pytestmark = pytest.mark.django_db

SIMPLE, BUILD, WED, LAND, POLICE = "2.000815", "1.013225", "1.000894", "1.013831", "3.000333"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def author():
    return Browser(Role.ADMINISTRATOR)


# ------------------------------------------------------------------ what stands stays


@pytest.mark.parametrize(
    ("code", "address"),
    [
        (LAND, "truong-hop/cho_thue_ha_tang/"),
        (POLICE, "truong-hop/phieu_2/"),
        (BUILD, "giay-to/LAND_CERT/"),
        (BUILD, "giay-to/LICENCE/"),
        ("1.013978", "giay-to/NOTICE/"),
        (SIMPLE, "khoan-thu/CERTIFICATION/"),
        (POLICE, "khoan-thu/INFORMATION/"),
        (POLICE, "khoan-thu/INFORMATION_REDUCED/"),
        (BUILD, "mau/kiem-tra/0/"),
        (BUILD, "mau/kiem-tra/1/"),
        (BUILD, "truong-hop/nha_o/co-quan/"),
        (WED, "truong-hop/nu_o_xa_khac/co-quan/"),
        (POLICE, "ket-qua/"),
        (SIMPLE, "ket-qua/"),
    ],
)
def test_an_unchanged_editor_changes_nothing(code, address, author):
    place = opened(author, code)
    before = told(plain(), stored().content["form"]["ui"].get("rules"))
    page = author.page(place + address)
    assert page.status == 200
    saved = author.send(place + address, **several(page))
    assert "Đã ghi vào bản soạn" in saved.text
    after = told(plain(), stored().content["form"]["ui"].get("rules"))
    for name in after[0]:
        assert after[0][name] == before[0][name]
    assert after == before


def told(plain, rules):
    """Without the numbers that a paper has anyway."""
    papers = [{"originals": 1, "copies": 0} | one for one in plain["components"]]
    return {**plain, "components": papers}, rules


# ------------------------------------------------------------------ cases


def test_a_case_comes_and_goes(author):
    place = opened(author, SIMPLE)
    typed = several(author.page(f"{place}truong-hop/them/"))
    refused = author.send(f"{place}truong-hop/them/", **(typed | {"papers": [], "name": ""}))
    assert refused.status == 422
    assert "Chọn ít nhất một giấy tờ" in refused.text
    page = author.send(
        f"{place}truong-hop/them/",
        **(
            typed
            | {"name": "Số lượng lớn", "unit": "working_day", "value": "2", "papers": ["SCAN"]}
        ),
    )
    assert "Số lượng lớn" in page.text
    assert [one["code"] for one in plain()["cases"]] == ["mac_dinh", "so_luong_lon"]
    asked = author.page(f"{place}truong-hop/so_luong_lon/bo/")
    assert "vẫn giữ bản cũ" in asked.text
    assert "Đã bỏ trường hợp" in author.send(f"{place}truong-hop/so_luong_lon/bo/").text
    assert len(plain()["cases"]) == 1
    assert "trường hợp duy nhất" in author.page(f"{place}truong-hop/mac_dinh/bo/").text
    assert author.page(f"{place}truong-hop/khong/bo/").status == 404


def test_what_refers_to_a_case_is_listed_instead_of_a_button(author):
    place = opened(author, LAND)
    page = author.page(f"{place}truong-hop/cho_thue_ha_tang/bo/")
    assert "còn dùng ở các chỗ sau" in page.text
    assert "điều kiện của giấy tờ" in page.text
    assert "Bỏ trường hợp này" not in page.text
    before = plain()
    assert "vì còn dùng ở" in author.send(f"{place}truong-hop/cho_thue_ha_tang/bo/").text
    assert plain() == before


def test_a_result_of_its_own_needs_its_words(author):
    place = opened(author, LAND)
    address = f"{place}truong-hop/cho_thue_ha_tang/"
    typed = several(author.page(address)) | {"result": "own"}
    page = author.send(address, **typed)
    assert page.status == 422
    assert "hoặc chọn kết quả chung" in page.text
    own = {"result_name": "Phiếu", "result_title": "Phiếu", "result_code": "KQ.G15.000077"}
    assert "Kết quả riêng: Phiếu" in author.send(address, **(typed | own)).text


# ------------------------------------------------------------------ papers


def test_only_when_is_chosen_from_questions_in_words(author):
    place = opened(author, BUILD)
    page = author.page(f"{place}giay-to/them/")
    assert "Chỉ đòi khi mọi điều kiện dưới đây đều đúng" in page.text
    typed = several(page) | {"name": "Kết quả khảo sát", "mode": "submit", "required": "yes"}
    empty = author.send(f"{place}giay-to/them/", **(typed | {"asked": "all"}))
    assert "hoặc chọn «Luôn đòi»" in empty.text
    dead = typed | {"asked": "all", "when_0": "so_tang|more|", "than_0": "99"}
    refused = author.send(f"{place}giay-to/them/", **dead)
    assert refused.status == 422
    assert "giới hạn của câu đó không cho trả lời như vậy" in refused.text
    assert "Kết quả khảo sát" in refused.value("name")
    saved = author.send(f"{place}giay-to/them/", **(dead | {"than_0": "3"}))
    assert "Khi «Số tầng» lớn hơn 3" in saved.text
    assert plain()["components"][-1]["condition"] == {">": [{"var": "so_tang"}, 3]}


# ------------------------------------------------------------------ other agencies


def test_who_is_consulted_stands_beside_the_case_with_time_and_law(author):
    place = opened(author, BUILD)
    page = author.page(place)
    assert "im lặng là đồng ý (điểm đ khoản 1 Điều 102" in page.text
    address = f"{place}truong-hop/nha_o/co-quan/"
    typed = typed_in(author.page(address))
    refused = author.send(address, **(typed | {"silence_0": "theo luật"}))
    assert refused.status == 422
    assert "Ghi rõ điều, khoản" in refused.text
    saved = author.send(address, **(typed | {"silence_0": ""}))
    assert "im lặng không phải là đồng ý" in saved.text


def test_the_process_says_who_is_consulted(author):
    place = opened(author, BUILD)
    page = author.page(f"{place}quy-trinh/nha_o/")
    assert "im lặng là đồng ý (điểm đ khoản 1 Điều 102" in page.text


def test_a_child_procedure_that_is_not_there_is_refused(author):
    place = opened(author, WED)
    address = f"{place}truong-hop/nu_o_xa_khac/co-quan/"
    typed = typed_in(author.page(address))
    before = plain()
    page = author.send(address, **(typed | {"child_0": "9.999999"}))
    assert page.status == 422
    assert "Không có thủ tục hoặc trường hợp này" in page.text
    assert plain() == before


def test_a_case_without_such_steps_says_how_to_get_one(author):
    place = opened(author, SIMPLE)
    assert "Mở bảng các bước" in author.page(f"{place}truong-hop/mac_dinh/co-quan/").text


# ------------------------------------------------------------------ two at once, and others


def test_the_second_of_two_editors_is_told_and_loses_nothing(author):
    second = Browser(Role.ADMINISTRATOR)
    place = opened(author, SIMPLE)
    address = f"{place}khoan-thu/CERTIFICATION/"
    mine, theirs = several(author.page(address)), several(second.page(address))
    assert "Đã ghi" in second.send(address, **(theirs | {"cap": "5000"})).text
    page = author.send(address, **(mine | {"name": "Tên của tôi"}))
    assert page.status == 422
    assert "Người khác vừa sửa mục này" in page.text
    assert page.value("name") == "Tên của tôi"
    assert plain()["fees"][0]["rules"]["cap"] == 5000
    again = several(page)
    assert "Đã ghi" in author.send(address, **again).text


def test_what_somebody_else_just_changed_is_not_dropped_unseen(author):
    second = Browser(Role.ADMINISTRATOR)
    place = opened(author, SIMPLE)
    row = author.page(place).html.split("giay-to/SCAN/len/")[0]
    seen = re.findall(r'name="seen" value="(\w+)"', row)[-1]
    theirs = several(second.page(f"{place}giay-to/SCAN/")) | {"copies": "3"}
    second.send(f"{place}giay-to/SCAN/", **theirs)
    before = plain()
    page = author.send(f"{place}giay-to/SCAN/bo/", seen=seen)
    assert "Người khác vừa sửa mục này" in page.text
    assert plain() == before
    author.send(f"{place}giay-to/SCAN/len/", seen=seen)
    assert plain()["components"][0]["code"] == "SCAN"


def test_each_fault_leads_to_the_page_that_mends_it(author):
    place = opened(author, SIMPLE)
    page = author.page(place)
    assert f'/can-bo/{place}quyet-dinh/">Ngày có hiệu lực: chưa có; nhập ngày</a>' in page.html


NEW = (
    "truong-hop/them/",
    "truong-hop/mac_dinh/bo/",
    "truong-hop/mac_dinh/co-quan/",
    "khoan-thu/",
    "khoan-thu/them/",
    "mau/kiem-tra/them/",
    "mau/kiem-tra/0/",
)


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_others_do_not_come_in(role, author):
    place = opened(author, SIMPLE)
    other = Browser(role)
    before = plain()
    for address in NEW:
        assert other.page(place + address).status == 403
        if address != "khoan-thu/":
            assert other.send(place + address, name="x").status == 403
    assert plain() == before


def test_pages_ask_the_database_little(author, django_assert_max_num_queries):
    place = opened(author, WED)
    addresses = (
        "khoan-thu/",
        "truong-hop/nu_o_xa_khac/co-quan/",
        "giay-to/them/",
        "khoan-thu/them/",
    )
    for address in addresses:
        author.page(place + address)
        with django_assert_max_num_queries(14):
            assert author.page(place + address).status == 200


def test_what_is_proposed_is_read_only(author):
    place = opened(author, SIMPLE)
    day = clock.today() + timedelta(days=9)
    author.send(
        f"{place}quyet-dinh/",
        decision="1/QĐ",
        reason="Vì",
        rule="stay",
        takes_effect_on=f"{day:%d/%m/%Y}",
    )
    author.send(f"{place}trinh/")
    page = author.page(f"{place}khoan-thu/")
    assert "chỉ xem được" in page.text
    assert "Thêm khoản thu" not in page.text
    before = plain()
    typed = {"name": "A", "value": "1", "unit": "day", "papers": ["SCAN"], "like": "mac_dinh"}
    refused = author.send(f"{place}truong-hop/them/", **typed, result="common")
    assert "không sửa được" in refused.text
    assert plain() == before
