"""An administrator who does not program builds the form of the next version, without JavaScript."""

from pathlib import Path

import pytest

from motcua.directory.types import Role
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser
from tests.channels.operations.builder import item, prepared, stored, typed_in, ui

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


# ------------------------------------------------------------------ the outline


def test_the_outline_says_pages_questions_and_conditions_in_words(author, place):
    page = author.page(place)
    for said in (
        "1. Chủ nhà",
        "Cách nhận kết quả",
        "Chỉ hỏi khi «Cách nhận kết quả» là «Bản giấy qua bưu chính»",
        "Điền sẵn: Họ tên của người nộp",
        "số định danh phải khớp ngày sinh và giới tính (chỉ nhắc)",
    ):
        assert said in page.text
    assert page.status == 200
    assert "Sửa mẫu điện tử" in author.page(place.removesuffix("mau/")).text


def test_questions_and_pages_move_and_go_by_plain_buttons(author, place):
    author.send(f"{place}viec/", viec="xuong", muc="so_tang")
    author.send(f"{place}viec/", viec="trang-len", muc="thua-dat")
    author.send(f"{place}viec/", viec="bo", muc="ngay_khoi_cong")
    assert [page["id"] for page in ui()["pages"]][:2] == ["thua-dat", "chu-dau-tu"]
    house = next(page for page in ui()["pages"] if page["id"] == "ngoi-nha")
    assert [one["field"] for one in house["items"]][:3] == ["dien_tich_tret", "tang_ham", "so_tang"]
    assert "ngay_khoi_cong" not in str(ui())


def test_a_question_in_use_stays_and_the_page_says_where(author, place):
    before = stored().content
    page = author.send(f"{place}viec/", viec="bo", muc="cach_nhan")
    assert "vì còn dùng ở: điều kiện của câu hỏi «Địa chỉ nhận qua bưu chính»" in page.text
    assert stored().content == before


def test_a_warning_names_the_question_and_what_to_do(author, place):
    author.send(f"{place}viec/", viec="len", muc="dia_chi_nhan")
    page = author.page(place)
    assert "Có điều kiện không bao giờ đúng" in page.text
    assert page.text.count("Hãy chuyển «Cách nhận kết quả» lên trước") == 2  # on top, and beside it


def test_a_block_of_questions_comes_in(author, place):
    author.send(f"{place}khoi/", khoi="nguoi_khac", trang="thua-dat")
    assert item("nguoi_co_lien_quan")["widget"] == "person"
    refused = author.send(f"{place}khoi/", khoi="nhan_ket_qua", trang="thua-dat")
    assert "Mẫu đã có câu «Cách nhận kết quả»" in refused.text


# ------------------------------------------------------------------ one question


@pytest.mark.parametrize(
    "path",
    ["ho_ten", "gioi_tinh", "noi_cu_tru", "thu_dien_tu", "thua_dat", "thua_dat.dien_tich", "so_tang",
     "ten_thiet_ke", "ngay_khoi_cong", "ngay_sinh", "dia_chi_nhan", "cam_doan", "giay_to_dat"],
)  # fmt: skip
def test_an_unchanged_editor_changes_nothing(path, author, place):
    before = stored().content["form"]
    page = author.page(f"{place}cau/{path}/")
    saved = author.send(f"{place}cau/{path}/", **typed_in(page))
    assert "Đã ghi vào bản soạn" in saved.text
    assert stored().content["form"] == before


def test_a_new_question_is_asked_in_two_steps(author, place):
    kinds = author.page(f"{place}them/ngoi-nha/")
    assert "Chọn nhiều mục" in kinds.text
    address = f"{place}them/ngoi-nha/?loai=checkboxes"
    typed = {
        "label": "Vật liệu nào?",
        "short": "Vật liệu",
        "required": "yes",
        "option_0": "Gạch",
        "option_1": "Gỗ",
        "most": "2",
        "asked": "all",
        "when_0": "so_tang|at_least|",
        "than_0": "2",
    }
    assert "Đã ghi" in author.send(address, **typed).text
    added = item("vat_lieu")
    assert [one["value"] for one in added["options"]] == ["gach", "go"]
    assert added["show_if"] == {">=": [{"var": "so_tang"}, 2]}
    assert "Chỉ hỏi khi «Số tầng» ít nhất là 2" in author.page(place).text


def test_two_answers_to_one_question_may_call_it_up(author, place):
    page = author.page(f"{place}cau/ngay_khoi_cong/")
    typed = typed_in(page) | {
        "asked": "any",
        "when_0": 'nguoi_thiet_ke|is|"to_chuc"',
        "when_1": 'nguoi_thiet_ke|is|"tu_lap"',
    }
    author.send(f"{place}cau/ngay_khoi_cong/", **typed)
    wanted = {"in": [{"var": "nguoi_thiet_ke"}, ["to_chuc", "tu_lap"]]}
    assert item("ngay_khoi_cong")["show_if"] == wanted


