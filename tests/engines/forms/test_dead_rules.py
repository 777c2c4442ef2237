"""Rules that can never hold: found by thinking, compared with trying every answer there is."""

from itertools import product

from hypothesis import given, settings, strategies as st

from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, DeadKind, Elsewhere, Text
from tests.engines.forms.small_forms import CASES, FACTS, SCHEMAS, definition, page, question

NEVER = {DeadKind.CONTRADICTION, DeadKind.OUT_OF_RANGE, DeadKind.NEVER_TOGETHER}
# Every answer there is; where there are too many, a few more than conditions can tell apart.
ANSWERS = {
    "yes_no": [True, False],
    "radios": ["a", "b", "c"],
    "checkboxes": [["a"], ["b"], ["a", "b"]],
    "number": [1, 2, 3, 4],
    "date3": [f"2020-01-0{day}" for day in range(1, 8)],
    "area": [0.01, 0.5, 0.99, 1, 1.01, 1.5, 2],
    "text": ["x", "y", "z"],
}
CONSTANTS = {
    "yes_no": [True, False],
    "radios": ["a", "b", "c"],
    "checkboxes": ["a", "b"],
    "number": [0, 1, 2, 3, 4, 5],
    "date3": [f"2020-01-0{day}" for day in range(3, 6)],
    "area": [0, 0.5, 1, 2, 3],
    "text": ["x", "y"],
}
ORDERED = ("number", "date3", "area")


# ------------------------------------------------------------------ every answer there is


def possible_answers(form):
    """Whoever fills it in: what must be answered is, and every answer is one of its kind."""
    leaves = [item for _page, item in form.leaves()]
    kinds = [[*ANSWERS[item.widget], *([None] if item.optional else [])] for item in leaves]
    for values in product(*kinds):
        yield {leaf.path: Answer(value) for leaf, value in zip(leaves, values, strict=True)}


def asked(form, answers, case):
    facts = {"case": case}
    return {
        item.path
        for one in form.pages
        for item in forms.visible_items(form, one.id, answers, facts=facts)
    }


def ever_asked(form):
    return set().union(
        *(asked(form, answers, case) for answers in possible_answers(form) for case in CASES)
    )


def leaves_of(form, place):
    """The questions that a place stands for."""
    kind, _, page_id = place.partition(":")
    return {
        item.path
        for one, item in form.leaves()
        if item.path == place
        or item.path.startswith(f"{place}.")
        or (kind == "page" and one.id == page_id)
    }


# ------------------------------------------------------------------ any small form


@st.composite
def atoms(draw, names):
    if draw(st.integers(0, 6)) == 0:
        return {"==": [{"var": "$case"}, draw(st.sampled_from(CASES))]}
    name, widget = draw(st.sampled_from(names))
    constant = draw(st.sampled_from(CONSTANTS[widget]))
    shapes = [{"var": name}, {"==": [{"var": name}, None]}, {"in": [constant, {"var": name}]}]
    if widget != "checkboxes":
        listed = st.lists(st.sampled_from(CONSTANTS[widget]), max_size=2)
        shapes = [*shapes[:2], {"in": [{"var": name}, draw(listed)]}]
        for sign in ("==", "!=", *((">", ">=", "<", "<=") if widget in ORDERED else ())):
            shapes += [{sign: [{"var": name}, constant]}, {sign: [constant, {"var": name}]}]
    return draw(st.sampled_from(shapes))


def conditions(names):
    joined = st.one_of(st.just("and"), st.just("or"))
    return st.recursive(
        atoms(names),
        lambda inner: st.one_of(
            st.builds(
                lambda op, parts: {op: parts}, joined, st.lists(inner, min_size=2, max_size=3)
            ),
            st.builds(lambda part: {"!": [part]}, inner),
        ),
        max_leaves=4,
    )


