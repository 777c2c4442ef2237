"""A diagram that could hurt, mislead or strand a dossier is refused before it is used."""

import pytest

from motcua.engines.flow import api as flow
from motcua.engines.flow.errors import (
    BrokenDiagramError,
    ConditionError,
    DeadBranchError,
    ForbiddenElementError,
    MalformedXmlError,
    StepIncompleteError,
    UnsoundError,
)
from motcua.engines.flow.xml import MAX_BYTES
from tests.engines.flow.processes import SIMPLE, arrows, bpmn, step, task, written

ENTITY = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def refused(xml, kind):
    with pytest.raises(kind) as refusal:
        flow.load(xml)
    assert isinstance(refusal.value, flow.DiagramError)
    assert refusal.value.code.startswith("flow.")
    return str(refusal.value)


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"not xml",
        bpmn(SIMPLE)[:-20],
        bpmn(SIMPLE, prefix=ENTITY),
        bpmn(SIMPLE, prefix=LAUGHS),
        bpmn(SIMPLE).replace(b'name="Tay"', b'name="&nothing;"'),
        bpmn(SIMPLE + " " * MAX_BYTES),
    ],
)
def test_xml(xml):
    refused(xml, MalformedXmlError)


@pytest.mark.parametrize(
    "element",
    [
        '<scriptTask id="x"><script>print(1)</script></scriptTask>',
        '<serviceTask id="x"/>',
        '<businessRuleTask id="x"/>',
        '<sendTask id="x"/>',
        '<callActivity id="x" calledElement="other"/>',
        '<subProcess id="x"/>',
        '<inclusiveGateway id="x"/>',
        '<intermediateCatchEvent id="x"/>',
        '<boundaryEvent id="x" attachedToRef="a"/>',
        '<task id="x"/>',
    ],
)
def test_elements_that_run_code_or_wait_for_machines(element):
    assert "Dòng" in refused(bpmn(SIMPLE + element), ForbiddenElementError)


@pytest.mark.parametrize(
    "inside",
    [
        "<multiInstanceLoopCharacteristics/>",
        "<standardLoopCharacteristics/>",
        '<ioSpecification id="io"/>',
    ],
)
def test_steps_that_repeat_or_map_data(inside):
    xml = bpmn(SIMPLE).replace(b"</userTask>", f"{inside}</userTask>".encode())

    refused(xml, ForbiddenElementError)


@pytest.mark.parametrize(
    "condition",
    [
        "True",
        'outcome != "done"',
        'outcome == "done" or True',
        "outcome == done",
        '__import__("os").system("x")',
        "",
    ],
)
def test_conditions_are_a_plain_comparison(condition):
    body = (
        '<startEvent id="s"/>' + task("a", outcomes="done,back")
        + '<exclusiveGateway id="x" default="f2"/><endEvent id="e"/>'
        + arrows(("s", "a"), ("a", "x"), ("x", "e"))
        + f'<sequenceFlow id="g" sourceRef="x" targetRef="a"><conditionExpression>'
        f"{condition.replace('&', '&amp;')}</conditionExpression></sequenceFlow>"
    )  # fmt: skip

    refused(bpmn(body), ConditionError)


def test_processes():
    without = bpmn(SIMPLE).replace(b"<process", b"<category").replace(b"</process", b"</category")

    assert "đang có 0" in refused(without, BrokenDiagramError)
    assert "đang có 2" in refused(bpmn(SIMPLE + '</process><process id="q">'), BrokenDiagramError)


@pytest.mark.parametrize(
    ("_case", "body"),
    [
        ("no_start", task("a") + '<endEvent id="e"/>' + arrows(("a", "e"))),
        ("two_starts", SIMPLE + '<startEvent id="s2"/>'),
        ("no_end", '<startEvent id="s"/>' + task("a") + arrows(("s", "a"))),
        ("no_step", '<startEvent id="s"/><endEvent id="e"/>' + arrows(("s", "e"))),
        ("dangling", SIMPLE + arrows(("a", "nowhere")).replace("f0", "f9")),
        ("fork_at_a_step", SIMPLE + '<sequenceFlow id="f9" sourceRef="a" targetRef="a"/>'),
        ("engine_name", SIMPLE.replace('"e"', '"End"')),
        ("no_id", SIMPLE.replace(' id="e"', "")),
    ],
)
def test_shape(_case, body):
    refused(bpmn(body), BrokenDiagramError)


@pytest.mark.parametrize(
    "attributes",
    [
        {"role": ""},
        {"unit": " "},
        {"hours": "four"},
        {"hours": "-1"},
        {"hours": "nan"},
        {"kind": "magic"},
        {"counted": "yes"},
        {"outcomes": "done,done"},
        {"outcomes": "Xong việc"},
        {"outcomes": ""},
        {"rolle": "leader"},
    ],
)
def test_steps(attributes):
    body = SIMPLE.replace(task("a"), task("a", **attributes))

    assert "«a»" in refused(bpmn(body), StepIncompleteError)


def test_a_step_without_our_part():
    xml = bpmn(SIMPLE.replace(task("a"), '<userTask id="a" name="Bước"/>'))

    refused(xml, StepIncompleteError)


def test_a_step_key_is_a_plain_word():
    refused(bpmn(SIMPLE.replace('"a"', '"Bước-1"')), StepIncompleteError)


