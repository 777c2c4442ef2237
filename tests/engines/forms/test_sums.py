"""Checks that add up numbers, also down the column of a table; and answers that must be the same."""

from datetime import date

from hypothesis import given, strategies as st

from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer
from tests.engines.forms.definitions import text
from tests.engines.forms.small_forms import definition, page, question

TODAY = date(2026, 11, 26)
FREE = {"type": "number", "minimum": 0}
MONEY = st.integers(0, 999).map(lambda cents: cents / 10)


def checked(items, rule, fields, **answers):
    """The kinds of what is wrong."""
    schemas = dict.fromkeys(["a", "b", "c", "so"], FREE)
    plain = definition(
        [page("mot", *items)], rules=[{"rule": rule, "fields": fields}], schemas=schemas
    )
    form = forms.sketch(plain)
    given_ = {name: Answer(value) for name, value in answers.items()}
    return [(one.kind, one.path) for one in forms.check(form, given_, today=TODAY)]


def numbers(*names):
    return [question(name, "area", optional=True) for name in names]


def a_table():
    return question("bang", "table", items=numbers("so"), item_label=text("Dòng"))


@given(MONEY, MONEY)
def test_a_sum_is_what_people_get_by_adding(first, second):
    total = round(first + second, 1)
    items, fields = numbers("a", "b", "c"), ["a", "b", "c"]
    assert not checked(items, "sum_is", fields, a=first, b=second, c=total)
    wrong = checked(items, "sum_is", fields, a=first, b=second, c=round(total + 0.1, 1))
    assert wrong == [("sum_is", "c")]


@given(st.lists(MONEY, max_size=5), MONEY)
def test_a_column_is_added_up_over_all_its_rows(rows, most):
    found = checked(
        [a_table(), *numbers("a")],
        "sum_not_more_than",
        ["bang.so", "a"],
        bang=[{"so": one} for one in rows],
        a=most,
    )
    assert (("sum_not_more_than", "a") in found) == (round(sum(rows), 1) > most)


def test_an_unanswered_part_is_not_added_up():
    assert not checked(numbers("a", "b", "c"), "sum_is", ["a", "b", "c"], a=1, c=5)


def test_a_row_that_is_wrong_itself_is_told_of_first():
    found = checked(
        [a_table(), *numbers("a")],
        "sum_is",
        ["bang.so", "a"],
        bang=[{"so": -1}, {"so": 3}],
        a=5,
    )
    assert [kind for kind, _path in found] == ["minimum"]


def test_answers_that_must_be_the_same():
    items, fields = numbers("a", "b"), ["a", "b"]
    assert not checked(items, "same_answers", fields, a=1, b=1)
    assert checked(items, "same_answers", fields, a=1, b=2) == [("same_answers", "b")]
