"""The form of the next version, edited question by question."""

import pytest

from motcua.catalogue import api as catalogue, editing
from motcua.catalogue.errors import (
    BlockThereError,
    LastPageError,
    LastQuestionError,
    OptionMissingError,
    PartFaultyError,
    PartNotFoundError,
    QuestionInUseError,
    QuestionKindInUseError,
)
from motcua.catalogue.types import (
    BlockEdit,
    ComparisonDrop,
    Limits,
    PageDrop,
    PageShift,
    QuestionDrop,
    QuestionShift,
    Text,
)
from tests.catalogue.drafting import draft, edit, frame, seen, stored
from tests.catalogue.factories import seated
from tests.catalogue.form_drafting import (
    BUILD,
    a_page,
    a_question,
    item,
    options,
    pages,
    schema,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]


@pytest.fixture
def author():
    return seated()


@pytest.fixture
def draft_id(author):
    return draft(author, BUILD)


# ------------------------------------------------------------------ one question


def test_a_question_is_added_and_asked_of_citizens_after_publication(author, draft_id):
    edit(author, draft_id, a_question(hint=Text("Ví dụ: trắng", "")))
    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    version_id = catalogue.publish_version(actor=seated(), draft_id=draft_id)
    page = catalogue.form(version_id).page("ngoi-nha")
    (added,) = [one for one in page.items if one.field == "mau_son"]
    assert (added.label.vi, added.hint.vi, added.optional) == ("Màu sơn", "Ví dụ: trắng", False)


def test_every_kind_of_question_can_be_added(author, draft_id):
    listed = options("Một", "Hai")
    for widget in (
        "text", "textarea", "radios", "checkboxes", "select", "date3", "personal_id", "phone", "email",
        "number", "money", "area", "length", "address2", "yes_no", "statement", "person", "table",
    ):  # fmt: skip
        chosen = listed if widget in {"radios", "checkboxes", "select"} else ()
        edit(author, draft_id, a_question(label=f"Loại {widget}", widget=widget, options=chosen))
    assert not [one for one in seen(author, draft_id).faults if one.part != "frame"]
    assert item(author, draft_id, "loai_radios")["options"][1]["value"] == "hai"


def test_a_question_keeps_its_name_and_what_is_not_asked_about(author, draft_id):
    before = item(author, draft_id, "dien_thoai")
    change = a_question(
        "dien_thoai", "Điện thoại", "phone", prefill=before["prefill"], required=False
    )
    edit(author, draft_id, change)
    after = item(author, draft_id, "dien_thoai")
    assert after["optional"] is True
    assert after["prefill"] == before["prefill"]
    assert schema(author, draft_id, "dien_thoai") == {"$ref": "#/$defs/dien_thoai"}


def test_limits_are_written_for_this_question_alone(author, draft_id):
    edit(author, draft_id, a_question("ho_ten", "Họ tên", limits=Limits(4, 60)))
    assert schema(author, draft_id, "ho_ten") == {"type": "string", "minLength": 4, "maxLength": 60}
    defs = stored(draft_id).content["form"]["data_schema"]["$defs"]
    assert defs["ten_nguoi"] == {"type": "string", "minLength": 2, "maxLength": 120}


def test_a_limit_that_goes_takes_its_words_along(author, draft_id):
    edit(author, draft_id, a_question("so_tang", "Số tầng", "number", limits=Limits(1, None)))
    assert "so_tang.maximum" not in stored(draft_id).content["form"]["ui"]["messages"]


def test_options_keep_their_values_when_they_are_renamed(author, draft_id):
    change = a_question(
        "nguoi_thiet_ke",
        "Người lập bản vẽ",
        "radios",
        options=options("Người quen vẽ giúp", to_chuc="Công ty", tu_lap="Tự vẽ"),
    )
    edit(author, draft_id, change)
    found = item(author, draft_id, "nguoi_thiet_ke")["options"]
    assert [one["value"] for one in found] == ["to_chuc", "tu_lap", "nguoi_quen_ve_giup"]
    assert found[1]["hint"]["vi"].startswith("Nhà dưới 250 m²")
    assert schema(author, draft_id, "nguoi_thiet_ke")["enum"] == [one["value"] for one in found]


def test_a_choice_of_one_is_no_choice(author, draft_id):
    before = stored(draft_id).content
    with pytest.raises(OptionMissingError) as refused:
        edit(author, draft_id, a_question(widget="radios", options=options("Chỉ một")))
    assert "ít nhất hai lựa chọn" in str(refused.value)
    assert stored(draft_id).content == before


