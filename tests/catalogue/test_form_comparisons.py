"""Checks over several answers: written in words, tried with answers, refused where they cannot be."""

from datetime import date

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import ComparisonFaultyError, PartNotFoundError
from motcua.catalogue.types import ComparisonDrop, ComparisonEdit, QuestionDrop, Text
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer
from tests.catalogue.drafting import draft, edit, seen, stored
from tests.catalogue.factories import seated
from tests.catalogue.form_drafting import BUILD, a_question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
AREAS = ("tong_dien_tich_san", "dien_tich_tret")


@pytest.fixture
def author():
    return seated()


@pytest.fixture
def draft_id(author):
    return draft(author, BUILD)


def rules(draft_id):
    return stored(draft_id).content["form"]["ui"]["rules"]


def told(author, draft_id, **answers):
    """The names of the checks that these answers meet, and what is said."""
    form = catalogue.form_trial(actor=author, draft_id=draft_id)
    given = {path: Answer(value) for path, value in answers.items()}
    found = forms.check(form, given, today=date(2026, 11, 26))
    return {
        one.kind: one.message.vi
        for one in found
        if one.kind in {r["rule"] for r in rules(draft_id)}
    }


def added(author, draft_id, rule, fields, **other):
    edit(author, draft_id, ComparisonEdit("", rule, tuple(fields), **other))
    return str(len(rules(draft_id)) - 1)


def test_one_number_is_held_against_another(author, draft_id):
    before = len(rules(draft_id))
    code = added(author, draft_id, "sum_is", ("chieu_cao", "cot_nen", "dien_tich_tret"))
    assert rules(draft_id)[int(code)] == {
        "rule": "sum_is",
        "fields": ["chieu_cao", "cot_nen", "dien_tich_tret"],
    }
    assert len(rules(draft_id)) == before + 1
    assert "sum_is" in told(author, draft_id, chieu_cao=4.5, cot_nen=0.3, dien_tich_tret=4.9)
    assert "sum_is" not in told(author, draft_id, chieu_cao=4.5, cot_nen=0.3, dien_tich_tret=4.8)


def test_own_words_and_a_mere_reminder(author, draft_id):
    words = Text("Cốt nền cao hơn nhà; hãy xem lại", "")
    code = added(
        author, draft_id, "not_more_than", ("chieu_cao", "cot_nen"), warn=True, message=words
    )
    assert told(author, draft_id, chieu_cao=4, cot_nen=5)["not_more_than"] == words.vi
    (line,) = [
        one.after for one in seen(author, draft_id).differences if one.what == "Thêm phép kiểm tra"
    ]
    assert "số sau không lớn hơn số trước (chỉ nhắc); «Cốt nền cao hơn nhà; hãy xem lại»" in line
    edit(author, draft_id, ComparisonEdit(code, "not_more_than", ("cot_nen", "chieu_cao")))
    assert rules(draft_id)[int(code)] == {
        "rule": "not_more_than",
        "fields": ["cot_nen", "chieu_cao"],
    }
    edit(author, draft_id, ComparisonDrop(code))
    assert not seen(author, draft_id).differences


def test_years_are_asked_where_years_are_counted(author, draft_id):
    added(author, draft_id, "age_at_least", ("ngay_sinh",), years=21)
    assert "đủ 21 tuổi" in told(author, draft_id, ngay_sinh="2010-01-01")["age_at_least"]
    assert any("phải đủ 21 tuổi" in one.after for one in seen(author, draft_id).differences)


def test_a_column_of_a_table_is_added_up(author):
    draft_id = draft(author)
    page = stored(draft_id).content["form"]["ui"]["pages"][0]["id"]
    edit(author, draft_id, a_question(label="Tổng số bản", widget="number", page_id=page))
    added(author, draft_id, "sum_is", ("giay_to.so_ban", "tong_so_ban"))
    table = [{"so_ban": 2}, {"so_ban": 3}]
    assert "sum_is" in told(author, draft_id, giay_to=table, tong_so_ban=6)
    assert "sum_is" not in told(author, draft_id, giay_to=table, tong_so_ban=5)


@pytest.mark.parametrize(
    ("rule", "fields", "years", "said"),
    [
        ("not_more_than", ("chieu_cao",), None, "chọn từ 2 đến 2 câu hỏi"),
        ("not_more_than", ("chieu_cao", "chieu_cao"), None, "được chọn hai lần"),
        ("not_more_than", ("chieu_cao", "ngay_sinh"), None, "không so được với câu"),
        ("not_more_than", ("chieu_cao", "khong_co"), None, "mẫu không có câu hỏi «khong_co»"),
        ("dates_in_order", ("ngay_sinh", "chieu_cao"), None, "không so được với câu"),
        ("sum_is", ("chieu_cao", "cot_nen"), None, "chọn ít nhất hai số để cộng"),
        ("age_at_least", ("ngay_sinh",), 0, "số năm phải từ 1 đến 150"),
        ("age_at_least", ("ngay_sinh",), None, "số năm phải từ 1 đến 150"),
        ("date_not_future", ("ngay_sinh",), None, "mẫu đã có phép kiểm tra này"),
    ],
)
def test_what_cannot_be_compared_is_refused(rule, fields, years, said, author, draft_id):
    before = rules(draft_id)
    with pytest.raises(ComparisonFaultyError) as refused:
        edit(author, draft_id, ComparisonEdit("", rule, fields, years=years))
    assert said in str(refused.value)
    assert rules(draft_id) == before


@pytest.mark.parametrize(
    "change",
    [
        ComparisonEdit("", "khong_co", AREAS),
        ComparisonEdit("99", "not_more_than", AREAS),
        ComparisonEdit("-1", "not_more_than", AREAS),
        ComparisonEdit("0", "sum_is", ("chieu_cao", "cot_nen", "dien_tich_tret")),
        ComparisonDrop("99"),
    ],
)
def test_a_check_that_is_not_there_is_not_found(change, author, draft_id):
    before = rules(draft_id)
    with pytest.raises(PartNotFoundError):
        edit(author, draft_id, change)
    assert rules(draft_id) == before


def test_a_check_between_questions_never_asked_together_is_warned_of(author, draft_id):
    only = {"==": [{"var": "uy_quyen"}, True]}
    never = {"==": [{"var": "uy_quyen"}, False]}
    page = "cam-doan"
    edit(author, draft_id, a_question(label="Số một", widget="number", page_id=page, show_if=only))
    edit(author, draft_id, a_question(label="Số hai", widget="number", page_id=page, show_if=never))
    added(author, draft_id, "not_more_than", ("so_mot", "so_hai"))
    assert any(
        "không ai được hỏi cả các câu này" in str(one) for one in seen(author, draft_id).faults
    )


def test_a_question_that_is_added_up_stays(author, draft_id):
    added(author, draft_id, "sum_is", ("chieu_cao", "cot_nen", "dien_tich_tret"))
    before = stored(draft_id).content
    with pytest.raises(Exception, match="phép so sánh với"):
        edit(author, draft_id, QuestionDrop("cot_nen"))
    assert stored(draft_id).content == before
