"""Drawings made by hand or in another tool: what is meant is read, what is wrong is named, places stay."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree

from motcua.engines.flow import api as flow
from motcua.engines.flow.api import Place
from motcua.engines.flow.errors import DrawnError, MalformedXmlError
from motcua.engines.flow.measuring import overflows
from motcua.engines.flow.net import net_of
from motcua.engines.flow.placing import boxes_of, lines_of
from tests.engines.flow.processes import ALL, apart, written
from tests.engines.flow.test_table import FILES, line, tables

WORDS = {"return": "Trả lại"}


def boxes(xml):
    return {key: (box.x, box.y) for key, box in boxes_of(etree.fromstring(xml)).items()}


def undrawn(xml):
    """As somebody draws it: no conditions, no outcomes, ids and places of another tool."""
    text = re.sub(r"(?s)<bpmn:conditionExpression>.*?</bpmn:conditionExpression>", "", xml.decode())
    return re.sub(r' (outcomes|default)="[^"]*"', "", text).encode()


def english(rows):
    return tuple(replace(one, name_en=one.name_en or one.name_vi) for one in rows)


def unpictured(xml):
    return re.sub(rb"(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", b"", xml)


@settings(max_examples=120, deadline=None)
@given(tables())
def test_a_drawing_without_conditions_means_what_its_table_means(rows):
    rows = [replace(one, onward="", name_en=one.name_en or one.name_vi) for one in rows]
    drawn = flow.read_drawn(undrawn(flow.write_table("Quy trình", rows, outcome_names=WORDS)))

    assert drawn.left_out == ()
    assert flow.read_table(drawn.source) == tuple(rows)
    assert flow.load(drawn.source).total_hours == flow.table_hours(rows)


@settings(max_examples=80, deadline=None)
@given(tables(), st.integers(-300, 300), st.integers(0, 300))
def test_drawn_to_table_to_drawn_keeps_process_and_places(rows, right, down):
    moved = _shifted(flow.write_table("Quy trình", rows, outcome_names=WORDS), right, down)
    drawn = flow.read_drawn(moved).source
    table = flow.read_table(drawn)
    again = flow.rewrite_table("Quy trình", table, drawn, outcome_names=WORDS)

    assert flow.read_table(again) == table == english(rows)
    assert boxes(again) == boxes(drawn)
    assert flow.read_drawn(again).source == flow.read_drawn(drawn).source


def _shifted(xml, right, down):
    root = etree.fromstring(xml)
    for one in root.iter("{*}Bounds", "{*}waypoint"):
        one.set("x", f"{float(one.get('x')) + right:g}")
        one.set("y", f"{float(one.get('y')) + down:g}")
    return etree.tostring(root)


@settings(max_examples=80, deadline=None)
@given(tables(), st.data())
def test_a_step_more_in_the_table_leaves_the_others_in_their_order_and_nothing_overlaps(rows, data):
    drawn = flow.read_drawn(flow.write_table("Quy trình", rows, outcome_names=WORDS)).source
    at = data.draw(st.sampled_from([n for n, one in enumerate(rows) if one.place is Place.AFTER]))
    more = [*rows[:at], line("moi", "Việc mới"), *rows[at:]]
    after = flow.rewrite_table("Quy trình", more, drawn, outcome_names=WORDS)

    assert flow.read_table(after) == tuple(more)
    was, now = boxes(drawn), boxes(after)
    assert all(now[key][1] == was[key][1] and now[key][0] >= was[key][0] for key in was)
    apart(boxes_of(etree.fromstring(after)))


@settings(max_examples=80, deadline=None)
@given(tables(), st.data())
def test_a_longer_name_gets_its_room_in_a_drawing_by_hand(rows, data):
    drawn = flow.read_drawn(flow.write_table("Quy trình", rows, outcome_names=WORDS)).source
    at = data.draw(st.integers(0, len(rows) - 1))
    name = " ".join(["Thẩm tra, xác minh vụ việc"] * data.draw(st.integers(1, 11)))
    renamed = [*rows[:at], replace(rows[at], name_vi=name), *rows[at + 1 :]]
    root = etree.fromstring(flow.rewrite_table("Quy trình", renamed, drawn, outcome_names=WORDS))

    was, now = boxes_of(etree.fromstring(drawn)), boxes_of(root)
    box = now[rows[at].key]
    assert not overflows(name, box.width, box.height)
    assert {key: (box.x, box.width) for key, box in now.items()} == {
        key: (box.x, box.width) for key, box in was.items()
    }
    apart(now)
    for ends, points in lines_of(root, net_of(root)).items():
        for (x, y), box in zip((points[0], points[-1]), (now[key] for key in ends), strict=True):
            assert box.x <= x <= box.x + box.width
            assert box.y <= y <= box.y + box.height


@settings(max_examples=60, deadline=None)
@given(tables())
def test_a_file_without_a_picture_gets_one(rows):
    drawn = flow.read_drawn(unpictured(flow.write_table("Quy trình", rows))).source

    root = etree.fromstring(drawn)
    nodes = {one.get("id") for one in root.find("{*}process") if "sequenceFlow" not in one.tag}
    assert set(boxes(drawn)) == nodes
    assert len(list(root.iter("{*}BPMNEdge"))) == len(list(root.iter("{*}sequenceFlow")))
    apart(boxes_of(root))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parts[-3]}/{f.name}")
def test_every_process_of_ours_is_read_as_it_is_written(file):
    before, after = (
        flow.load(file.read_bytes()),
        flow.load(flow.read_drawn(file.read_bytes()).source),
    )

    assert (before.steps, before.normal_path) == (after.steps, after.normal_path)
    assert sorted(boxes(file.read_bytes()).values()) == sorted(boxes(after.source).values())


@pytest.mark.parametrize("rows", ALL.values(), ids=ALL)
def test_a_richer_process_keeps_its_words(rows):
    drawn = flow.read_drawn(written(rows)).source
    assert flow.load(drawn).steps == flow.load(written(rows)).steps


# ------------------------------------------------------------------ from other tools

CAMUNDA = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0"
 xmlns:motcua="https://motcua.vn/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 id="Definitions_1" modeler:executionPlatform="Camunda Platform">
 <bpmn2:process id="Process_1" isExecutable="true" camunda:historyTimeToLive="180">
  <bpmn2:startEvent id="StartEvent_1"><bpmn2:outgoing>Flow_1</bpmn2:outgoing></bpmn2:startEvent>
  <bpmn2:task id="Activity_0x1" name="Appraise">
   <bpmn2:extensionElements>
    <camunda:executionListener event="start"><camunda:script scriptFormat="js">x</camunda:script></camunda:executionListener>
    %s
   </bpmn2:extensionElements>
   <bpmn2:incoming>Flow_1</bpmn2:incoming><bpmn2:outgoing>Flow_2</bpmn2:outgoing>
  </bpmn2:task>
  <bpmn2:userTask id="Activity_0x2" name="Sign" camunda:assignee="demo">
   <bpmn2:extensionElements>%s</bpmn2:extensionElements>
   <bpmn2:incoming>Flow_2</bpmn2:incoming><bpmn2:outgoing>Flow_3</bpmn2:outgoing>
  </bpmn2:userTask>
  <bpmn2:exclusiveGateway id="Gateway_1" name="Approved?"/>
  <bpmn2:endEvent id="Event_1"/>
  <bpmn2:sequenceFlow id="Flow_1" sourceRef="StartEvent_1" targetRef="Activity_0x1"/>
  <bpmn2:sequenceFlow id="Flow_2" sourceRef="Activity_0x1" targetRef="Activity_0x2"/>
  <bpmn2:sequenceFlow id="Flow_3" sourceRef="Activity_0x2" targetRef="Gateway_1"/>
  <bpmn2:sequenceFlow id="Flow_4" sourceRef="Gateway_1" targetRef="Event_1">
   <bpmn2:conditionExpression xsi:type="bpmn2:tFormalExpression">${approved}</bpmn2:conditionExpression>
  </bpmn2:sequenceFlow>
  <bpmn2:sequenceFlow id="Flow_5" sourceRef="Gateway_1" targetRef="Activity_0x1">
   <bpmn2:conditionExpression xsi:type="bpmn2:tFormalExpression">${!approved}</bpmn2:conditionExpression>
  </bpmn2:sequenceFlow>
 </bpmn2:process>
</bpmn2:definitions>"""
OFFICER = b'<motcua:step role="case_officer" unit="economy" hours="4"/>'
LEADER = b'<motcua:step role="leader" unit="leadership" hours="4" kind="sign"/>'


