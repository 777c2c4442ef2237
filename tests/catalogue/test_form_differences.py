"""The page that says what changed names each question, before and after."""

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import (
    BlockEdit,
    ComparisonDrop,
    Limits,
    PageDrop,
    QuestionDrop,
    QuestionShift,
    Text,
)
from tests.catalogue.drafting import draft, edit, seen
from tests.catalogue.factories import seated
from tests.catalogue.form_drafting import BUILD, a_page, a_question, options

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]

POSTED = {"==": [{"var": "cach_nhan"}, "buu_chinh"]}


@pytest.fixture
def told():
    """`told(edit, …)`: what the page says after these edits."""
    author = seated()
    draft_id = draft(author, BUILD)

    def after(*edits):
        for one in edits:
            edit(author, draft_id, one)
        found = seen(author, draft_id).differences
        assert {one.part for one in found} <= {"Mẫu điện tử"}
        return [(one.what, one.before, one.after) for one in found]

    return after


def test_nothing_changed_is_no_difference(told):
    assert told() == []


def test_a_new_question_says_how_it_is_asked(told):
    change = a_question(widget="radios", options=options("Trắng", "Xanh"), required=False)
    assert told(change) == [
        (
            "Thêm câu «Màu sơn»",
            "",
            "Loại: Chọn một mục (hiện hết các mục); Bắt buộc: không; Lựa chọn: Trắng; Xanh",
        )
    ]


def test_each_change_of_a_question_is_a_line(told):
    change = a_question(
        "so_tang",
        "Số tầng nhà",
        "number",
        hint=Text("Không kể tầng hầm", "Without the basement"),
        limits=Limits(1, 5),
        show_if=POSTED,
    )
    assert told(change) == [
        ("«Số tầng nhà»: Câu hỏi", "Số tầng", "Số tầng nhà"),
        ("«Số tầng nhà»: Giới hạn", "ít nhất 1, nhiều nhất 6", "ít nhất 1, nhiều nhất 5"),
        ("«Số tầng nhà»: Chỉ hỏi khi", "", "«Cách nhận kết quả» là «Bản giấy qua bưu chính»"),
    ]


def test_what_went_is_named(told):
    found = told(QuestionDrop("ngay_khoi_cong"), PageDrop("nhan-ket-qua"))
    assert [what for what, _before, _after in found] == [
        "Bỏ trang «Nhận kết quả»",
        "Bỏ câu «Ngày dự kiến khởi công»",
        "Bỏ câu «Cách nhận kết quả»",
        "Bỏ câu «Địa chỉ nhận qua bưu chính»",
        "Bỏ phép kiểm tra",
    ]


def test_pages_order_and_comparisons_are_told(told):
    found = told(a_page("thua-dat", "Mảnh đất"), QuestionShift("so_tang", -1), ComparisonDrop("1"))
    assert found[0] == ("Trang «Mảnh đất»: Tên trang", "Thửa đất", "Mảnh đất")
    assert found[1][0] == "Thứ tự câu hỏi"
    assert found[2][:2] == (
        "Bỏ phép kiểm tra",
        (
            "«Ngày sinh», «Giới tính», «Số định danh cá nhân»: số định danh phải khớp ngày sinh và"
            " giới tính (chỉ nhắc)"
        ),
    )


def test_a_question_on_another_page_is_told_as_moved(told):
    (moved,) = told(QuestionShift("dien_tich_tret", -1))
    assert moved == ("Thứ tự câu hỏi", "", "Diện tích xây dựng tầng trệt")


def test_the_samples_of_the_builder_are_invented_and_every_block_loads(told):
    people = catalogue.sample_people()
    assert [person.code for person in people] == ["vo_chong", "doc_than", "ngoai_tinh", "chua_co"]
    assert not people[-1].records
    codes = [code for code, _name, _about in catalogue.question_blocks()]
    author = seated()
    draft_id = draft(author)
    free = [code for code in codes if code in {"nguoi_khac", "dia_chi"}]
    for code in free:
        edit(author, draft_id, BlockEdit(code, seen(author, draft_id).form["ui"]["pages"][0]["id"]))
    assert not [one for one in seen(author, draft_id).faults if one.part != "frame"]
