import pytest

from motcua.engines.forms import api as forms
from motcua.engines.forms.errors import FormDefinitionError
from tests.engines.forms.conftest import LISTS
from tests.engines.forms.definitions import definition, text


def problems_of(wrong, lists=LISTS):
    with pytest.raises(FormDefinitionError) as refused:
        forms.load(wrong, lists=lists)
    return "\n".join(refused.value.problems)


def item(found, page, field):
    pages = {one["id"]: one for one in found["ui"]["pages"]}
    return next(one for one in pages[page]["items"] if one["field"] == field)


def without_question(found):
    del found["ui"]["pages"][1]["items"][0]["short"]


def unknown_field(found):
    found["ui"]["pages"][0]["items"].append(
        {"field": "la", "widget": "text", "label": text("Lạ", "Odd")}
    )


def never_asked(found):
    found["data_schema"]["properties"]["bo_quen"] = {"type": "string"}


def dead_condition(found):
    item(found, "yeu-cau", "dia_chi_gui")["show_if"] = {"==": [{"var": "hinh_thuc"}, "may_bay"]}


def later_condition(found):
    item(found, "nguoi", "thu")["show_if"] = {"==": [{"var": "co_giam_ho"}, True]}


def scripted(found):
    item(found, "nguoi", "thu")["show_if"] = {"eval": ["1+1"]}


def two_operators(found):
    item(found, "nguoi", "thu")["show_if"] = {"==": [1, 1], "!=": [1, 2]}


def wrong_type(found):
    found["data_schema"]["properties"]["von"] = {"type": "string"}


def options_differ(found):
    item(found, "nguoi", "gioi_tinh")["options"].pop()


def unknown_list(found):
    item(found, "nguoi", "noi_o")["options_from"] = "huyen"


def asked_twice(found):
    found["ui"]["pages"][1]["items"].append(item(found, "nguoi", "thu"))


def open_object(found):
    del found["data_schema"]["properties"]["giam_ho"]["unevaluatedProperties"]


def required_but_hidden(found):
    found["data_schema"]["required"].append("dia_chi_gui")


def unknown_rule(found):
    found["ui"]["rules"].append({"rule": "moon_phase", "fields": ["ngay_sinh"]})


def rule_of_nothing(found):
    found["ui"]["rules"].append({"rule": "date_not_future", "fields": ["ngay_cuoi"]})


def words_for_nothing(found):
    found["ui"]["messages"]["ho_ten.pattern"] = text("Viết lại", "Again")


def pattern_without_words(found):
    found["data_schema"]["properties"]["ho_ten"]["pattern"] = "^A"


def table_without_name(found):
    del item(found, "hoi", "thanh_vien")["item_label"]


def summary_of_nothing(found):
    item(found, "hoi", "thanh_vien")["summary"] = ["mau_toc"]


def group_in_group(found):
    rows = found["data_schema"]["properties"]["thanh_vien"]["items"]["properties"]
    rows["cha"] = {"type": "object", "unevaluatedProperties": False, "properties": {}}
    inside = {"field": "ten", "widget": "text", "label": text("Tên", "Name")}
    item(found, "hoi", "thanh_vien")["items"].append(
        {"field": "cha", "widget": "person", "label": text("Cha", "Father"), "items": [inside]}
    )


MISTAKES = [
    (without_question, "short"),
    (unknown_field, "không có trong data_schema"),
    (never_asked, "bo_quen: có trong data_schema nhưng không trang nào hỏi"),
    (dead_condition, "không bao giờ đúng"),
    (later_condition, "«co_giam_ho» không có, hoặc chưa được hỏi trước đó"),
    (scripted, "không có phép «eval»"),
    (two_operators, "một phép so sánh"),
    (wrong_type, "«money» cần type «integer»"),
    (options_differ, "trùng với enum"),
    (unknown_list, "không có danh mục «huyen»"),
    (asked_twice, "hai lần"),
    (open_object, "unevaluatedProperties: false"),
    (required_but_hidden, "dia_chi_gui: bắt buộc trong data_schema nhưng có lúc không hỏi"),
    (unknown_rule, "không có quy tắc «moon_phase»"),
    (rule_of_nothing, "không có câu hỏi «ngay_cuoi»"),
    (words_for_nothing, "«ho_ten.pattern» không ứng"),
    (pattern_without_words, "ho_ten: thiếu lời báo lỗi «ho_ten.pattern»"),
    (table_without_name, "item_label"),
    (summary_of_nothing, "«mau_toc»"),
    (group_in_group, "không lồng nhóm trong nhóm"),
]


@pytest.mark.parametrize(
    ("mistake", "said"), MISTAKES, ids=[mistake.__name__ for mistake, _ in MISTAKES]
)
def test_refuses_a_definition_and_says_why(mistake, said):
    wrong = definition()
    mistake(wrong)
    assert said in problems_of(wrong)


def test_tells_everything_at_once():
    wrong = definition()
    never_asked(wrong)
    open_object(wrong)
    without_question(wrong)
    told = problems_of(wrong)
    assert "bo_quen" in told
    assert "giam_ho" in told
    assert "short" in told


@pytest.mark.parametrize("missing", ["label", "widget", "field"])
def test_a_question_needs_its_parts(missing):
    wrong = definition()
    del wrong["ui"]["pages"][0]["items"][0][missing]
    assert missing in problems_of(wrong)


def test_both_languages_are_needed():
    wrong = definition()
    del wrong["ui"]["pages"][0]["items"][0]["label"]["en"]
    assert "en" in problems_of(wrong)


def test_every_question_has_words_for_every_error(form):
    for _page, leaf in form.leaves():
        for question in (leaf, *leaf.items):
            for kind in forms.kinds(question):
                words = forms.message(form, question, kind, 3)
                assert words.vi.strip()
                assert words.en.strip()
                assert "{" not in words.vi + words.en