def test_a_file_of_another_modeler_is_taken_once_it_says_who_works():
    drawn = flow.read_drawn(CAMUNDA % (OFFICER, LEADER))

    first, second = flow.read_table(drawn.source)
    assert (first.name_vi, first.role, first.hours) == ("Appraise", "case_officer", 4)
    assert (second.kind, second.returns_to) == ("sign", first.key)
    assert flow.load(drawn.source).step(second.key).outcomes == ("signed", "return")
    assert drawn.left_out == (
        "executionPlatform",
        "historyTimeToLive",
        "executionListener",
        "assignee",
        "conditionExpression",
    )
    assert b"camunda:" not in drawn.source.split(b"<bpmn2:process")[1]


def test_a_file_of_another_modeler_is_refused_element_by_element():
    with pytest.raises(DrawnError) as refused:
        flow.read_drawn(CAMUNDA % (b"", b""))
    assert [(one.element, one.name) for one in refused.value.faults] == [
        ("Activity_0x1", "bước «Appraise»"),
        ("Activity_0x2", "bước «Sign»"),
    ]
    assert all("chọn bộ phận và vai trò" in one.reason for one in refused.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "element", "said"),
    [
        (b"bpmn2:endEvent", b"bpmn2:intermediateThrowEvent", "Event_1", "xóa đi, hoặc thay bằng"),
        (b'name="Sign" ', b"", "Activity_0x2", "chưa có tên"),
        (b'hours="4" kind', b'hours="-4" kind', "Activity_0x2", "số giờ phải từ 0"),
        (b'kind="sign"', b'kind="magic"', "Activity_0x2", "không có loại bước"),
        (b'targetRef="Event_1"', b'targetRef="Event_9"', "Flow_4", "chưa nối đủ hai đầu"),
        (
            b'sourceRef="Gateway_1" targetRef="Activity_0x1"',
            b'sourceRef="Activity_0x2" targetRef="Activity_0x1"',
            "Activity_0x2",
            "2 mũi tên đi ra",
        ),
        (
            b'sourceRef="Gateway_1" targetRef="Activity_0x1"',
            b'sourceRef="Gateway_1" targetRef="Event_1"',
            "Gateway_1",
            "không rõ đi đường nào",
        ),
        (
            b'sourceRef="Activity_0x1" targetRef="Activity_0x2"',
            b'sourceRef="Activity_0x1" targetRef="Event_1"',
            "Activity_0x2",
            "không có đường nào từ điểm bắt đầu",
        ),
        (
            b'sourceRef="Gateway_1" targetRef="Event_1"',
            b'sourceRef="Gateway_1" targetRef="Activity_0x2"',
            "Event_1",
            "không có đường nào",
        ),
    ],
)
def test_what_is_wrong_is_told_of_its_element(old, new, element, said):
    source = (CAMUNDA % (OFFICER, LEADER)).replace(old, new)
    with pytest.raises(DrawnError) as refused:
        flow.read_drawn(source)
    assert any(one.element == element and said in one.reason for one in refused.value.faults)


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<x",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        b"<x>" + b" " * 600_000 + b"</x>",
    ],
)
def test_what_is_no_drawing_at_all(source):
    with pytest.raises(MalformedXmlError):
        flow.read_drawn(source)


