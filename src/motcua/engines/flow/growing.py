"""Room for names in a drawing that was made by hand: a step too low for its name grows downward, what is below moves."""

from collections.abc import Iterator, Mapping

from lxml import etree

from motcua.engines.flow.layout import BPMNDI, DC, DI
from motcua.engines.flow.measuring import height_for, overflows
from motcua.engines.flow.net import STEP
from motcua.engines.flow.xml import bpmn, read_xml, text_of

_AROUND = ("participant", "lane", "group")  # what lies around steps grows with them
_NEAR = 0.5


def legible(xml: bytes) -> bytes:
    """The same file where every name can be read; itself where nothing is too low."""
    root = read_xml(xml)
    return text_of(root) if give_room(root) else xml


def give_room(root: etree._Element) -> bool:
    """Whether anything had to grow. As with the space tool of drawing programs, nothing comes to overlap by it."""
    held = _held_below(root)
    grown = False
    for line, more in sorted(_wanted(root).items(), reverse=True):
        _open(root, line, more)
        grown = True
    for point, bounds in held:
        point.set("y", f"{_bottom(bounds):g}")
    return grown


def _wanted(root: etree._Element) -> dict[float, float]:
    """By lower edge of steps, how much more the one with the longest name there needs."""
    names = {str(one.get("id")): one.get("name", "") for one in root.iter(bpmn(STEP))}
    wanted: dict[float, float] = {}
    for key, bounds in _bounds(root):
        if key in names:
            more = _needed(names[key], bounds) - _side(bounds, "height")
            if more > 0:
                line = _bottom(bounds)
                wanted[line] = max(wanted.get(line, 0.0), more)
    return wanted


def _open(root: etree._Element, line: float, more: float) -> None:
    """Room below this line; the steps that end there get as much of it as they need."""
    names = {str(one.get("id")): one.get("name", "") for one in root.iter(bpmn(STEP))}
    around = {str(one.get("id")) for kind in _AROUND for one in root.iter(bpmn(kind))}
    for key, bounds in _bounds(root):
        top, height = _side(bounds, "y"), _side(bounds, "height")
        if top >= line - _NEAR:
            bounds.set("y", f"{top + more:g}")
        elif key in around and top + height > line - _NEAR:
            bounds.set("height", f"{height + more:g}")
        elif key in names and abs(top + height - line) < _NEAR:
            bounds.set("height", f"{_needed(names[key], bounds):g}")
    labels = (f"{{{BPMNDI}}}BPMNLabel/{{{DC}}}Bounds", f"{{{DI}}}waypoint")
    for one in (found for path in labels for found in root.iterfind(f".//{path}")):
        if _side(one, "y") >= line - _NEAR:
            one.set("y", f"{_side(one, 'y') + more:g}")


def _needed(name: str, bounds: etree._Element) -> float:
    width, height = _side(bounds, "width"), _side(bounds, "height")
    return max(height, height_for(name, width)) if overflows(name, width, height) else height


def _held_below(root: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """Ends of arrows that stand on the lower edge of something, with its bounds."""
    bounds = dict(_bounds(root))
    flows = {str(one.get("id")): one for one in root.iter(bpmn("sequenceFlow"))}
    return list(_ends_below(root, bounds, flows))


def _ends_below(
    root: etree._Element,
    bounds: Mapping[str, etree._Element],
    flows: Mapping[str, etree._Element],
) -> Iterator[tuple[etree._Element, etree._Element]]:
    for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge"):
        flow, points = flows.get(str(edge.get("bpmnElement"))), edge.findall(f"{{{DI}}}waypoint")
        if flow is None or not points:
            continue
        for point, end in ((points[0], "sourceRef"), (points[-1], "targetRef")):
            box = bounds.get(flow.get(end, ""))
            if box is not None and abs(_side(point, "y") - _bottom(box)) < _NEAR:
                yield point, box


def _bounds(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for shape in root.iter(f"{{{BPMNDI}}}BPMNShape"):
        found = shape.find(f"{{{DC}}}Bounds")
        if found is not None:
            yield str(shape.get("bpmnElement")), found


def _bottom(bounds: etree._Element) -> float:
    return _side(bounds, "y") + _side(bounds, "height")


def _side(element: etree._Element, name: str) -> float:
    try:
        return float(element.get(name, ""))
    except ValueError:
        return 0.0