@st.composite
def small_forms(draw):
    """Two pages; on the second a group; conditions anywhere, of questions anywhere before."""
    widgets = draw(st.lists(st.sampled_from(sorted(SCHEMAS)), min_size=2, max_size=3))
    first = [
        question(f"q{n}", widget, optional=draw(st.booleans())) for n, widget in enumerate(widgets)
    ]
    names = [(f"q{n}", widget) for n, widget in enumerate(widgets)]
    maybe = lambda known: st.none() | conditions(known)  # noqa: E731
    for n, item in enumerate(first[1:], 1):
        put_condition(item, draw(maybe(names[:n])))
    inner = question("y", "yes_no", optional=draw(st.booleans()))
    put_condition(inner, draw(maybe(names)))
    outer = question(
        "q0", "yes_no", optional=draw(st.booleans())
    )  # as the first question is called
    put_condition(outer, draw(maybe([*names, ("g.y", "yes_no"), ("y", "yes_no")])))
    group = question("g", "person", items=[inner, outer])
    put_condition(group, draw(maybe(names)))
    second = page("hai", group)
    put_condition(second, draw(maybe(names)))
    rules = [{"rule": "different_numbers", "fields": ["q1", "g.y"]}]
    return forms.sketch(definition([page("mot", *first), second], rules=rules))


def put_condition(item, condition):
    if condition is not None:
        item["show_if"] = condition


@settings(max_examples=120, deadline=None)
@given(small_forms())
def test_what_is_called_dead_is_never_asked_and_what_is_never_asked_is_called_dead(form):
    found = forms.dead_rules(form, facts=FACTS)
    every = {item.path for _page, item in form.leaves()}
    never = every - ever_asked(form)
    told = [one for one in found if one.kind is not DeadKind.IDLE_RULE]
    for dead in told:
        if dead.kind in NEVER:
            assert leaves_of(form, dead.place) <= never, dead
    assert never <= set().union(*(leaves_of(form, dead.place) for dead in told)), told


@settings(max_examples=120, deadline=None)
@given(small_forms())
def test_a_comparison_is_idle_only_if_nobody_answers_both(form):
    told = {one.place for one in forms.dead_rules(form, facts=FACTS)}
    together = any(
        {"q1", "g.y"}
        <= {path for path in asked(form, answers, case) if answers[path].value is not None}
        for answers in possible_answers(form)
        for case in CASES
    )
    assert together == ("rule:0" not in told)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_condition_of_a_paper_is_dead_only_if_it_holds_for_nobody(data):
    form = data.draw(small_forms())
    names = [(item.path, item.widget.value) for _page, item in form.leaves()]
    condition = data.draw(conditions(names))
    paper = Elsewhere("components:GIAY", Text("Giấy tờ «Đơn»", "The paper “Form”"), condition)
    told = {
        one.kind
        for one in forms.dead_rules(form, facts=FACTS, elsewhere=[paper])
        if one.place == paper.place
    }
    holds = any(
        forms.holds(condition, forms.reader(handed_in(form, answers, case), {"case": case}))
        for answers in possible_answers(form)
        for case in CASES
    )
    assert holds == (not told & NEVER)


def handed_in(form, answers, case):
    return forms.nested(forms.submission(form, answers, facts={"case": case}))


@st.composite
def between(draw, widget):
    """Two or three comparisons with one question, all to hold."""
    signs = st.sampled_from([">", ">=", "<", "<=", "!="])
    pairs = st.tuples(signs, st.sampled_from(CONSTANTS[widget]))
    drawn = draw(st.lists(pairs, min_size=2, max_size=3))
    return {"and": [{sign: [{"var": "a"}, constant]} for sign, constant in drawn]}


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(ORDERED))
def test_between_two_constants_there_may_be_an_answer(data, widget):
    condition = data.draw(between(widget))
    items = [question("a", widget), question("b", "yes_no", show_if=condition)]
    form = forms.sketch(definition([page("mot", *items)]))
    holds = any(forms.holds(condition, forms.reader({"a": value}, {})) for value in ANSWERS[widget])
    assert holds == (not forms.dead_rules(form))
