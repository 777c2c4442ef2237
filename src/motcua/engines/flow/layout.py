"""The drawing of a written process (BPMN diagram interchange), so that tools can show it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from motcua.engines.flow.measuring import LOWEST, WIDTH, height_for

BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"

COLUMN, LANE = 165, 140
LEFT, TOP = 100, 160
_BETWEEN = LANE - LOWEST
_GATES = ("exclusiveGateway", "parallelGateway")
_GATE = (50, 50)
_ROUND = (36, 36)
_DETOUR = 25
_LABEL = (80, 16)


class Spot(NamedTuple):
    column: float
    lane: int


class Box(NamedTuple):
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


class Thing(NamedTuple):
    kind: str
    name: str
    spot: Spot


def add_picture(
    root: etree._Element,
    process_id: str,
    nodes: Mapping[str, Thing],
    flows: Iterable[tuple[str, str, str]],
    *,
    named: Collection[str] = (),
) -> None:
    """`named`: the flows whose name is to be read beside their line."""
    picture = etree.SubElement(
        root, f"{{{BPMNDI}}}BPMNDiagram", nsmap={"bpmndi": BPMNDI, "dc": DC, "di": DI}
    )
    plane = etree.SubElement(picture, f"{{{BPMNDI}}}BPMNPlane", bpmnElement=process_id)
    boxes = dict(_boxes(nodes))
    for key, box in boxes.items():
        shape = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNShape", bpmnElement=key, id=f"{key}_di")
        sides = {name: f"{value:g}" for name, value in box._asdict().items()}
        etree.SubElement(shape, f"{{{DC}}}Bounds", sides)
    for number, (flow_id, source, target) in enumerate(flows):
        edge = etree.SubElement(
            plane, f"{{{BPMNDI}}}BPMNEdge", bpmnElement=flow_id, id=f"{flow_id}_di"
        )
        points = way(boxes, source, target, number)
        for x, y in points:
            etree.SubElement(edge, f"{{{DI}}}waypoint", x=f"{x:g}", y=f"{y:g}")
        if flow_id in named:
            label(edge, points)


def label(edge: etree._Element, points: Sequence[tuple[float, float]]) -> None:
    """On the longest piece, above its line."""
    (x1, y), (x2, _y) = points[len(points) // 2 - 1], points[len(points) // 2]
    width, height = _LABEL
    label = etree.SubElement(edge, f"{{{BPMNDI}}}BPMNLabel")
    sides = {"x": (x1 + x2 - width) / 2, "y": y - height, "width": width, "height": height}
    etree.SubElement(label, f"{{{DC}}}Bounds", {name: f"{v:g}" for name, v in sides.items()})


def size_of(kind: str, name: str) -> tuple[float, float]:
    """Width and height; a step is as high as its name needs."""
    if kind == "userTask":
        return WIDTH, height_for(name)
    return _GATE if kind in _GATES else _ROUND


def _boxes(nodes: Mapping[str, Thing]) -> Iterator[tuple[str, Box]]:
    """On one line what is in one lane, which is as high as the highest in it."""
    heights = dict.fromkeys(range(1 + max(one.spot.lane for one in nodes.values())), LOWEST)
    sizes = {key: size_of(one.kind, one.name) for key, one in nodes.items()}
    for key, one in nodes.items():
        heights[one.spot.lane] = max(heights[one.spot.lane], sizes[key][1])
    middles = [TOP - LOWEST / 2 + heights[0] / 2]
    for lane in range(1, len(heights)):
        middles.append(middles[-1] + (heights[lane - 1] + heights[lane]) / 2 + _BETWEEN)
    for key, one in nodes.items():
        width, height = sizes[key]
        x, y = LEFT + one.spot.column * COLUMN, middles[one.spot.lane]
        yield key, Box(x - width / 2, y - height / 2, width, height)


def way(
    boxes: Mapping[str, Box], source: str, target: str, number: int
) -> list[tuple[float, float]]:
    """Straight on where nothing stands between; below everything otherwise."""
    start, end = boxes[source], boxes[target]
    others = [box for key, box in boxes.items() if key not in {source, target}]
    points = _straight(start, end)
    if points and not any(_through(box, points) for box in others):
        return points
    floor = max(box.y + box.height for box in boxes.values())
    below = floor + _DETOUR * (1 + number % 6)
    return [
        (start.middle, start.y + start.height),
        (start.middle, below),
        (end.middle, below),
        (end.middle, end.y + end.height),
    ]


def _straight(start: Box, end: Box) -> list[tuple[float, float]]:
    right = start.x + start.width
    if end.x <= right:
        return []
    gap = end.x - right
    turn = end.x - (gap if gap <= COLUMN else COLUMN / 4) / 2
    bend = [] if start.centre == end.centre else [(turn, start.centre), (turn, end.centre)]
    return [(right, start.centre), *bend, (end.x, end.centre)]


def _through(box: Box, points: Sequence[tuple[float, float]]) -> bool:
    return any(
        min(x1, x2) < box.x + box.width
        and max(x1, x2) > box.x
        and min(y1, y2) < box.y + box.height
        and max(y1, y2) > box.y
        for (x1, y1), (x2, y2) in pairwise(points)
    )
