"""What people wrote around the steps of a drawing, carried over when a table changes the steps: pools, lanes, remarks.

A remark goes with the step that it is tied to. What is tied to nothing any more is lost; `lost_remarks` names it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from motcua.engines.flow.naming import rename
from motcua.engines.flow.net import CHOICE, END, PARALLEL, START, STEP, Net, asks_for, net_of
from motcua.engines.flow.table import RETURN
from motcua.engines.flow.xml import bpmn, read_xml

_NODES = (START, END, STEP, CHOICE, PARALLEL)
_TIED = ("sourceRef", "targetRef")


@dataclass(frozen=True, slots=True)
class Remark:
    """`kind`: pool, lane, note, group, told (of a step), name (of a gateway or an event); `at`: what it belongs to."""

    kind: str
    text: str
    at: str = field(default="", compare=False)


def lost_remarks(before: bytes, after: bytes) -> tuple[Remark, ...]:
    """Those of `before` that `after` no longer says."""
    left = Counter(_remarks(read_xml(after)))
    lost = []
    for one in _remarks(read_xml(before)):
        left[one] -= 1
        if left[one] < 0:
            lost.append(one)
    return tuple(lost)


def _remarks(root: etree._Element) -> Iterator[Remark]:
    names = {str(one.get("id")): one.get("name", "") for one in root.iter(*map(bpmn, _NODES))}
    yield from (Remark("pool", _named(one)) for one in root.iter(bpmn("participant")))
    yield from (Remark("lane", _named(one)) for one in root.iter(bpmn("lane")))
    tied = {end: other for one in root.iter(bpmn("association")) for end, other in _both(one)}
    for note in root.iter(bpmn("textAnnotation")):
        yield Remark("note", _said(note), names.get(tied.get(str(note.get("id")), ""), ""))
    for value in root.iter(bpmn("categoryValue")):
        yield Remark("group", " ".join(value.get("value", "").split()))
    for node in root.iter(*map(bpmn, _NODES)):
        for told in node.iterchildren(bpmn("documentation")):
            yield Remark("told", _said(told), node.get("name", ""))
        if node.tag != bpmn(STEP) and _named(node):
            yield Remark("name", _named(node))


def _both(association: etree._Element) -> Iterator[tuple[str, str]]:
    source, target = (association.get(end, "") for end in _TIED)
    yield from ((source, target), (target, source))


def _named(element: etree._Element) -> str:
    return " ".join(element.get("name", "").split())


def _said(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


# ------------------------------------------------------------------ carried over


def keep_words(root: etree._Element, old_root: etree._Element) -> None:
    """What is written on nodes and arrows that stay; before the drawing, for their places."""
    old = {str(one.get("id")): one for one in old_root.iter(*map(bpmn, _NODES))}
    for node in root.iter(*map(bpmn, _NODES)):
        held = old.get(str(node.get("id")))
        if held is None or held.tag != node.tag:
            continue
        for at, told in enumerate(held.findall(bpmn("documentation"))):
            node.insert(at, deepcopy(told))
        if node.tag != bpmn(STEP) and held.get("name"):
            node.set("name", str(held.get("name")))
    names = {_ends(one): one.get("name") for one in old_root.iter(bpmn("sequenceFlow"))}
    for flow in root.iter(bpmn("sequenceFlow")):
        if names.get(_ends(flow)) and (not flow.get("name") or _sends_back(flow)):
            flow.set("name", str(names[_ends(flow)]))


def _sends_back(flow: etree._Element) -> bool:
    """Its words are the drawing's own: those of a condition are the table's."""
    condition = flow.find(bpmn("conditionExpression"))
    return condition is not None and asks_for(condition.text or "") == RETURN


def keep_around(root: etree._Element, old_root: etree._Element) -> None:
    """Pools, lanes, groups and remarks, into the process newly written; `framing` gives them their places."""
    _make_free(root, old_root)
    net, arrows = net_of(root), _arrows_that_stay(root, old_root)
    process, old_process = (next(one.iter(bpmn("process"))) for one in (root, old_root))
    _pools(root, old_root, net)
    for at, lanes in enumerate(old_process.findall(bpmn("laneSet"))):
        process.insert(at, _lanes(lanes, net))
    for kind in ("category", "group"):
        for one in old_root.iter(bpmn(kind)):
            (process if kind == "group" else root).append(deepcopy(one))
    _notes(process, old_process, dict.fromkeys(net.kinds) | arrows)
    for picture in list(root.iterchildren("{*}BPMNDiagram")):
        root.append(picture)  # the last of the file, as its schema has it
    for whole in root.iterchildren(bpmn("collaboration")):
        for plane in root.iter("{*}BPMNPlane"):
            plane.set("bpmnElement", str(whole.get("id")))


def _make_free(root: etree._Element, old_root: etree._Element) -> None:
    """Ids of what is carried over must not be those that the table gives."""
    taken = {str(one.get("id")) for one in root.iter(etree.Element) if one.get("id")}
    known = taken | {str(one.get("id")) for one in old_root.iter(etree.Element) if one.get("id")}
    around = ("collaboration", "participant", "laneSet", "lane", "textAnnotation", "association")
    wrong = [
        str(one.get("id"))
        for one in old_root.iter(*map(bpmn, (*around, "category", "categoryValue", "group")))
        if one.get("id") in taken
    ]
    free = (key for n in range(1, 20_000) if (key := f"giu_{n}") not in known)
    rename(old_root, dict(zip(wrong, free, strict=False)))


def _arrows_that_stay(root: etree._Element, old_root: etree._Element) -> dict[str, str]:
    now = {_ends(one): str(one.get("id")) for one in root.iter(bpmn("sequenceFlow"))}
    return {
        str(one.get("id")): now[_ends(one)]
        for one in old_root.iter(bpmn("sequenceFlow"))
        if _ends(one) in now
    }


def _ends(flow: etree._Element) -> tuple[str, str]:
    return flow.get("sourceRef", ""), flow.get("targetRef", "")


def _pools(root: etree._Element, old_root: etree._Element, net: Net) -> None:
    old_process = next(old_root.iter(bpmn("process"))).get("id")
    for at, held in enumerate(old_root.iterchildren(bpmn("collaboration"))):
        whole = deepcopy(held)
        for pool in whole.iterchildren(bpmn("participant")):
            if pool.get("processRef") == old_process:
                pool.set("processRef", net.process_id)
        root.insert(at, whole)


def _lanes(held: etree._Element, net: Net) -> etree._Element:
    lanes = deepcopy(held)
    for ref in list(lanes.iter(bpmn("flowNodeRef"))):
        if (ref.text or "").strip() not in net.kinds:
            parent = ref.getparent()
            if parent is not None:
                parent.remove(ref)
    return lanes


def _notes(
    process: etree._Element, old_process: etree._Element, stay: Mapping[str, str | None]
) -> None:
    """`stay`: ids that can still be tied to, with the new id where it changed."""
    notes = {str(one.get("id")): one for one in old_process.iter(bpmn("textAnnotation"))}
    groups = {str(one.get("id")) for one in old_process.iter(bpmn("group"))}
    ties = list(old_process.iter(bpmn("association")))
    tied = {key for one in ties for key, _other in _both(one)}
    held = [one for one in ties if all(key in {*stay, *notes, *groups} for key in _ends(one))]
    kept = {key for one in held for key in _ends(one)} | (set(notes) - tied)
    process.extend(deepcopy(note) for key, note in notes.items() if key in kept)
    for one in map(deepcopy, held):
        for end in _TIED:
            one.set(end, stay.get(str(one.get(end))) or str(one.get(end)))
        process.append(one)
