"""Each dead rule in words: which question, and what to do."""

import pytest

from motcua.engines.forms import api as forms
from motcua.engines.forms.types import DeadKind
from tests.engines.forms.definitions import text
from tests.engines.forms.small_forms import FACTS, definition, page, question

LIMITED = {"tang": {"type": "integer", "minimum": 1, "maximum": 6}}


def dead(*items, rules=(), schemas=None, second=()):
    pages = [page("mot", *items), *([page("hai", *second)] if second else [])]
    form = forms.sketch(definition(pages, rules=rules, schemas=schemas or LIMITED))
    return [(one.kind, one.place, one.message.vi) for one in forms.dead_rules(form, facts=FACTS)]


def when(condition, field="b"):
    return question(field, "yes_no", show_if=condition)


EITHER = question("a", "radios")
STOREYS = question("tang", "number")


@pytest.mark.parametrize(
    ("items", "kind", "says"),
    [
        ([when({"==": [{"var": "mat"}, 1]})], "unknown", "không còn trong mẫu"),
        ([when({"var": "sau"}), question("sau", "yes_no")], "later", "chuyển «SAU» lên trước «B»"),
        ([when({"==": [{"var": "b"}, True]})], "later", "được hỏi sau"),
        (
            [EITHER, when({"==": [{"var": "a"}, "d"]})],
            "no_option",
            "«A» là «d», nhưng «A» không có",
        ),
        ([EITHER, when({"in": [{"var": "a"}, ["a", "d"]]})], "no_option", "không có lựa chọn"),
        ([when({"==": [{"var": "$case"}, "ba"]})], "no_option", "«Trường hợp» là «ba»"),
        ([STOREYS, when({">": [{"var": "tang"}, 6]})], "out_of_range", "«TANG» lớn hơn 6"),
        ([STOREYS, when({">=": [0, {"var": "tang"}]})], "out_of_range", "nhiều nhất là 0"),
        (
            [EITHER, when({"and": [{"==": [{"var": "a"}, "a"]}, {"==": [{"var": "a"}, "b"]}]})],
            "contradiction",
            "trái nhau",
        ),
        (
            [
                EITHER,
                question("c", "yes_no", show_if={"==": [{"var": "a"}, "a"]}),
                when({"and": [{"==": [{"var": "c"}, True]}, {"==": [{"var": "a"}, "b"]}]}),
            ],
            "never_together",
            "không bao giờ tới lượt",
        ),
    ],
)
def test_each_dead_condition_says_which_question_and_what_to_do(items, kind, says):
    ((found, place, said),) = dead(*items)
    assert (found, place) == (kind, "b")
    assert says in said
    assert said.startswith("Câu hỏi «B»")
    assert ". Hãy " in said


def test_a_form_of_ours_has_no_dead_rule(form):
    assert forms.dead_rules(form) == ()


def test_questions_of_a_dead_page_are_told_of_once():
    second = page(
        "hai",
        question("c", "yes_no"),
        question("d", "yes_no", show_if={"var": "c"}),
        show_if={"and": [{"var": "a"}, {"!": [{"var": "a"}]}]},
    )
    form = forms.sketch(definition([page("mot", question("a", "yes_no")), second]))
    ((found, place),) = [(one.kind, one.place) for one in forms.dead_rules(form)]
    assert (found, place) == (DeadKind.CONTRADICTION, "page:hai")


@pytest.mark.parametrize(
    ("widget", "schema"),
    [
        ("number", {"type": "integer", "minimum": 7, "maximum": 3}),
        ("text", {"type": "string", "minLength": 9, "maxLength": 4}),
        ("area", {"type": "number", "exclusiveMinimum": 5, "maximum": 5}),
        ("checkboxes", {"type": "array", "minItems": 3, "items": {"enum": ["a", "b"]}}),
    ],
)
def test_limits_that_no_answer_meets_are_told_of(widget, schema):
    ((found, place, said),) = dead(question("a", widget), schemas={"a": schema})
    assert (found, place) == (DeadKind.EMPTY_LIMITS, "a")
    assert "sửa lại hai giới hạn" in said


def test_a_column_is_judged_within_its_row():
    columns = [
        question("tang", "number"),
        question("x", "yes_no", show_if={"<": [{"var": "tang"}, 3]}),
        question("y", "yes_no", show_if={"<": [{"var": "tang"}, 1]}),
    ]
    table = question("t", "table", items=columns, item_label=text("Dòng"))
    assert [(kind, place) for kind, place, _said in dead(table)] == [("out_of_range", "t.*.y")]


def test_what_is_filled_in_by_a_dead_condition_is_told_of():
    filled = {
        "source": "csdldc",
        "path": "ho_ten",
        "show_if": {"and": [{"==": [{"var": "a"}, "a"]}, {"==": [{"var": "a"}, "c"]}]},
    }
    ((kind, _place, said),) = dead(EITHER, question("b", "text", prefill=filled))
    assert kind == "contradiction"
    assert "Phần điền sẵn của câu «B»" in said


def test_what_takes_too_long_to_decide_is_not_called_dead():
    many = [question(f"q{n}", "radios") for n in range(14)]
    every = {"and": [{"!=": [{"var": f"q{n}"}, "a"]} for n in range(14)]}
    impossible = {"and": [every, {"==": [{"var": "q0"}, "a"]}]}
    assert dead(*many, when(impossible)) == []
