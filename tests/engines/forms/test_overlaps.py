"""Whether two conditions can hold for one person: found by thinking, compared with trying every answer."""

from hypothesis import given, settings, strategies as st

from motcua.engines.forms import api as forms
from tests.engines.forms.small_forms import CASES, FACTS, definition, page, question
from tests.engines.forms.test_dead_rules import (
    conditions,
    handed_in,
    possible_answers,
    small_forms,
)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_two_conditions_overlap_where_one_person_meets_both(data):
    form = data.draw(small_forms())
    names = [(item.path, item.widget.value) for _page, item in form.leaves()]
    first, second = (data.draw(st.none() | conditions(names)) for _one in range(2))
    if first == second:
        return
    both = any(
        forms.holds(first, lookup) and forms.holds(second, lookup)
        for answers in possible_answers(form)
        for case in CASES
        for lookup in [forms.reader(handed_in(form, answers, case), {"case": case})]
    )
    assert forms.overlap(form, first, second, facts=FACTS) == both


def test_conditions_of_different_cases_do_not_overlap():
    form = forms.sketch(definition([page("mot", question("a", "yes_no"))]))
    one, other = ({"==": [{"var": "$case"}, case]} for case in CASES)
    assert not forms.overlap(form, one, other, facts=FACTS)
    assert forms.overlap(form, one, None, facts=FACTS)
    assert not forms.overlap(form, one, None, facts={"case": [CASES[1]]})


def test_what_cannot_be_decided_is_not_said_to_overlap():
    items = [question("a", "text"), question("b", "text")]
    form = forms.sketch(definition([page("mot", *items)]))
    free = {"==": [{"var": "a"}, {"var": "b"}]}
    assert not forms.overlap(form, free, {"!": [free]}, facts={})
    assert not forms.overlap(form, {"=": [1, 2]}, None, facts={})
    assert forms.overlap(form, free, free, facts={})
