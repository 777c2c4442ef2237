"""Ids that the table uses, put on a drawing that was made by hand: then an edit of the table finds them again."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from motcua.engines.flow.errors import DiagramError
from motcua.engines.flow.net import CHOICE, END, PARALLEL, START, STEP, Net, net_of
from motcua.engines.flow.reading import read_tree
from motcua.engines.flow.table import Block, blocks_of
from motcua.engines.flow.xml import bpmn

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_REFERRING = ("sourceRef", "targetRef", "default", "bpmnElement", "processRef")
_TEXTS = ("incoming", "outgoing", "flowNodeRef")


def put_names(root: etree._Element) -> None:
    """Steps get keys that the engine takes; gateways those of the table, where it is one."""
    rename(root, _step_keys(root))
    try:
        table = read_tree(root)
    except DiagramError:
        return
    net = net_of(root)
    rename(root, _fresh(net, dict(_gateways(net, blocks_of(table)))))


def _step_keys(root: etree._Element) -> dict[str, str]:
    known = {str(one.get("id")) for one in root.iter(etree.Element) if one.get("id")}
    wrong = [
        str(task.get("id"))
        for task in root.iter(bpmn(STEP))
        if not _KEY.fullmatch(task.get("id", ""))
    ]
    free = (key for n in range(1, 10_000) if (key := f"buoc_{n}") not in known)
    return dict(zip(wrong, free, strict=False))


def _gateways(net: Net, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    yield net.of_kind(START)[0], "start"
    if len(net.of_kind(END)) == 1:
        yield net.of_kind(END)[0], "end"
    for block in blocks:
        for step in (step for branch in block for step in branch):
            after = net.leaving(step.key)[0].target
            if net.kinds[after] == CHOICE and len(net.leaving(after)) > 1:
                yield after, f"{step.key}_choice"
        if len(block) > 1:
            yield from _together(net, block)


def _together(net: Net, block: Block) -> Iterator[tuple[str, str]]:
    """The gateway before the branches, the one that merges ways into it, and the one after them."""
    first = block[0][0].key
    split = next(a.source for a in net.entering(first) if net.kinds[a.source] == PARALLEL)
    yield split, f"{first}_together"
    before = net.entering(split)[0].source
    if net.kinds[before] == CHOICE and len(net.leaving(before)) == 1:
        yield before, f"{first}_together_merge"
    join = _join_after(net, block[0][-1].key)
    if join:
        yield join, f"{first}_together_join"


def _join_after(net: Net, step: str) -> str:
    """Past choices, without passing another step."""
    todo, seen = [net.leaving(step)[0].target], set[str]()
    while todo:
        node = todo.pop(0)
        if net.kinds[node] == PARALLEL and len(net.leaving(node)) == 1:
            return node
        if net.kinds[node] == CHOICE and node not in seen:
            seen.add(node)
            todo += [arrow.target for arrow in net.leaving(node)]
    return ""


def _fresh(net: Net, wanted: Mapping[str, str]) -> dict[str, str]:
    """Only those whose new id is free, or becomes free."""
    held = set(net.kinds) | {arrow.id for arrow in net.arrows} | {net.process_id}
    names = {old: new for old, new in wanted.items() if old != new}
    while taken := {old for old, new in names.items() if new in held - set(names)}:
        names = {old: new for old, new in names.items() if old not in taken}
    return names


def rename(root: etree._Element, names: Mapping[str, str]) -> None:
    if not names:
        return
    for element in root.iter(etree.Element):
        for attribute in ("id", *_REFERRING):
            if element.get(attribute) in names:
                element.set(attribute, names[str(element.get(attribute))])
        if etree.QName(element).localname in _TEXTS and (element.text or "").strip() in names:
            element.text = names[str(element.text).strip()]
