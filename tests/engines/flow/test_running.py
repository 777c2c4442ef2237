import json

import pytest
from hypothesis import given, settings, strategies as st

from motcua.engines.flow import api as flow
from motcua.engines.flow.errors import (
    StateError,
    StepNotOpenError,
    UnknownOutcomeError,
    UnknownStepError,
)
from tests.engines.flow.processes import (
    ALL,
    BUILDING,
    LAND,
    MARITAL,
    SIMPLE,
    arrows,
    bpmn,
    diagram,
    step,
    task,
)

DIAGRAMS = {name: diagram(rows) for name, rows in ALL.items()}
MARITAL_DIAGRAM, BUILDING_DIAGRAM = DIAGRAMS["marital"], DIAGRAMS["building"]
STATE_BYTES = 5 * 1024


def keys(drawn, state):
    return [one.key for one in flow.open_steps(drawn, state)]


def walk(drawn, *done):
    """`done`: a step key, or (key, outcome)."""
    state = flow.start(drawn)
    for one in done:
        key, outcome = one if isinstance(one, tuple) else (one, drawn.step(one).outcomes[0])
        state = flow.complete(drawn, state, key, outcome)
    return state


def test_the_straight_way():
    state = walk(MARITAL_DIAGRAM, "tham_dinh", "du_thao", "ky", "vao_so")

    assert keys(MARITAL_DIAGRAM, state) == ["tra"]
    assert not flow.is_finished(MARITAL_DIAGRAM, state)
    assert flow.is_finished(MARITAL_DIAGRAM, flow.complete(MARITAL_DIAGRAM, state, "tra", "done"))


def test_returned_to_the_specialist():
    state = walk(MARITAL_DIAGRAM, "tham_dinh", "du_thao", ("ky", "return"))

    assert keys(MARITAL_DIAGRAM, state) == ["tham_dinh"]


def test_an_outcome_can_end_it():
    assert flow.is_finished(MARITAL_DIAGRAM, walk(MARITAL_DIAGRAM, ("tham_dinh", "refuse")))


def test_consultation_waits_for_every_branch():
    state = walk(BUILDING_DIAGRAM, "tham_dinh")
    assert keys(BUILDING_DIAGRAM, state) == ["y_kien_pccc", "y_kien_quy_hoach", "y_kien_tai_chinh"]

    for key, still_open in (
        ("y_kien_tai_chinh", ["y_kien_pccc", "y_kien_quy_hoach"]),
        ("y_kien_pccc", ["y_kien_quy_hoach"]),
        ("y_kien_quy_hoach", ["ky_y_kien"]),
        ("ky_y_kien", ["tong_hop"]),
    ):
        outcome = BUILDING_DIAGRAM.step(key).outcomes[-1]
        state = flow.complete(BUILDING_DIAGRAM, state, key, outcome)
        assert sorted(keys(BUILDING_DIAGRAM, state)) == still_open


def test_consultation_a_second_time_waits_again():
    round_of_opinions = ("y_kien_pccc", "y_kien_quy_hoach", "ky_y_kien", "y_kien_tai_chinh")

    state = walk(BUILDING_DIAGRAM, "tham_dinh", *round_of_opinions, ("tong_hop", "again"))
    assert len(keys(BUILDING_DIAGRAM, state)) == 3

    state = flow.complete(BUILDING_DIAGRAM, state, "y_kien_pccc", "done")
    assert len(keys(BUILDING_DIAGRAM, state)) == 2


def test_the_state_handed_in_is_left_alone():
    state = flow.start(BUILDING_DIAGRAM)
    before = json.dumps(state)

    flow.complete(BUILDING_DIAGRAM, state, "tham_dinh", "done")

    assert json.dumps(state) == before


@pytest.mark.parametrize(
    ("key", "outcome", "refusal", "code"),
    [
        ("khong_co", "done", UnknownStepError, "flow.unknown_step"),
        ("ky", "done", StepNotOpenError, "flow.step_not_open"),
        ("tham_dinh", "maybe", UnknownOutcomeError, "flow.unknown_outcome"),
    ],
)
def test_refusals(key, outcome, refusal, code):
    with pytest.raises(refusal) as refused:
        flow.complete(MARITAL_DIAGRAM, flow.start(MARITAL_DIAGRAM), key, outcome)

    assert refused.value.code == code
    assert isinstance(refused.value, flow.StepError)


def test_a_step_is_done_once():
    state = walk(MARITAL_DIAGRAM, "tham_dinh")

    with pytest.raises(StepNotOpenError):
        flow.complete(MARITAL_DIAGRAM, state, "tham_dinh", "done")


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"open": "tham_dinh"},
        {"open": ["y_kien_pccc"]},
        {"open": ["start"]},
        {"open": ["tham_dinh"], "joined": [["khong_co", "tham_dinh"]]},
    ],
)
def test_a_state_of_another_version_is_refused(state):
    with pytest.raises(StateError):
        flow.open_steps(MARITAL_DIAGRAM, state)


