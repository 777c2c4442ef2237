"""Where things stand in a drawing: what has a place keeps it, what is new is put behind what leads to it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from motcua.engines.flow.growing import give_room
from motcua.engines.flow.layout import (
    BPMNDI,
    COLUMN,
    DC,
    DI,
    LANE,
    LEFT,
    TOP,
    Box,
    label,
    size_of,
    way,
)
from motcua.engines.flow.net import START, Net, net_of
from motcua.engines.flow.reading import read_tree
from motcua.engines.flow.table import TableStep
from motcua.engines.flow.xml import bpmn, mark_by_hand, read_xml, text_of

Point = tuple[float, float]
Ends = tuple[str, str]
Lines = Mapping[Ends, tuple[Point, ...]]
_APART = 15


def put_places(root: etree._Element) -> None:
    """Gives a shape to each thing and a line to each arrow that has none."""
    net = net_of(root)
    known = boxes_of(root)
    lines = lines_of(root, net)
    drawn = {str(edge.get("bpmnElement")) for edge in root.iter(_tag("BPMNEdge"))}
    if set(net.kinds) <= set(known) and {arrow.id for arrow in net.arrows} <= drawn:
        return
    _draw(root, net, {key: box for key, box in known.items() if key in net.kinds}, lines)


def with_places_of(xml: bytes, before: bytes) -> bytes:
    """The process newly written, drawn where its steps stood before; those that moved are put anew."""
    root, old_root = read_xml(xml), read_xml(before)
    net, old = net_of(root), net_of(old_root)
    stayed = _stayed(read_tree(old_root), read_tree(root))
    boxes = {key: box for key, box in boxes_of(old_root).items() if _stays(key, stayed)}
    if not stayed or not boxes:
        return xml
    known = {key: box for key, box in boxes.items() if key in net.kinds}
    _draw(root, net, known, lines_of(old_root, old))
    give_room(root)
    mark_by_hand(root)
    return text_of(root)


def _stayed(old: Sequence[TableStep], new: Sequence[TableStep]) -> set[str]:
    """Keys whose order and place among one another did not change."""
    was, now = ([(step.key, step.place) for step in table] for table in (old, new))
    match = SequenceMatcher(None, was, now, autojunk=False)
    return {
        was[at][0]
        for block in match.get_matching_blocks()
        for at in range(block.a, block.a + block.size)
    }


_GATES = ("_choice", "_together", "_together_join", "_together_merge")


def _stays(key: str, stayed: Collection[str]) -> bool:
    owners = (key, *(key.removesuffix(end) for end in _GATES if key.endswith(end)))
    return key in {"start", "end"} or any(owner in stayed for owner in owners)


# ------------------------------------------------------------------ read from the file


def boxes_of(root: etree._Element) -> dict[str, Box]:
    return {
        str(shape.get("bpmnElement")): box
        for shape in root.iter(_tag("BPMNShape"))
        if (box := _box(shape.find(f"{{{DC}}}Bounds"))) is not None
    }


def _box(bounds: etree._Element | None) -> Box | None:
    try:
        return (
            Box(*(float(bounds.get(side, "")) for side in Box._fields))
            if bounds is not None
            else None
        )
    except ValueError:
        return None


def lines_of(root: etree._Element, net: Net) -> Lines:
    """The bends of each arrow, by what it joins."""
    ends = {arrow.id: (arrow.source, arrow.target) for arrow in net.arrows}
    return {
        ends[key]: points
        for edge in root.iter(_tag("BPMNEdge"))
        if (key := str(edge.get("bpmnElement"))) in ends and len(points := _points(edge)) > 1
    }


def _points(edge: etree._Element) -> tuple[Point, ...]:
    try:
        return tuple(
            (float(one.get("x", "")), float(one.get("y", "")))
            for one in edge.iterchildren(f"{{{DI}}}waypoint")
        )
    except ValueError:
        return ()


# ------------------------------------------------------------------ placed


@dataclass(slots=True)
class _Room:
    """Things with their places; those behind a new one move along."""

    boxes: dict[str, Box]
    moved: dict[str, float]

    def put(self, key: str, box: Box, behind: Collection[str]) -> None:
        while others := [one for one, held in self.boxes.items() if _overlap(held, box)]:
            ahead = [self.boxes[one].x for one in others if one in behind]
            if ahead:
                self._push(min(ahead), COLUMN)
            else:
                box = box._replace(y=box.y + LANE)
        self.boxes[key] = box

    def line(self, ends: Ends, lines: Lines) -> Sequence[Point]:
        """As it was drawn, where both ends stayed or moved together."""
        by = {self.moved.get(key, 0.0) for key in ends}
        points = lines.get(ends, ()) if len(by) == 1 else ()
        return [(x + sum(by), y) for x, y in points]

    def _push(self, begin: float, by: float) -> None:
        for key, box in self.boxes.items():
            if box.x >= begin:
                self.boxes[key] = box._replace(x=box.x + by)
                self.moved[key] = self.moved.get(key, 0.0) + by


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width + _APART
        and other.x < one.x + one.width + _APART
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _placed(net: Net, known: Mapping[str, Box]) -> _Room:
    room = _Room(dict(known), {})
    order = tuple(_forward(net))
    rank = {key: at for at, key in enumerate(order)}
    for key in order:
        if key not in room.boxes:
            behind = set(_behind(net, key, rank))
            room.put(key, _beside(net, key, rank, room.boxes), behind)
    return room


def _forward(net: Net) -> Iterator[str]:
    """From the start on, each after those that lead to it; a way back counts for nothing."""
    seen: set[str] = set()
    order: list[str] = []
    todo = [(key, False) for key in [*net.kinds, *net.of_kind(START)]]
    while todo:
        key, done = todo.pop()
        if done:
            order.append(key)
        elif key not in seen:
            seen.add(key)
            todo.append((key, True))
            todo += [(arrow.target, False) for arrow in net.leaving(key)]
    return reversed(order)


def _behind(net: Net, key: str, rank: Mapping[str, int]) -> Iterator[str]:
    seen, todo = {key}, [key]
    while todo:
        node = todo.pop()
        for arrow in net.leaving(node):
            if arrow.target not in seen and rank[arrow.target] > rank[node]:
                seen.add(arrow.target)
                todo.append(arrow.target)
                yield arrow.target


def _beside(net: Net, key: str, rank: Mapping[str, int], boxes: Mapping[str, Box]) -> Box:
    width, height = size_of(net.kinds[key], net.names.get(key, ""))
    before = [
        boxes[arrow.source]
        for arrow in net.entering(key)
        if arrow.source in boxes and rank[arrow.source] < rank[key]
    ]
    if not before:
        low = max((box.y + box.height for box in boxes.values()), default=0.0)
        top = low + LANE if boxes else float(TOP)
        return Box(LEFT - width / 2, top - height / 2, width, height)
    last = max(before, key=lambda box: box.x)
    height_of_line = min(box.centre for box in before)
    return Box(last.middle + COLUMN - width / 2, height_of_line - height / 2, width, height)


# ------------------------------------------------------------------ drawn


def _draw(root: etree._Element, net: Net, known: Mapping[str, Box], lines: Lines) -> None:
    room = _placed(net, known)
    plane = _plane(root, net)
    _wipe(plane, {*net.kinds, *(arrow.id for arrow in net.arrows)})
    for key in net.kinds:
        shape = etree.SubElement(plane, _tag("BPMNShape"), id=f"{key}_di", bpmnElement=key)
        sides = {name: f"{side:g}" for name, side in room.boxes[key]._asdict().items()}
        etree.SubElement(shape, f"{{{DC}}}Bounds", sides)
    named = {one.get("id") for one in root.iter(bpmn("sequenceFlow")) if one.get("name")}
    for number, arrow in enumerate(net.arrows):
        edge = etree.SubElement(plane, _tag("BPMNEdge"), id=f"{arrow.id}_di", bpmnElement=arrow.id)
        ends = (arrow.source, arrow.target)
        points = room.line(ends, lines) if set(ends) <= set(known) else ()
        points = points or way(room.boxes, *ends, number)
        for x, y in points:
            etree.SubElement(edge, f"{{{DI}}}waypoint", x=f"{x:g}", y=f"{y:g}")
        if arrow.id in named:
            label(edge, points)


def _wipe(plane: etree._Element, keys: Collection[str]) -> None:
    for one in [*plane.iterchildren(_tag("BPMNShape")), *plane.iterchildren(_tag("BPMNEdge"))]:
        if one.get("bpmnElement") in keys:
            plane.remove(one)


def _plane(root: etree._Element, net: Net) -> etree._Element:
    found = next(root.iter(_tag("BPMNPlane")), None)
    if found is not None:
        return found
    picture = etree.SubElement(
        root, _tag("BPMNDiagram"), nsmap={"bpmndi": BPMNDI, "dc": DC, "di": DI}
    )
    return etree.SubElement(picture, _tag("BPMNPlane"), bpmnElement=net.process_id)


def _tag(name: str) -> str:
    return f"{{{BPMNDI}}}{name}"