def test_far_too_many_things_are_refused_before_they_are_walked():
    many = b"".join(b'<bpmn2:endEvent id="e%d"/>' % n for n in range(300))
    source = (CAMUNDA % (OFFICER, LEADER)).replace(b'<bpmn2:endEvent id="Event_1"/>', many)
    with pytest.raises(DrawnError, match="hơn 250 phần tử"):
        flow.read_drawn(source)


def test_a_kind_that_was_changed_gets_its_own_words():
    xml = flow.write_table("x", [line("a"), line("b", kind="sign", returns_to="a"), line("c")])
    changed = xml.replace(b'kind="sign"', b'kind="normal"')

    drawn = flow.load(flow.read_drawn(changed).source)
    assert drawn.step("b").outcomes == ("forward", "return")
    assert drawn.normal_path == ("a", "b", "c")


def test_a_file_with_too_many_parts_is_not_walked():
    many = b"<x/>" * 13_000
    source = (CAMUNDA % (OFFICER, LEADER)).replace(
        b"</bpmn2:definitions>", many + b"</bpmn2:definitions>"
    )
    with pytest.raises(DrawnError, match="hơn 12000 phần"):
        flow.read_drawn(source)


def test_pools_and_lanes_of_another_tool_stay():
    pool = (
        b'<bpmn2:collaboration id="C"><bpmn2:participant id="P" processRef="Process_1"/>'
        b"</bpmn2:collaboration><bpmn2:process"
    )
    lanes = (
        b'camunda:historyTimeToLive="180"><bpmn2:laneSet id="L"><bpmn2:lane id="L1">'
        b"<bpmn2:flowNodeRef>Activity_0x1</bpmn2:flowNodeRef></bpmn2:lane></bpmn2:laneSet>"
    )
    source = (CAMUNDA % (OFFICER, LEADER)).replace(b"<bpmn2:process", pool, 1)
    drawn = flow.read_drawn(source.replace(b'camunda:historyTimeToLive="180">', lanes)).source

    first = flow.load(drawn).steps[0].key
    assert f"<bpmn2:flowNodeRef>{first}</bpmn2:flowNodeRef>".encode() in drawn
    assert b"participant" in drawn