class TestBranches:
    def test_unreachable(self):
        lost = task("b").replace('"Bước"', '"Lạc"')
        body = SIMPLE + lost + '<sequenceFlow id="f9" sourceRef="b" targetRef="e"/>'

        assert "«Lạc»; nối mũi tên tới đó" in refused(bpmn(body), DeadBranchError)

    def test_without_a_way_out(self):
        rows = [step("a", outcomes={"done": None, "round": "b"}), step("b", outcomes={"done": "b"})]
        rows.insert(1, step("c", outcomes={"done": "end"}))

        assert "«Bước b»" in refused(written(rows), DeadBranchError)

    def test_a_way_that_no_outcome_takes(self):
        xml = written([step("a", outcomes={"done": None, "back": "a"})])
        xml = xml.replace(b'outcomes="done,back"', b'outcomes="done"')

        refused(xml, DeadBranchError)

    def test_an_outcome_without_a_way(self):
        xml = written([step("a", outcomes={"done": None, "back": "a"})])
        xml = xml.replace(b'outcomes="done,back"', b'outcomes="done,back,lost"')

        assert "«lost»" in refused(xml, ConditionError)

    def test_a_way_of_a_choice_without_condition(self):
        xml = written([step("a", outcomes={"done": None, "back": "a"})])
        start = xml.index(b"<bpmn:conditionExpression>")
        end = xml.index(b"</bpmn:conditionExpression>") + len(b"</bpmn:conditionExpression>")

        refused(xml[:start] + xml[end:], ConditionError)

    def test_a_step_whose_own_outcomes_only_go_round(self):
        """The drawing has a way out, but only for another step's outcome."""
        conditions = "".join(
            f'<sequenceFlow id="{id_}" sourceRef="{source}" targetRef="{target}">'
            f"<conditionExpression>outcome == '{outcome}'</conditionExpression></sequenceFlow>"
            for id_, source, target, outcome in (
                ("g1", "x", "b", "left"), ("g2", "x", "c", "right"),
                ("g3", "y", "b", "round"), ("g4", "y", "e", "out"),
            )
        )  # fmt: skip
        body = (
            '<startEvent id="s"/>' + task("a", outcomes="left,right") + task("b", outcomes="round")
            + task("c", outcomes="out") + '<exclusiveGateway id="x"/><exclusiveGateway id="y"/>'
            '<endEvent id="e"/>' + arrows(("s", "a"), ("a", "x"), ("b", "y"), ("c", "y")) + conditions
        )  # fmt: skip

        assert "không thể kết thúc" in refused(bpmn(body), UnsoundError)


class TestParallel:
    GATES = '<startEvent id="s"/>' + task("a") + task("b") + '<endEvent id="e"/>'

    def test_branches_that_wait_for_a_choice_get_stuck(self):
        body = (
            '<startEvent id="s"/>' + task("a", outcomes="left,right") + task("b") + task("c")
            + '<exclusiveGateway id="x"/><parallelGateway id="j"/><endEvent id="e"/>'
            + arrows(("s", "a"), ("a", "x"), ("b", "j"), ("c", "j"), ("j", "e"))
            + '<sequenceFlow id="l" sourceRef="x" targetRef="b">'
            "<conditionExpression>outcome == 'left'</conditionExpression></sequenceFlow>"
            '<sequenceFlow id="r" sourceRef="x" targetRef="c">'
            "<conditionExpression>outcome == 'right'</conditionExpression></sequenceFlow>"
        )  # fmt: skip

        assert "kẹt" in refused(bpmn(body), UnsoundError)

    def test_a_branch_that_leaves_doubles_what_follows(self):
        body = (
            self.GATES + '<parallelGateway id="x"/>' + task("k")
            + arrows(("s", "x"), ("x", "a"), ("x", "b"), ("a", "k"), ("b", "k"), ("k", "e"))
        )  # fmt: skip

        assert "hai lần" in refused(bpmn(body), UnsoundError)

    def test_one_gateway_that_joins_and_splits(self):
        body = (
            self.GATES + task("c") + task("d") + '<parallelGateway id="x"/><parallelGateway id="m"/>'
            '<parallelGateway id="j"/>'
            + arrows(("s", "x"), ("x", "a"), ("x", "b"), ("a", "m"), ("b", "m"), ("m", "c"),
                     ("m", "d"), ("c", "j"), ("d", "j"), ("j", "e"))
        )  # fmt: skip

        refused(bpmn(body), BrokenDiagramError)

    def test_a_choice_right_after_a_join_is_ambiguous(self):
        body = (
            self.GATES + '<parallelGateway id="x"/><parallelGateway id="j"/>'
            '<exclusiveGateway id="c" default="f6"/>' + task("k")
            + arrows(("s", "x"), ("x", "a"), ("x", "b"), ("a", "j"), ("b", "j"), ("j", "c"),
                     ("c", "e"), ("k", "e"))
            + '<sequenceFlow id="g" sourceRef="c" targetRef="k">'
            '<conditionExpression>outcome == "done"</conditionExpression></sequenceFlow>'
        )  # fmt: skip

        refused(bpmn(body), ConditionError)

    def test_too_many_ways_to_check(self):
        branches = tuple((step(f"b{n}"), step(f"c{n}")) for n in range(6))

        assert "tình huống" in refused(written([flow.Alongside("split", branches)]), UnsoundError)
