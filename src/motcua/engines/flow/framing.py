"""Places for what lies around the steps once the steps have moved: remarks go with their step, pools hold all of theirs."""

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from motcua.engines.flow.layout import BPMNDI, DC, DI, Box
from motcua.engines.flow.xml import bpmn

_ROOM = 30
Boxes = Mapping[str, Box]


class Moves(NamedTuple):
    """Where the nodes stood in the drawing before, and where they stand now."""

    was: Boxes
    now: Boxes

    def of(self, key: str) -> tuple[float, float]:
        if key not in self.was or key not in self.now:
            return 0.0, 0.0
        return self.now[key].x - self.was[key].x, self.now[key].y - self.was[key].y

    def near(self, box: Box) -> tuple[float, float]:
        """As what stands nearest to it moved."""
        both = [key for key in self.was if key in self.now]
        far = {key: _distance(self.was[key], box) for key in both}
        return self.of(min(both, key=lambda key: far[key])) if both else (0.0, 0.0)


def frame(root: etree._Element, old_root: etree._Element, moves: Moves) -> None:
    """Shapes and lines of what `keep_around` carried over, and the colours of what stayed."""
    plane = next(root.iter(_di("BPMNPlane")))
    known = {str(one.get("bpmnElement")) for one in plane}
    ids = {str(one.get("id")) for one in root.iter(etree.Element) if one.get("id")}
    tied = dict(_tied(root))
    for old in old_root.iter(_di("BPMNShape"), _di("BPMNEdge")):
        key = str(old.get("bpmnElement"))
        if key in ids and key not in known:
            one = deepcopy(old)
            one.set("id", f"{key}_di")
            by = _move(tied.get(key, ""), one, moves)
            _shift(one, by)
            plane.append(one)
    _colours(plane, old_root)
    _join_lanes(root, moves.now)
    _surround(root, moves)