def test_another_kind_shows_its_boxes_before_anything_is_written(author, place):
    before = stored().content
    typed = typed_in(author.page(f"{place}cau/chieu_cao/")) | {
        "kind": "radios",
        "label": "Cao thấp",
    }
    page = author.send(f"{place}cau/chieu_cao/", **typed)
    assert (page.value("label"), page.value("kind_was")) == ("Cao thấp", "radios")
    assert "Lựa chọn 2" in page.text
    assert stored().content == before
    typed = typed_in(page) | {"option_0": "Cao", "option_1": "Thấp"}
    assert "Đã ghi" in author.send(f"{place}cau/chieu_cao/", **typed).text
    assert item("chieu_cao")["widget"] == "radios"


def test_the_second_of_two_editors_sees_what_the_first_wrote(author, place):
    second = Browser(Role.ADMINISTRATOR)
    opened = typed_in(author.page(f"{place}cau/cach_nhan/"))
    theirs = typed_in(second.page(f"{place}cau/cach_nhan/")) | {"option_0": ""}
    assert "Đã ghi vào bản soạn" in second.send(f"{place}cau/cach_nhan/", **theirs).text
    before = stored().content
    page = author.send(f"{place}cau/cach_nhan/", **(opened | {"hint": "Chọn một cách"}))
    assert page.status == 422
    assert "Người khác vừa sửa mục này" in page.text
    assert stored().content == before
    again = author.send(f"{place}cau/cach_nhan/", **typed_in(page))
    assert "Đã ghi vào bản soạn" in again.text


def test_what_is_filled_in_and_who_may_change_it(author, place):
    typed = typed_in(author.page(f"{place}cau/ten_thiet_ke/"))
    typed |= {"filled": "csdldc|vo_chong.ho_ten", "lock": "if_present"}
    author.send(f"{place}cau/ten_thiet_ke/", **typed)
    assert item("ten_thiet_ke")["prefill"] == {
        "source": "csdldc",
        "path": "vo_chong.ho_ten",
        "lock": "if_present",
    }


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("ho_ten", {"label": ""}, "không để trống được"),
        ("ho_ten", {"label": "Tên gì?", "short": ""}, "Viết tên ngắn"),
        ("ho_ten", {"least": "hai"}, "Nhập một số bằng chữ số"),
        ("cach_nhan", {"option_0": "", "option_1": ""}, "Viết ít nhất hai lựa chọn"),
        ("chieu_cao", {"asked": "all", "when_0": ""}, "Chọn ít nhất một điều kiện"),
        ("chieu_cao", {"asked": "all", "when_0": "so_tang|more|", "than_0": "x"}, "Điền số hoặc ngày"),
        ("ngay_sinh", {"kind": "text", "kind_was": "text"}, "Chưa đổi được loại"),
    ],
)  # fmt: skip
def test_each_mistake_says_what_to_do(path, typed, said, author, place):
    before = stored().content
    page = author.send(
        f"{place}cau/{path}/", **(typed_in(author.page(f"{place}cau/{path}/")) | typed)
    )
    assert page.status == 422
    assert said in page.text
    assert stored().content == before


def test_pages_are_added_and_changed(author, place):
    typed = {"title": "Hàng xóm", "first_question": "Tên hàng xóm", "asked": "all"}
    author.send(f"{place}trang/them/", **typed, when_0="lien_ke|is|true")
    added = next(page for page in ui()["pages"] if page["id"] == "hang-xom")
    assert added["show_if"] == {"==": [{"var": "lien_ke"}, True]}
    page = author.page(f"{place}trang/hang-xom/")
    author.send(f"{place}trang/hang-xom/", **(typed_in(page) | {"title": "Láng giềng"}))
    changed = next(page for page in ui()["pages"] if page["id"] == "hang-xom")
    assert (changed["title"]["vi"], changed["show_if"]) == ("Láng giềng", added["show_if"])


# ------------------------------------------------------------------ who


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_others_do_not_come_in(role, place):
    other = Browser(role)
    before = stored().content
    for address in ("", "cau/ho_ten/", "them/ngoi-nha/", "trang/them/", "xem/"):
        assert other.page(place + address).status == 403
    for address in ("viec/", "khoi/", "cau/ho_ten/", "xem/cau.ho_ten/"):
        assert other.send(place + address, viec="bo", muc="ngay_khoi_cong").status == 403
    assert stored().content == before


def test_a_proposed_form_is_only_looked_at(author, place):
    with acting(SYSTEM):
        draft = stored()
        draft.decision, draft.reason, draft.state = "1/QĐ", "Thử", "proposed"
        draft.takes_effect_on = clock.today()
        draft.save()
    page = author.page(place)
    assert "chỉ xem được" in page.text
    assert 'name="viec"' not in page.html
    refused = author.send(f"{place}viec/", viec="bo", muc="ngay_khoi_cong")
    assert "không sửa được" in refused.text
    assert "ngay_khoi_cong" in str(ui())


@pytest.mark.parametrize(
    "address",
    ["cau/khong_co/", "them/khong-co/", "trang/khong-co/", "them/ngoi-nha.x/?loai=person"],
)
def test_what_is_not_there_is_not_found(address, author, place):
    assert author.page(place + address).status == 404


def test_pages_ask_the_database_little(author, place, django_assert_max_num_queries):
    for address, most in (("", 14), ("cau/ho_ten/", 12), ("xem/", 10)):
        author.page(place + address)
        with django_assert_max_num_queries(most):
            assert author.page(place + address).status == 200
