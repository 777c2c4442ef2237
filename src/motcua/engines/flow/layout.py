"""The drawing of a written process (BPMN diagram interchange), so that tools can show it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

_BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DI = "http://www.omg.org/spec/DD/20100524/DI"

_COLUMN, _LANE = 165, 140
_LEFT, _TOP = 100, 160
_SIZES = {"userTask": (130, 90), "exclusiveGateway": (50, 50), "parallelGateway": (50, 50)}
_ROUND = (36, 36)
_DETOUR = 25
_LABEL = (80, 16)


class Spot(NamedTuple):
    column: float
    lane: int


class _Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        return self.y + self.height / 2


def add_picture(
    root: etree._Element,
    process_id: str,
    nodes: Mapping[str, tuple[str, Spot]],
    flows: Iterable[tuple[str, str, str]],
    *,
    named: Collection[str] = (),
) -> None:
    """`named`: the flows whose name is to be read beside their line."""
    picture = etree.SubElement(
        root, f"{{{_BPMNDI}}}BPMNDiagram", nsmap={"bpmndi": _BPMNDI, "dc": _DC, "di": _DI}
    )
    plane = etree.SubElement(picture, f"{{{_BPMNDI}}}BPMNPlane", bpmnElement=process_id)
    boxes = {key: _box(kind, spot) for key, (kind, spot) in nodes.items()}
    for key, box in boxes.items():
        shape = etree.SubElement(plane, f"{{{_BPMNDI}}}BPMNShape", bpmnElement=key, id=f"{key}_di")
        sides = {name: f"{value:g}" for name, value in box._asdict().items()}
        etree.SubElement(shape, f"{{{_DC}}}Bounds", sides)
    floor = max(box.y + box.height for box in boxes.values())
    for number, (flow_id, source, target) in enumerate(flows):
        edge = etree.SubElement(
            plane, f"{{{_BPMNDI}}}BPMNEdge", bpmnElement=flow_id, id=f"{flow_id}_di"
        )
        way = _way(boxes[source], boxes[target], floor + _DETOUR * (1 + number % 6))
        for x, y in way:
            etree.SubElement(edge, f"{{{_DI}}}waypoint", x=f"{x:g}", y=f"{y:g}")
        if flow_id in named:
            _label(edge, way)


def _label(edge: etree._Element, way: Sequence[tuple[float, float]]) -> None:
    """On the longest piece, above its line."""
    (x1, y), (x2, _y) = way[len(way) // 2 - 1], way[len(way) // 2]
    width, height = _LABEL
    label = etree.SubElement(edge, f"{{{_BPMNDI}}}BPMNLabel")
    sides = {"x": (x1 + x2 - width) / 2, "y": y - height, "width": width, "height": height}
    etree.SubElement(label, f"{{{_DC}}}Bounds", {name: f"{v:g}" for name, v in sides.items()})


def _box(kind: str, spot: Spot) -> _Box:
    width, height = _SIZES.get(kind, _ROUND)
    x, y = _LEFT + spot.column * _COLUMN, _TOP + spot.lane * _LANE
    return _Box(x - width / 2, y - height / 2, width, height)


def _way(source: _Box, target: _Box, below: float) -> list[tuple[float, float]]:
    """Straight to a neighbour; around the corner to another lane; below everything otherwise."""
    gap = target.x - (source.x + source.width)
    if 0 < gap <= _COLUMN:
        turn = source.x + source.width + gap / 2
        bend = (
            [] if source.centre == target.centre else [(turn, source.centre), (turn, target.centre)]
        )
        return [(source.x + source.width, source.centre), *bend, (target.x, target.centre)]
    return [
        (source.middle, source.y + source.height),
        (source.middle, below),
        (target.middle, below),
        (target.middle, target.y + target.height),
    ]