def test_a_question_that_is_not_always_answered_is_not_demanded_by_the_data(author, draft_id):
    change = a_question("ho_ten", "Họ tên", show_if={"==": [{"var": "$case"}, "nha_o"]})
    edit(author, draft_id, change)
    assert stored(draft_id).content["form"]["data_schema"]["required"] == ["cam_doan"]


def test_a_question_inside_a_group_leaves_the_others_alone(author, draft_id):
    edit(author, draft_id, a_question("thua_dat.so_to", "Tờ bản đồ", limits=Limits(1, 9)))
    inside = schema(author, draft_id, "thua_dat")["properties"]
    assert inside["so_to"] == {"type": "string", "minLength": 1, "maxLength": 9}
    assert inside["so_thua"] == {"type": "string", "minLength": 1, "maxLength": 20}
    edit(author, draft_id, a_question(label="Loại đất", group="thua_dat"))
    assert item(author, draft_id, "thua_dat.loai_dat")


def test_a_day_may_have_to_be_past_or_future(author, draft_id):
    def rules():
        ui = stored(draft_id).content["form"]["ui"]
        return [one["rule"] for one in ui["rules"] if one["fields"] == ["ngay_khoi_cong"]]

    change = ("ngay_khoi_cong", "Ngày khởi công", "date3")
    edit(author, draft_id, a_question(*change, days="past"))
    assert rules() == ["date_not_future"]
    edit(author, draft_id, a_question(*change))
    assert rules() == []


@pytest.mark.parametrize("code", ["khong_co", "thua_dat.khong_co", "ho_ten.x"])
def test_a_question_that_is_gone_is_not_found(code, author, draft_id):
    before = stored(draft_id).content
    for change in (a_question(code), QuestionDrop(code), QuestionShift(code, 1)):
        with pytest.raises(PartNotFoundError):
            edit(author, draft_id, change)
    assert stored(draft_id).content == before


def test_what_the_engine_would_not_load_is_refused(author, draft_id):
    before = stored(draft_id).content
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_question(label="Màu gì?"))  # a question needs a short name
    assert "«short»" in str(refused.value)
    assert stored(draft_id).content == before


# ------------------------------------------------------------------ order and removal


def test_questions_move_within_their_page_and_to_the_next(author, draft_id):
    edit(author, draft_id, QuestionShift("thoi_gian_thi_cong", -1))
    assert pages(author, draft_id)["thiet-ke"][-2:] == ["thoi_gian_thi_cong", "ngay_khoi_cong"]
    edit(author, draft_id, QuestionShift("dien_tich_tret", -1))
    assert pages(author, draft_id)["thua-dat"][-1] == "dien_tich_tret"
    edit(author, draft_id, QuestionShift("dien_tich_tret", 1))
    assert pages(author, draft_id)["ngoi-nha"][0] == "dien_tich_tret"
    edit(author, draft_id, QuestionShift("thua_dat.so_to", -1))
    assert item(author, draft_id, "thua_dat")["items"][0]["field"] == "so_to"


def test_the_first_and_the_last_question_stay_where_they_are(author, draft_id):
    before = pages(author, draft_id)
    edit(author, draft_id, QuestionShift("ho_ten", -1))
    edit(author, draft_id, QuestionShift("thua_dat.so_thua", -1))
    edit(author, draft_id, QuestionShift("cam_doan", 1))
    assert pages(author, draft_id) == before


def test_a_page_is_never_left_empty(author, draft_id):
    before = stored(draft_id).content
    for change in (QuestionDrop("cam_doan"), QuestionShift("cam_doan", -1)):
        with pytest.raises(LastQuestionError) as refused:
            edit(author, draft_id, change)
        assert "«Cam đoan» chỉ còn một câu hỏi" in str(refused.value)
    assert stored(draft_id).content == before


def test_a_question_goes_with_all_that_only_spoke_of_it(author, draft_id):
    edit(author, draft_id, QuestionDrop("ngay_khoi_cong"))
    form = stored(draft_id).content["form"]
    assert "ngay_khoi_cong" not in form["data_schema"]["properties"]
    assert "ngay_khoi_cong" not in str(form["ui"])
    assert not [one for one in seen(author, draft_id).faults if one.part != "frame"]


