"""A choice of a table between two ways on: there and back through BPMN, every way walked, every wrong one named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from motcua.engines.flow import api as flow
from motcua.engines.flow.api import Place
from motcua.engines.flow.errors import DrawnError, NotATableError
from tests.engines.flow.processes import DESK, MARITAL, step, written
from tests.engines.flow.test_drawn import undrawn
from tests.engines.flow.test_table import line, tables

WORDS = {"return": "Trả lại"}
CHECKED = (
    line("a", "Thẩm định", hours=4, when="phải xác minh thực địa", when_to="b", goes_to="c"),
    line("b", "Xác minh", hours=8, goes_to="d"),
    line("c", "Đối chiếu", hours=2),
    line("d", "Dự thảo", hours=2, returns_to="a"),
)


@st.composite
def chosen(draw):
    """Tables in which some steps choose; never past all of another way's steps."""
    rows = [replace(one, onward="", name_en=one.name_en or one.name_vi) for one in draw(tables())]
    for at, one in enumerate(rows):
        later = [two.key for two in rows[at + 1 :] if two.place is Place.AFTER]
        alone = one.place is Place.AFTER and (at + 1 == len(rows) or rows[at + 1].key in later)
        if alone and one.kind == "normal" and later[1:] and draw(st.booleans()):
            to = draw(st.sampled_from(later[1:]))
            rows[at] = replace(one, when="đã đủ giấy tờ", when_to=to)
    return rows


@settings(max_examples=120, deadline=None)
@given(chosen())
def test_a_choice_comes_back_from_its_bpmn_and_from_a_drawing_without_conditions(rows):
    assert list(flow.table_faults(rows)) == []
    xml = flow.write_table("Quy trình", rows, outcome_names=WORDS)
    assert flow.read_table(xml) == tuple(rows)
    drawn = flow.read_drawn(undrawn(xml)).source
    assert flow.read_table(drawn) == tuple(rows)

    walked = _walk(flow.load(xml))
    lines = [one.key for one in rows]
    ways = {frozenset(lines[n] for n in way.lines): way.hours for way in flow.table_ways(rows)}
    assert set(ways) == walked
    assert flow.table_hours(rows) == max(ways.values())


def _walk(diagram):
    """Which steps a dossier passes, whatever is chosen; what is sent back is another matter."""
    found, todo = set(), [(flow.start(diagram), frozenset())]
    while todo:
        state, passed = todo.pop()
        if flow.is_finished(diagram, state):
            found.add(passed)
            continue
        one = flow.open_steps(diagram, state)[0]
        ways = [outcome for outcome in one.outcomes if outcome != "return"]
        todo += [(flow.complete(diagram, state, one.key, way), passed | {one.key}) for way in ways]
    return found


def test_two_ways_that_meet_again():
    xml = flow.write_table("Quy trình", CHECKED, outcome_names=WORDS)
    diagram = flow.load(xml)

    assert diagram.step("a").outcomes == ("otherwise", "when")
    assert diagram.words["a"] == {"when": "phải xác minh thực địa"}
    assert [way.hours for way in flow.table_ways(CHECKED)] == [8, 14]
    assert flow.table_hours(CHECKED) == 14
    assert [one.goes_to for one in flow.read_table(xml)] == ["c", "d", "", ""]


def test_the_words_of_a_choice_change_in_a_drawing_by_hand_without_moving_it():
    drawn = flow.read_drawn(flow.write_table("Quy trình", CHECKED, outcome_names=WORDS)).source
    said = [replace(CHECKED[0], when="có tranh chấp"), *CHECKED[1:]]
    again = flow.rewrite_table("Quy trình", said, drawn, outcome_names=WORDS)

    assert flow.read_table(again)[0].when == "có tranh chấp"
    assert again.count(b"waypoint") == drawn.count(b"waypoint")
    assert again.count(b"BPMNLabel") == drawn.count(b"BPMNLabel")


@pytest.mark.parametrize(
    ("at", "other", "said"),
    [
        (0, {"when": ""}, "chỗ rẽ chưa đủ"),
        (0, {"when_to": ""}, "chỗ rẽ chưa đủ"),
        (0, {"when": "x" * 121}, "điều kiện dài hơn 120"),
        (0, {"goes_to": "b"}, "hai đường cùng tới một bước"),
        (0, {"goes_to": "", "when_to": "d"}, "không đường nào đi qua"),
        (0, {"kind": "sign", "returns_to": ""}, "không chọn đường được"),
        (1, {"goes_to": "a"}, "chỉ rẽ được xuống bước đứng dưới"),
        (1, {"goes_to": "gone"}, "chỉ rẽ được xuống bước đứng dưới"),
        (2, {"place": Place.ALONGSIDE}, "đang làm cùng lúc nên không rẽ được"),
        (3, {"place": Place.ALONGSIDE}, "rẽ vào giữa nhóm làm cùng lúc"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_at_its_line(at, other, said):
    rows = [*CHECKED[:at], replace(CHECKED[at], **other), *CHECKED[at + 1 :]]
    assert any(said in fault.reason for fault in flow.table_faults(rows))


def test_more_choices_than_can_be_walked_are_refused():
    keys = [f"s{n}" for n in range(10)]
    more = [line(key, when="vội", when_to=keys[n + 2]) for n, key in enumerate(keys[:8])]
    faults = list(flow.table_faults([*more, line(keys[8]), line(keys[9])]))
    assert [fault.reason for fault in faults if "hơn 6 chỗ rẽ" in fault.reason]


def test_two_ways_on_in_a_drawing_need_their_condition_once():
    xml = flow.write_table("Quy trình", CHECKED, outcome_names=WORDS)
    silent = undrawn(xml).replace(' name="phải xác minh thực địa"'.encode(), b"")
    with pytest.raises(DrawnError, match="ghi điều kiện lên một trong hai mũi tên"):
        flow.read_drawn(silent)


def test_a_file_with_its_own_words_is_a_table_now_and_an_early_end_is_none():
    ways = {"done": None, "skip": "tra"}
    rows = flow.read_table(written([step("a", outcomes=ways), step("b"), step("tra", DESK)]))
    assert (rows[0].when, rows[0].when_to, rows[0].when_word) == ("skip", "tra", "skip")
    assert flow.load(flow.write_table("x", rows)).step("a").outcomes == ("done", "skip")
    with pytest.raises(NotATableError, match="kết thúc sớm"):
        flow.read_table(
            written([step("a", outcomes={"done": None, "refuse": flow.END}), step("b")])
        )


def test_an_arrow_that_only_repeats_its_outcome_says_nothing_to_people():
    xml = written(MARITAL)
    assert b'name="refuse"' in xml
    assert flow.load(xml).words["tham_dinh"] == {}
    told = xml.replace(b'name="refuse"', 'name="Không đủ điều kiện"'.encode())
    assert flow.load(told).words["tham_dinh"] == {"refuse": "Không đủ điều kiện"}
