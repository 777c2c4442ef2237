"""Processes as they occur in practice, and ways to bend their XML."""

from itertools import combinations

from lxml import etree

from motcua.engines.flow.api import END, Alongside, Row, load, write_bpmn
from motcua.engines.flow.placing import boxes_of

DESK = {"role": "reception", "unit": "service_centre"}
OFFICER = {"role": "case_officer", "unit": "construction"}
LEADER = {"role": "leader", "unit": "leadership"}
CLERK = {"role": "registry_clerk", "unit": "registry"}


def step(key, seat=OFFICER, **more):
    return Row(key=key, name_vi=f"Bước {key}", name_en=f"Step {key}", **{**seat, **more})


SIGNED = [
    step("ky", LEADER, kind="sign", hours=4, outcomes={"done": None, "return": "tham_dinh"}),
    step("vao_so", CLERK, kind="number", hours=2),
    step("tra", DESK, kind="return", counted=False),
]
MARITAL = [
    step("tham_dinh", hours=16, outcomes={"done": None, "refuse": END}),
    step("du_thao", kind="draft", hours=2),
    *SIGNED,
]
LAND = [
    step("tham_dinh", hours=16),
    step("cho_thue", kind="wait_payment", hours=80, counted=False),
    *SIGNED,
]
BUILDING = [
    step("tham_dinh", hours=40, outcomes={"done": None, "direct": "tong_hop"}),
    Alongside(
        "lay_y_kien",
        (
            (step("y_kien_pccc", kind="consult", hours=24),),
            (step("y_kien_quy_hoach", kind="consult", hours=16), step("ky_y_kien", hours=4)),
            (
                step(
                    "y_kien_tai_chinh",
                    kind="consult",
                    hours=8,
                    outcomes={"agree": None, "object": None},
                ),
            ),
        ),
    ),
    step("tong_hop", hours=8, outcomes={"done": None, "again": "lay_y_kien"}),
    *SIGNED,
]
ALL = {"marital": MARITAL, "land": LAND, "building": BUILDING}


def written(rows):
    return write_bpmn("Quy trình thử", rows)


def apart(boxes):
    for one, other in combinations(boxes.values(), 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def diagram(rows):
    return load(written(rows))


def bpmn(body, prefix=""):
    """A process by hand; `body` in the BPMN namespace."""
    return (
        f'{prefix}<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:motcua="https://motcua.vn/bpmn" id="d" targetNamespace="t">'
        f'<process id="p" name="Tay" isExecutable="true">{body}</process></definitions>'
    ).encode()


def task(key, **attributes):
    values = {"role": "case_officer", "unit": "economy"} | attributes
    plain = " ".join(f'{name}="{value}"' for name, value in values.items())
    return (
        f'<userTask id="{key}" name="Bước"><extensionElements><motcua:step {plain}/>'
        "</extensionElements></userTask>"
    )


def arrows(*ends):
    return "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{source}" targetRef="{target}"/>'
        for n, (source, target) in enumerate(ends)
    )


SIMPLE = '<startEvent id="s"/>' + task("a") + '<endEvent id="e"/>' + arrows(("s", "a"), ("a", "e"))


_POOL = '<bpmn:collaboration id="C"><bpmn:participant id="P" name="Xã" processRef="process"/></bpmn:collaboration>'
_LANES = (
    '<bpmn:laneSet id="L"><bpmn:lane id="L1" name="Một cửa">{refs}</bpmn:lane>'
    '<bpmn:lane id="L2" name="Thuế"/></bpmn:laneSet>'
)
_NOTES = (
    '<bpmn:textAnnotation id="N1"><bpmn:text>Gọi điện trước</bpmn:text></bpmn:textAnnotation>'
    '<bpmn:association id="A1" sourceRef="{note}" targetRef="N1"/>'
    '<bpmn:textAnnotation id="N2"><bpmn:text>Theo QĐ 12</bpmn:text></bpmn:textAnnotation>'
)
_SHAPES = (
    '<bpmndi:BPMNShape id="P_di" bpmnElement="P"><dc:Bounds x="20" y="80" width="{wide}" height="280"/></bpmndi:BPMNShape>'
    '<bpmndi:BPMNShape id="L1_di" bpmnElement="L1"><dc:Bounds x="50" y="80" width="{lane}" height="160"/></bpmndi:BPMNShape>'
    '<bpmndi:BPMNShape id="L2_di" bpmnElement="L2"><dc:Bounds x="50" y="240" width="{lane}" height="120"/></bpmndi:BPMNShape>'
    '<bpmndi:BPMNShape id="N1_di" bpmnElement="N1"><dc:Bounds x="{at}" y="85" width="100" height="25"/></bpmndi:BPMNShape>'
    '<bpmndi:BPMNShape id="N2_di" bpmnElement="N2"><dc:Bounds x="60" y="320" width="100" height="25"/></bpmndi:BPMNShape>'
    '<bpmndi:BPMNEdge id="A1_di" bpmnElement="A1"><di:waypoint x="{at}" y="115"/><di:waypoint x="{at}" y="110"/></bpmndi:BPMNEdge>'
)


def remarked(xml, note):
    """With a pool of two lanes, a remark at the step `note` and a free one, and a description of that step."""
    text, boxes = xml.decode(), boxes_of(etree.fromstring(xml))
    refs = "".join(f"<bpmn:flowNodeRef>{key}</bpmn:flowNodeRef>" for key in boxes)
    wide = max(box.x + box.width for box in boxes.values()) + 20
    shapes = _SHAPES.format(wide=wide, lane=wide - 30, at=boxes[note].x + 10)
    told = f'<bpmn:userTask id="{note}" name='
    for place, more in (
        ("<bpmn:process ", _POOL),
        ("</bpmn:process>", _NOTES.format(note=note)),
        ("</bpmndi:BPMNPlane>", shapes),
    ):
        text = text.replace(place, more + place, 1)
    text = text.replace('bpmnElement="process"', 'bpmnElement="C"', 1)
    begin = text.index(">", text.index("<bpmn:process ")) + 1
    text = text[:begin] + _LANES.format(refs=refs) + text[begin:]
    begin = text.index(">", text.index(told)) + 1
    told = "<bpmn:documentation>Xem sổ hộ tịch</bpmn:documentation>"
    return (text[:begin] + told + text[begin:]).encode()