@pytest.mark.parametrize(
    ("code", "uses"),
    [
        ("cach_nhan", ["điều kiện của câu hỏi «Địa chỉ nhận qua bưu chính»"]),
        ("ngay_sinh", ["phép so sánh với «Giới tính», «Số định danh cá nhân»"]),
        ("lien_ke", ["điều kiện của giấy tờ «Bản cam kết bảo đảm an toàn công trình liền kề»"]),
        ("chieu_cao", ["mẫu kết quả «Giấy phép xây dựng»"]),
        (
            "thua_dat",
            ["mẫu kết quả «Giấy phép xây dựng»", "phép so sánh với «Diện tích xây dựng tầng trệt»"],
        ),
        ("thua_dat.so_to", ["mẫu kết quả «Giấy phép xây dựng»"]),
    ],
)
def test_a_question_that_is_used_stays_and_it_is_said_where(code, uses, author, draft_id):
    before = stored(draft_id).content
    with pytest.raises(QuestionInUseError) as refused:
        edit(author, draft_id, QuestionDrop(code))
    for use in uses:
        assert use in str(refused.value)
    assert stored(draft_id).content == before


def test_a_question_that_a_fee_counts_stays(author):
    birth = draft(author, "1.001193")
    with pytest.raises(QuestionInUseError) as refused:
        edit(author, birth, QuestionDrop("so_ban_sao"))
    assert "cách tính khoản thu" in str(refused.value)
    with pytest.raises(QuestionKindInUseError):
        edit(author, birth, a_question("so_ban_sao", "Số bản sao", "text"))
    assert item(author, birth, "so_ban_sao")["widget"] == "number"


def test_a_condition_counts_for_the_neighbour_of_the_same_group(author):
    """In the birth form `ho_ten` is asked of the child, the mother, the father, the applicant."""
    death = draft(author, "1.000894")
    with pytest.raises(QuestionInUseError) as refused:
        edit(author, death, QuestionDrop("ben_nop"))
    assert "phần điền sẵn của câu hỏi" in str(refused.value)


def test_the_kind_of_a_compared_question_stays(author, draft_id):
    before = stored(draft_id).content
    with pytest.raises(QuestionKindInUseError) as refused:
        edit(author, draft_id, a_question("ngay_sinh", "Ngày sinh", "text"))
    assert "phép so sánh với" in str(refused.value)
    assert stored(draft_id).content == before
    number = next(
        index
        for index, one in enumerate(before["form"]["ui"]["rules"])
        if one["rule"] == "id_matches_person"
    )
    edit(author, draft_id, ComparisonDrop(str(number)))
    edit(author, draft_id, a_question("ngay_sinh", "Ngày sinh", "text"))
    assert item(author, draft_id, "ngay_sinh")["widget"] == "text"


# ------------------------------------------------------------------ pages and blocks


def test_a_page_is_added_before_the_declaration_and_moved(author, draft_id):
    edit(author, draft_id, a_page(first_question=Text("Hàng xóm tên gì?", "")))
    order = list(pages(author, draft_id))
    assert order[-2:] == ["hang-xom", "cam-doan"]
    assert item(author, draft_id, "hang_xom_ten_gi")["short"]["vi"] == "Hàng xóm tên gì"
    edit(author, draft_id, PageShift("hang-xom", -1))
    assert list(pages(author, draft_id))[-3:] == ["hang-xom", "nhan-ket-qua", "cam-doan"]
    edit(author, draft_id, a_page("hang-xom", "Láng giềng", intro=Text("Nhà sát bên", "")))
    edit(author, draft_id, PageDrop("hang-xom"))
    assert "hang-xom" not in pages(author, draft_id)


def test_a_page_whose_questions_are_used_elsewhere_stays(author, draft_id):
    before = stored(draft_id).content
    with pytest.raises(QuestionInUseError) as refused:
        edit(author, draft_id, PageDrop("thiet-ke"))
    assert "Bản sao chứng chỉ" in str(refused.value)
    assert stored(draft_id).content == before
    edit(author, draft_id, PageDrop("nhan-ket-qua"))  # its questions only speak of one another
    assert "dia_chi_nhan" not in stored(draft_id).content["form"]["data_schema"]["properties"]


def test_the_last_page_stays(draft_id):
    content = stored(draft_id).content
    del content["form"]["ui"]["pages"][1:]
    with pytest.raises(LastPageError):
        editing.applied(content, PageDrop("chu-dau-tu"))


def test_ready_blocks_come_in_whole(author, draft_id):
    edit(author, draft_id, BlockEdit("nguoi_khac", "thua-dat"))
    edit(author, draft_id, BlockEdit("nguoi_khac", "thua-dat"))
    assert pages(author, draft_id)["thua-dat"][-2:] == [
        "nguoi_co_lien_quan",
        "nguoi_co_lien_quan_2",
    ]
    before = stored(draft_id).content
    with pytest.raises(BlockThereError) as refused:
        edit(author, draft_id, BlockEdit("nhan_ket_qua", "thua-dat"))
    assert "«Cách nhận kết quả»" in str(refused.value)
    assert stored(draft_id).content == before
    assert not [one for one in seen(author, draft_id).faults if one.part != "frame"]
