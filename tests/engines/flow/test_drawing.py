import pytest
from lxml import etree

from motcua.engines.flow import api as flow
from motcua.engines.flow.errors import BrokenDiagramError
from tests.engines.flow.processes import ALL, BUILDING, step, written

DI = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "way": "http://www.omg.org/spec/DD/20100524/DI",
}


@pytest.mark.parametrize("rows", ALL.values(), ids=ALL)
def test_what_is_written_can_be_read(rows):
    drawn = flow.load(written(rows))

    given = {
        row.key: row
        for one in rows
        for row in ([one] if isinstance(one, flow.Row) else sum(one.branches, ()))
    }
    assert {s.key for s in drawn.steps} == set(given)
    for found in drawn.steps:
        row = given[found.key]
        assert (found.name_vi, found.name_en, found.role) == (row.name_vi, row.name_en, row.role)
        assert (found.unit, found.hours, found.kind) == (row.unit, row.hours, row.kind)
        assert (found.counted, found.outcomes) == (row.counted, tuple(row.outcomes))


@pytest.mark.parametrize("rows", ALL.values(), ids=ALL)
def test_everything_is_drawn_and_nothing_overlaps(rows):
    root = etree.fromstring(written(rows))
    nodes = root.xpath("//bpmn:process/*[not(self::bpmn:sequenceFlow)]/@id", namespaces=DI)
    flows = root.xpath("//bpmn:sequenceFlow/@id", namespaces=DI)

    assert root.xpath("//di:BPMNShape/@bpmnElement", namespaces=DI) == nodes
    assert root.xpath("//di:BPMNEdge/@bpmnElement", namespaces=DI) == flows
    for edge in root.iterfind(".//di:BPMNEdge", DI):
        assert len(edge.findall("way:waypoint", DI)) >= 2
    boxes = [
        tuple(float(bounds.get(side)) for side in ("x", "y", "width", "height"))
        for bounds in root.iterfind(".//di:BPMNShape/dc:Bounds", DI)
    ]
    for n, (x, y, width, height) in enumerate(boxes):
        for x2, y2, width2, height2 in boxes[n + 1 :]:
            apart = x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y
            assert apart


def test_two_ways_into_a_split_are_merged_first():
    root = etree.fromstring(written(BUILDING))

    assert root.xpath("//bpmn:exclusiveGateway[@id='lay_y_kien_merge']", namespaces=DI)


@pytest.mark.parametrize(
    "rows", [[step("a"), step("a")], [step("a", outcomes={"done": None, "on": "nowhere"})]]
)
def test_what_cannot_be_drawn(rows):
    with pytest.raises(BrokenDiagramError):
        written(rows)