@pytest.mark.parametrize(
    ("rows", "path", "hours"),
    [
        (MARITAL, ("tham_dinh", "du_thao", "ky", "vao_so", "tra"), 24),
        (LAND, ("tham_dinh", "cho_thue", "ky", "vao_so", "tra"), 22),
        (
            BUILDING,
            (
                "tham_dinh", "y_kien_tai_chinh", "y_kien_quy_hoach", "ky_y_kien", "y_kien_pccc",
                "tong_hop", "ky", "vao_so", "tra",
            ),
            40 + 24 + 8 + 4 + 2,  # the longest branch decides
        ),
    ],
)  # fmt: skip
def test_the_normal_way(rows, path, hours):
    drawn = diagram(rows)

    assert drawn.normal_path == path
    assert drawn.total_hours == hours


def test_position():
    assert flow.position(MARITAL_DIAGRAM, "ky") == (3, 5)
    assert flow.position(MARITAL_DIAGRAM, "tra") == (5, 5)
    with pytest.raises(UnknownStepError):
        flow.position(MARITAL_DIAGRAM, "khong_co")


def test_a_detour_has_the_number_of_where_it_leaves():
    rows = [step("tham_dinh", outcomes={"done": "ky", "tax": None}), *LAND[1:]]

    assert flow.position(diagram(rows), "cho_thue") == (1, 4)


def test_a_detour_from_two_steps_has_the_earlier_number():
    rows = [
        step("tham_dinh", outcomes={"done": "du_thao", "tax": None}),
        step("cho_thue", outcomes={"done": "ky"}),
        step("du_thao", outcomes={"done": None, "tax": "cho_thue"}),
        *LAND[2:],
    ]

    assert flow.position(diagram(rows), "cho_thue") == (1, 5)


def test_branches_may_end_apart():
    body = (
        '<startEvent id="s"/><parallelGateway id="x"/>' + task("a") + task("b")
        + '<endEvent id="e"/><endEvent id="f"/>'
        + arrows(("s", "x"), ("x", "a"), ("x", "b"), ("a", "e"), ("b", "f"))
    )  # fmt: skip
    drawn = flow.load(bpmn(body))

    assert walk(drawn, "a") == {"open": ["b"]}
    assert flow.is_finished(drawn, walk(drawn, "b", "a"))


def test_a_process_drawn_by_hand():
    drawn = flow.load(bpmn(SIMPLE))

    assert drawn.name == "Tay"
    assert drawn.step("a").role == "case_officer"
    assert drawn.step("a").outcomes == ("done",)
    assert keys(drawn, flow.start(drawn)) == ["a"]


@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(DIAGRAMS)))
def test_random_walks(data, name):
    """Whatever people do, there is always a next step until the end; the state stays small."""
    drawn = DIAGRAMS[name]
    state = flow.start(drawn)
    for _ in range(60):
        if flow.is_finished(drawn, state):
            break
        stored = json.dumps(state)
        assert len(stored.encode()) < STATE_BYTES
        state = json.loads(stored)
        chosen = data.draw(st.sampled_from(flow.open_steps(drawn, state)))
        outcome = data.draw(st.sampled_from(chosen.outcomes))
        state = flow.complete(drawn, state, chosen.key, outcome)
    while not flow.is_finished(drawn, state):  # from anywhere, the normal outcomes lead to the end
        first = flow.open_steps(drawn, state)[0]
        state = flow.complete(drawn, state, first.key, first.outcomes[0])

    assert state == {"open": []}


@given(st.permutations(["y_kien_pccc", "y_kien_quy_hoach", "ky_y_kien", "y_kien_tai_chinh"]))
def test_the_order_of_opinions_does_not_matter(order):
    if order.index("ky_y_kien") < order.index("y_kien_quy_hoach"):
        order = order[::-1]

    assert keys(BUILDING_DIAGRAM, walk(BUILDING_DIAGRAM, "tham_dinh", *order)) == ["tong_hop"]


def test_the_largest_state_is_a_fraction_of_what_may_be_stored():
    """Measured: 150 bytes where a serialised workflow takes 4.5 KB and grows with each loop."""
    state = walk(BUILDING_DIAGRAM, "tham_dinh", "y_kien_pccc", "y_kien_tai_chinh")

    assert len(json.dumps(state).encode()) < 200


def test_loops_do_not_grow_the_state():
    state = flow.start(MARITAL_DIAGRAM)
    for _ in range(20):
        for key, outcome in (("tham_dinh", "done"), ("du_thao", "done"), ("ky", "return")):
            state = flow.complete(MARITAL_DIAGRAM, state, key, outcome)

    assert state == flow.start(MARITAL_DIAGRAM)
