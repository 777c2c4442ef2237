"""A table of steps and a BPMN file say the same, and neither lets a dossier get lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from motcua.config.env import REPOSITORY
from motcua.engines.flow import api as flow
from motcua.engines.flow.api import Place, TableStep
from motcua.engines.flow.errors import EndlessError, NotATableError, TableError
from motcua.engines.flow.types import StepKind
from tests.engines.flow.processes import ALL, MARITAL, arrows, bpmn, step, task, written

FILES = sorted(REPOSITORY.glob("src/motcua/catalogue/data/procedures/*/*/*.bpmn"))
# A step that waits for a child dossier can fail as well as succeed: such a process stays a file.
PUBLISHED = [file for file in FILES if 'kind="linked"' not in file.read_text("utf-8")]
NAMES = st.text("abcdefgh đơưăâêô", min_size=1, max_size=12).map(lambda s: f"Việc {s}".strip())
KINDS = [StepKind.NORMAL, StepKind.DRAFT, StepKind.CONSULT, StepKind.NUMBER, StepKind.POSTING]


def line(key, name="Thẩm định", **more):
    seat = {"role": "case_officer", "unit": "economy"}
    return TableStep(key=key, name_vi=name, **{**seat, **more})


def table(*lines):
    return [one if isinstance(one, TableStep) else line(one) for one in lines]


@st.composite
def tables(draw):
    """Lines in every place, in blocks small enough to be walked, with returns where they may be."""
    lines = []
    for block in range(draw(st.integers(1, 4))):
        branches = draw(st.integers(1, 3))
        for branch in range(branches):
            for depth in range(draw(st.integers(1, 2)) if branches > 1 else 1):
                place = Place.WITHIN if depth else (Place.ALONGSIDE if branch else Place.AFTER)
                lines.append(draw(_line(f"s{block}_{branch}_{depth}", place)))
    return [replace(one, returns_to=draw(_returns(lines, at))) for at, one in enumerate(lines)]


def _line(key, place):
    return st.builds(
        TableStep,
        key=st.just(key),
        name_vi=NAMES,
        name_en=st.sampled_from(["", "Examine"]),
        role=st.sampled_from(["case_officer", "head", "leader"]),
        unit=st.sampled_from(["economy", "tax", "leadership"]),
        hours=st.integers(0, 80).map(lambda halves: halves / 2),
        kind=st.sampled_from(KINDS),
        counted=st.booleans(),
        place=st.just(place),
        onward=st.sampled_from(["", "passed"]),
    )


def _returns(lines, at):
    def allowed(target):
        wanted = [*lines[:at], replace(lines[at], returns_to=target), *lines[at + 1 :]]
        return not list(flow.table_faults(wanted))

    return st.sampled_from(["", *(one.key for one in lines[:at] if allowed(one.key))])


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_table_comes_back_from_its_bpmn_and_the_engine_takes_it(rows):
    xml = flow.write_table("Quy trình thử", rows, outcome_names={"return": "Trả lại"})

    drawn = flow.load(xml)
    assert flow.read_table(xml) == tuple(rows)
    assert [one.key for one in drawn.steps] == [one.key for one in rows]
    assert set(drawn.normal_path) == {one.key for one in rows}
    assert drawn.total_hours == flow.table_hours(rows) == _longest(rows)


def _longest(rows):
    """An independent reading: block after block, of each the slowest branch."""
    total, branches = 0.0, []
    for one in [*rows, None]:
        if one is None or one.place is Place.AFTER:
            total, branches = total + max(branches, default=0.0), []
        if one is None:
            return total
        hours = one.hours if one.counted else 0.0
        if one.place is Place.WITHIN:
            branches[-1] += hours
        else:
            branches.append(hours)
    return total


@pytest.mark.parametrize("file", PUBLISHED, ids=lambda f: f"{f.parts[-3]}/{f.name}")
def test_every_published_process_is_a_table(file):
    drawn = flow.load(file.read_bytes())
    rows = flow.read_table(file.read_bytes())
    again = flow.load(flow.write_table(drawn.name, rows))

    assert (again.steps, again.normal_path) == (drawn.steps, drawn.normal_path)
    assert again.total_hours == drawn.total_hours


def test_the_several_words_of_a_kind_all_lead_on():
    rows = table("a", line("b", kind="linked", returns_to="a"), "c")

    xml = flow.write_table("x", rows)
    assert flow.load(xml).step("b").outcomes == ("resolved", "failed", "return")
    assert flow.read_table(xml) == tuple(rows)


def test_land_with_its_tax_is_a_table_and_what_can_be_refused_is_not():
    assert [one.key for one in flow.read_table(written(ALL["land"]))][1] == "cho_thue"
    for rows, said in ((MARITAL, "kết thúc sớm"), (ALL["building"], "có các kết quả")):
        with pytest.raises(NotATableError) as refused:
            flow.read_table(written(rows))
        assert said in str(refused.value)
        assert "tệp BPMN" in str(refused.value)


def test_one_branch_alone_is_no_branch():
    rows = table("a", replace(line("b"), place=Place.WITHIN), "c")

    assert [one.place for one in flow.read_table(flow.write_table("x", rows))] == [Place.AFTER] * 3


def test_a_group_is_done_again_from_its_first_step():
    beside = replace(line("b"), place=Place.ALONGSIDE)
    rows = table("a", beside, line("c", returns_to="a"))
    drawn = flow.load(flow.write_table("x", rows))

    state = flow.start(drawn)
    for key in ("a", "b"):
        state = flow.complete(drawn, state, key)
    again = flow.complete(drawn, state, "c", "return")
    assert sorted(one.key for one in flow.open_steps(drawn, again)) == ["a", "b"]


BESIDE = {"place": Place.ALONGSIDE}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "thêm ít nhất một bước"),
        (table(line("a", "")), "chưa có tên"),
        (table(line("a", role="")), "chọn bộ phận và vai trò"),
        (table(line("a", unit=" ")), "chọn bộ phận và vai trò"),
        (table(line("a", hours=-1)), "số giờ phải từ 0"),
        (table(line("a", hours=float("nan"))), "số giờ phải từ 0"),
        (table(line("a", **BESIDE)), "bước đầu tiên"),
        (table("a", "a"), "đã dùng cho bước trên"),
        (table(line("a", returns_to="a")), "chọn một bước ở trên"),
        (table(line("a", returns_to="b"), "b"), "chọn một bước ở trên"),
        (table("a", line("b", returns_to="khong_co")), "chọn một bước ở trên"),
        (table("a", line("b", kind="sign")), "người ký phải trả lại được"),
        (table("a", "b", line("c", returns_to="a", **BESIDE)), "trong nhánh của mình"),
        (table("a", "b", line("c", returns_to="b", **BESIDE)), "trong nhánh của mình"),
        (table("a", line("b", **BESIDE), line("c", returns_to="b")), "chọn bước đầu của nhóm"),
    ],
)
def test_a_table_that_would_strand_a_dossier_is_refused_with_its_line(rows, said):
    with pytest.raises(TableError) as refused:
        flow.write_table("x", rows)

    assert said in str(refused.value)
    assert any(said in fault.reason for fault in refused.value.faults)
    if rows:
        assert "bước " in str(refused.value)


def test_a_normal_way_that_goes_round_is_refused():
    rows = [step("a"), step("b", outcomes={"done": "a", "out": None})]

    with pytest.raises(EndlessError) as refused:
        flow.load(written(rows))
    for said in ("Bước a", "Bước b", "để kết quả đầu tiên dẫn đi tiếp"):
        assert said in str(refused.value)


FORK = '<startEvent id="s"/><parallelGateway id="p"/>' + task("a") + task("b") + task("c")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            FORK
            + '<parallelGateway id="j"/><endEvent id="e"/><endEvent id="e2"/>'
            + arrows(("s", "p"), ("p", "a"), ("p", "b"), ("a", "e"), ("b", "c"), ("c", "e2"))
            + '<sequenceFlow id="f8" sourceRef="p" targetRef="j"/>'
            + '<sequenceFlow id="f9" sourceRef="j" targetRef="e"/>',
            "không đi tới cổng gộp",
        ),
        (
            '<startEvent id="s"/>'
            + task("a")
            + '<parallelGateway id="p"/><endEvent id="e"/>'
            + arrows(("s", "a"), ("a", "p"), ("p", "e")),
            "không mở đầu một nhóm",
        ),
        (
            '<startEvent id="s"/>'
            + task("a")
            + task("b", outcomes="done,return")
            + '<exclusiveGateway id="x" default="f3"/><endEvent id="e"/>'
            + arrows(("s", "a"), ("a", "x"), ("b", "x"), ("x", "e"))
            + '<sequenceFlow id="g" sourceRef="x" targetRef="b">'
            '<conditionExpression>outcome == "return"</conditionExpression></sequenceFlow>',
            "chọn cho nhiều bước",
        ),
    ],
)
def test_other_shapes_are_not_bent_into_a_table(body, said):
    with pytest.raises(NotATableError) as refused:
        flow.read_table(bpmn(body))
    assert said in str(refused.value)


def test_arrows_are_called_what_people_call_them():
    xml = flow.write_table(
        "x", table("a", line("b", returns_to="a")), outcome_names={"return": "Trả lại bước trước"}
    )

    assert 'name="Trả lại bước trước"' in xml.decode()