def _tied(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Of remarks and of the lines to them, the node that they belong to."""
    notes = {str(one.get("id")) for one in root.iter(bpmn("textAnnotation"))}
    for one in root.iter(bpmn("association")):
        ends = [str(one.get(end)) for end in ("sourceRef", "targetRef")]
        for note in notes.intersection(ends):
            other = ends[0] if ends[1] == note else ends[1]
            yield note, other
            yield str(one.get("id")), other


def _move(tied: str, shape: etree._Element, moves: Moves) -> tuple[float, float]:
    if tied in moves.now:
        return moves.of(tied)
    bounds = shape.find(f"{{{DC}}}Bounds")
    return moves.near(_box(bounds)) if bounds is not None else (0.0, 0.0)


def _shift(shape: etree._Element, by: tuple[float, float]) -> None:
    for one in shape.iter(f"{{{DC}}}Bounds", f"{{{DI}}}waypoint"):
        for side, more in zip("xy", by, strict=True):
            one.set(side, f"{_side(one, side) + more:g}")


def _colours(plane: etree._Element, old_root: etree._Element) -> None:
    held = {str(one.get("bpmnElement")): one for one in old_root.iter(_di("BPMNShape"))}
    for shape in plane.iterchildren(_di("BPMNShape")):
        old = held.get(str(shape.get("bpmnElement")))
        for name, value in old.attrib.items() if old is not None else ():
            if name not in shape.attrib:
                shape.set(name, value)


# ------------------------------------------------------------------ lanes and pools


def _join_lanes(root: etree._Element, now: Boxes) -> None:
    """Who is in no lane yet is in the one where it stands."""
    shapes = dict(_shapes(root))
    lanes = [one for one in root.iter(bpmn("lane")) if one.get("id") in shapes]
    held = {(ref.text or "").strip() for ref in root.iter(bpmn("flowNodeRef"))}
    for key, box in now.items():
        if lanes and key not in held:
            lane = min(lanes, key=lambda one: _aside(_box(shapes[str(one.get("id"))]), box.centre))
            etree.SubElement(lane, bpmn("flowNodeRef")).text = key


def _aside(lane: Box, height: float) -> float:
    return max(lane.y - height, height - lane.y - lane.height, 0.0)


def _surround(root: etree._Element, moves: Moves) -> None:
    shapes = dict(_shapes(root))
    for group in root.iter(bpmn("group")):
        _hold(shapes.get(str(group.get("id"))), _inside(shapes, str(group.get("id")), moves))
    pools = _of(root, shapes, "participant")
    lanes = _of(root, shapes, "lane")
    boxes = list(moves.now.values())
    for bounds in lanes:
        _across(bounds, boxes, _ROOM)
    if lanes:
        _up_to(min(lanes, key=_top), min(box.y for box in boxes) - _ROOM)
        _down_to(max(lanes, key=_bottom), max(box.y + box.height for box in boxes) + _ROOM)
    for bounds in pools:
        _hold(bounds, boxes)
        _across(
            bounds, [_box(one) for one in lanes], _ROOM, 0.0
        )  # its name stands at the left of its lanes
        for one in lanes:
            _up_to(bounds, _top(one))
            _down_to(bounds, _bottom(one))


def _of(
    root: etree._Element, shapes: Mapping[str, etree._Element], kind: str
) -> list[etree._Element]:
    """Pools of other processes are as they were."""
    found = (one for one in root.iter(bpmn(kind)) if kind != "participant" or one.get("processRef"))
    return [shapes[key] for one in found if (key := str(one.get("id"))) in shapes]


def _top(bounds: etree._Element) -> float:
    return _side(bounds, "y")


def _bottom(bounds: etree._Element) -> float:
    return _side(bounds, "y") + _side(bounds, "height")


def _inside(shapes: Mapping[str, etree._Element], key: str, moves: Moves) -> list[Box]:
    """The steps that stood in a group, where they stand now; the group moved as the nearest did."""
    if key not in shapes:
        return []
    box = _box(shapes[key])
    by = moves.near(box)
    old = box._replace(x=box.x - by[0], y=box.y - by[1])
    return [
        moves.now[one]
        for one, was in moves.was.items()
        if one in moves.now
        and old.x <= was.middle <= old.x + old.width
        and old.y <= was.centre <= old.y + old.height
    ]


def _hold(bounds: etree._Element | None, boxes: Collection[Box]) -> None:
    """Grown until all of them are inside."""
    if bounds is None or not boxes:
        return
    _across(bounds, boxes, _ROOM)
    _up_to(bounds, min(one.y for one in boxes) - _ROOM)
    _down_to(bounds, max(one.y + one.height for one in boxes) + _ROOM)


def _across(
    bounds: etree._Element, boxes: Collection[Box], left: float, right: float = _ROOM
) -> None:
    box = _box(bounds)
    begin = min((one.x - left for one in boxes), default=box.x)
    end = max((one.x + one.width + right for one in boxes), default=box.x)
    begin, end = min(begin, box.x), max(end, box.x + box.width)
    _put(bounds, box._replace(x=begin, width=end - begin))


def _up_to(bounds: etree._Element, top: float) -> None:
    box = _box(bounds)
    if top < box.y:
        _put(bounds, box._replace(y=top, height=box.height + box.y - top))


def _down_to(bounds: etree._Element, bottom: float) -> None:
    box = _box(bounds)
    _put(bounds, box._replace(height=max(box.height, bottom - box.y)))


def _put(bounds: etree._Element, box: Box) -> None:
    for name, side in box._asdict().items():
        bounds.set(name, f"{side:g}")


def _shapes(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for shape in root.iter(_di("BPMNShape")):
        bounds = shape.find(f"{{{DC}}}Bounds")
        if bounds is not None:
            yield str(shape.get("bpmnElement")), bounds


def _box(bounds: etree._Element) -> Box:
    return Box(*(_side(bounds, name) for name in Box._fields))


def _side(element: etree._Element, name: str) -> float:
    try:
        return float(element.get(name, ""))
    except ValueError:
        return 0.0


def _distance(one: Box, other: Box) -> float:
    aside = max(one.x - other.x - other.width, other.x - one.x - one.width, 0.0)
    below = max(one.y - other.y - other.height, other.y - one.y - one.height, 0.0)
    return aside + below


def _di(name: str) -> str:
    return f"{{{BPMNDI}}}{name}"
