"""Whatever a line says, it is read or refused, and what is read makes a procedure that is sound."""

import json

import pytest
from hypothesis import given, settings, strategies as st

from motcua.catalogue import shape, soundness
from motcua.catalogue.national import agencies
from motcua.catalogue.national.content import content_of
from motcua.catalogue.national.facts import facts_of
from motcua.catalogue.national.rows import Refused, Row, read
from motcua.kit import clock
from motcua.kit.text import clean
from tests.catalogue.national import CLEAN, a_row

WORDS = st.sampled_from([
    "Sở Xây dựng", "cấp huyện", "(Không)", "Miễn phí", "05 ngày làm việc", "100.000 đồng", "0", "nếu có",
    "Trường hợp ủy quyền", "Lưu ý", "; .", "",
]) | st.text(alphabet="abcxyz 019-:;.,()", max_size=40).map(clean)  # fmt: skip
ANYTHING = st.none() | st.booleans() | st.integers(-5, 2000) | WORDS | st.lists(WORDS, max_size=3)
CHANNEL = st.fixed_dictionaries({
    "channel": st.sampled_from(["online", "direct", "postal", None]),
    "time_value": st.none() | st.integers(0, 400).map(float),
    "time_unit": st.sampled_from([None, "working_day", "day", "hour", "month", "tuần"]),
    "ambiguous_digits": st.none() | WORDS,
    "fee_listed_free": st.booleans(),
    "fees_vnd": st.lists(st.integers(0, 5_000_000), max_size=3),
    "note": st.none() | WORDS,
})  # fmt: skip
PAPER = st.fixed_dictionaries({
    "name": WORDS, "originals": st.integers(0, 3), "copies": st.integers(0, 3),
    "kind": st.sampled_from(["document", "note"]),
})  # fmt: skip
GROUP = st.fixed_dictionaries({"case": st.none() | WORDS, "items": st.lists(PAPER, max_size=4)})
ROW = st.fixed_dictionaries({
    "channels": st.lists(CHANNEL, max_size=4),
    "components": st.lists(GROUP, max_size=4),
    "executing_agency": st.none() | WORDS,
    "levels": st.lists(st.sampled_from(["Cấp xã", "Cấp tỉnh", "Cấp bộ"]), max_size=3),
    "subjects": st.lists(WORDS, max_size=3),
    "results": st.lists(st.fixed_dictionaries({"name": WORDS, "code": st.none() | WORDS}), max_size=2),
    "legal_basis": st.lists(WORDS, max_size=3),
    "steps_text": st.none() | WORDS,
})  # fmt: skip


@pytest.fixture(autouse=True)
def names(monkeypatch):
    """The directory is the business of other tests."""
    monkeypatch.setattr(agencies, "office_name", lambda code: code)


def told(row):
    return read(1, json.dumps(row).encode())


@settings(max_examples=150, deadline=None)
@given(ROW)
def test_a_row_of_the_right_shape_becomes_a_sound_procedure(parts):
    found = told(a_row(**parts))
    assert isinstance(found, Row)
    facts, defects = facts_of(found)
    for one in defects:
        assert "{" not in one.told + one.repair
    content = content_of(facts, valid_from=clock.today())
    assert [shape.in_words(error) for error in shape.errors_of(content["procedure"])] == []
    assert list(soundness.faults(content)) == []


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(CLEAN)), ANYTHING, min_size=1, max_size=3))
def test_any_value_anywhere_is_read_or_refused(changes):
    found = told(a_row(**changes))
    if isinstance(found, Refused):
        assert found.field
        return
    facts, _defects = facts_of(found)
    assert content_of(facts, valid_from=clock.today())


@given(st.binary(max_size=60))
def test_any_line_is_read_or_refused(raw):
    found = read(7, raw)
    assert isinstance(found, Refused)
    assert found.number == 7
