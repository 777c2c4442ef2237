"""Conditions that a screen can ask for: read, written, and read again."""

import pytest
from hypothesis import given, strategies as st

from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Clause, Clauses, Comparison

VALUES = st.one_of(st.booleans(), st.integers(0, 3), st.sampled_from(["a", "b"]))
CLAUSES = st.builds(
    Clauses,
    st.lists(
        st.builds(Clause, st.sampled_from(["x", "y"]), st.sampled_from(list(Comparison)), VALUES),
        max_size=4,
    ).map(tuple),
    st.booleans(),
)


@given(CLAUSES, st.dictionaries(st.sampled_from(["x", "y"]), VALUES))
def test_what_is_written_means_the_clauses_and_is_read_back(clauses, answers):
    condition = forms.condition_of(clauses)
    lookup = forms.reader(answers, {})
    every = [forms.holds(forms.condition_of(Clauses((one,))), lookup) for one in clauses.parts]
    meant = any(every) if clauses.any_of and every else all(every)
    assert forms.holds(condition, lookup) == meant
    again = forms.clauses_of(condition)
    assert again.parts == clauses.parts
    assert again.any_of == clauses.any_of or len(clauses.parts) < 2


@pytest.mark.parametrize(
    "condition",
    [
        None,
        {"==": [{"var": "x"}, True]},
        {"in": [{"var": "x"}, ["a", "b"]]},
        {"or": [{"==": [{"var": "x"}, "a"]}, {"==": [{"var": "x"}, "b"]}]},
        {"and": [{">=": [{"var": "x"}, 2]}, {"in": ["a", {"var": "y"}]}]},
    ],
)
def test_what_says_the_same_stays_as_it_is_written(condition):
    assert forms.condition_of(forms.clauses_of(condition), held=condition) is condition


@pytest.mark.parametrize(
    "condition",
    [
        {"!": [{"var": "x"}]},
        {"var": "x"},
        {"and": [{"or": [{"==": [{"var": "x"}, 1]}]}, {"==": [{"var": "y"}, 1]}]},
        {"==": [{"var": "x"}, {"var": "y"}]},
        {"==": [{"var": "x"}, None]},
        {},
    ],
)
def test_what_is_more_than_that_is_not_taken_apart(condition):
    assert forms.clauses_of(condition) is None
