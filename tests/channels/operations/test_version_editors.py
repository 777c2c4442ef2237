"""The editors of cases, papers, fees, checks and other agencies, as a browser without scripts sees them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.directory.types import Role
from motcua.kit import clock
from tests.channels.officer.browser import Browser
from tests.channels.operations.builder import PLACE, stored, typed_in

pytestmark = pytest.mark.django_db

SIMPLE, BUILD, WED, LAND, POLICE = "2.000815", "1.013225", "1.000894", "1.013831", "3.000333"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def author():
    return Browser(Role.ADMINISTRATOR)


def prepared(author, code):
    assert author.send(f"{PLACE}{code}/soan/").status == 200
    return f"{PLACE}ban-soan/{stored().id}/"


def plain():
    return stored().content["procedure"]


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
    ],
)
def test_an_unchanged_editor_changes_nothing(code, address, author):
    place = prepared(author, code)
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


def several(page):
    """As `typed_in`, with every box that is ticked."""
    typed = typed_in(page)
    for name in ("papers", "fees", "cases", "replaceable_by"):
        ticked = re.findall(rf'name="{name}"[^>]*value="([^"]*)"[^>]*checked', page.html)
        if ticked:
            typed[name] = ticked
    return typed


# ------------------------------------------------------------------ cases


def test_a_case_comes_and_goes(author):
    place = prepared(author, SIMPLE)
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
    place = prepared(author, LAND)
    page = author.page(f"{place}truong-hop/cho_thue_ha_tang/bo/")
    assert "còn dùng ở các chỗ sau" in page.text
    assert "điều kiện của giấy tờ" in page.text
    assert "Bỏ trường hợp này" not in page.text
    before = plain()
    assert "vì còn dùng ở" in author.send(f"{place}truong-hop/cho_thue_ha_tang/bo/").text
    assert plain() == before


def test_a_result_of_its_own_needs_its_words(author):
    place = prepared(author, LAND)
    address = f"{place}truong-hop/cho_thue_ha_tang/"
    typed = several(author.page(address)) | {"result": "own"}
    page = author.send(address, **typed)
    assert page.status == 422
    assert "hoặc chọn kết quả chung" in page.text
    own = {"result_name": "Phiếu", "result_title": "Phiếu", "result_code": "KQ.G15.000077"}
    assert "Kết quả riêng: Phiếu" in author.send(address, **(typed | own)).text


# ------------------------------------------------------------------ papers


def test_only_when_is_chosen_from_questions_in_words(author):
    place = prepared(author, BUILD)
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


# ------------------------------------------------------------------ fees


def test_fees_are_tried_out_beside_the_table(author):
    place = prepared(author, SIMPLE)
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
    place = prepared(author, POLICE)
    asked = {"truong-hop": "phieu_1", "cach-nop": "direct", "tra-loi-0": "thuong"}
    assert "được miễn" not in author.page(f"{place}khoan-thu/", **asked).text.split("Tính thử")[1]
    tried = author.page(f"{place}khoan-thu/", **asked, mien=["tre_em"])
    assert "được miễn: Trẻ em" in tried.text


def test_a_fee_is_written_changed_and_dropped(author):
    place = prepared(author, POLICE)
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
    place = prepared(author, SIMPLE)
    typed = several(author.page(f"{place}khoan-thu/them/"))
    typed |= {"name": "Phí", "legal_source": "TT 1/2026", "amount": "1"}
    before = plain()
    page = author.send(f"{place}khoan-thu/them/", **(typed | other))
    assert page.status == 422
    assert said in page.text
    assert plain() == before


# ------------------------------------------------------------------ checks over several answers


def test_a_check_is_chosen_by_kind_then_by_questions(author):
    place = prepared(author, BUILD)
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


# ------------------------------------------------------------------ other agencies


def test_who_is_consulted_stands_beside_the_case_with_time_and_law(author):
    place = prepared(author, BUILD)
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
    place = prepared(author, BUILD)
    page = author.page(f"{place}quy-trinh/nha_o/")
    assert "im lặng là đồng ý (điểm đ khoản 1 Điều 102" in page.text


def test_a_child_procedure_that_is_not_there_is_refused(author):
    place = prepared(author, WED)
    address = f"{place}truong-hop/nu_o_xa_khac/co-quan/"
    typed = typed_in(author.page(address))
    before = plain()
    page = author.send(address, **(typed | {"child_0": "9.999999"}))
    assert page.status == 422
    assert "Không có thủ tục hoặc trường hợp này" in page.text
    assert plain() == before


def test_a_case_without_such_steps_says_how_to_get_one(author):
    place = prepared(author, SIMPLE)
    assert "Mở bảng các bước" in author.page(f"{place}truong-hop/mac_dinh/co-quan/").text


# ------------------------------------------------------------------ two at once, and others


def test_the_second_of_two_editors_is_told_and_loses_nothing(author):
    second = Browser(Role.ADMINISTRATOR)
    place = prepared(author, SIMPLE)
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
    place = prepared(author, SIMPLE)
    other = Browser(role)
    before = plain()
    for address in NEW:
        assert other.page(place + address).status == 403
        if address != "khoan-thu/":
            assert other.send(place + address, name="x").status == 403
    assert plain() == before


def test_pages_ask_the_database_little(author, django_assert_max_num_queries):
    place = prepared(author, WED)
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
    place = prepared(author, SIMPLE)
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
