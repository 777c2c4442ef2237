"""Small changes to a process that leave its drawing alone: words of steps, words on arrows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from motcua.engines.flow.errors import DiagramError
from motcua.engines.flow.growing import give_room
from motcua.engines.flow.net import STEP, asks_for
from motcua.engines.flow.placing import with_places_of
from motcua.engines.flow.reading import read_table
from motcua.engines.flow.table import ONWARD, TableStep, write_table
from motcua.engines.flow.xml import bpmn, by_hand, motcua, parse, text_of

_UNSAID = {*(word for words in ONWARD.values() for word in words.split(",")), "done", "forward"}
"""Ways on need no word beside their arrow."""


def rewrite_table(
    name: str, table: Sequence[TableStep], before: bytes, *, outcome_names: Mapping[str, str]
) -> bytes:
    """The table as BPMN, drawn as `before` was drawn as far as its steps remain. Raises TableError."""
    written = write_table(name, table, outcome_names=outcome_names)
    try:
        hand, held = by_hand(parse(before)), read_table(before)
    except DiagramError:
        return written
    if not hand:
        return written
    if [_frame(step) for step in held] == [_frame(step) for step in table]:
        return _with_words(before, name, table)
    return with_places_of(written, before)


def _frame(step: TableStep) -> TableStep:
    """What decides nodes and arrows; the rest are words and hours."""
    return replace(
        step, name_vi="", name_en="", role="", unit="", hours=0.0, counted=True, agency=""
    )


def _with_words(xml: bytes, name: str, table: Sequence[TableStep]) -> bytes:
    root, steps = parse(xml), {step.key: step for step in table}
    next(root.iter(bpmn("process"))).set("name", name)
    for task in root.iter(bpmn(STEP)):
        step = steps[str(task.get("id"))]
        task.set("name", step.name_vi)
        said = task.find(f"{bpmn('extensionElements')}/{motcua('step')}")
        if said is not None:
            _say(said, step)
    give_room(root)
    return text_of(root)


def _say(said: etree._Element, step: TableStep) -> None:
    said.set("role", step.role)
    said.set("unit", step.unit)
    said.set("hours", f"{step.hours:g}")
    said.set("counted", "true" if step.counted else "false")
    said.set("name_en", step.name_en)
    said.attrib.pop("agency", "")
    if step.agency:
        said.set("agency", step.agency)


def drawn_by_hand(xml: bytes) -> bool:
    return by_hand(parse(xml))


def name_of(xml: bytes) -> str:
    process = next(parse(xml).iter(bpmn("process")))
    return str(process.get("name") or process.get("id", ""))


def with_arrow_words(xml: bytes, names: Mapping[str, str]) -> bytes:
    """Outcomes in words beside their arrows, where only their code was written."""
    root = parse(xml)
    for flow in root.iter(bpmn("sequenceFlow")):
        condition = flow.find(bpmn("conditionExpression"))
        code = asks_for(condition.text or "") if condition is not None else None
        if code is None or flow.get("name", "") not in {"", code}:
            continue
        flow.attrib.pop("name", "")
        word = names.get(code, "" if code in _UNSAID else code)
        if word:
            flow.set("name", word)
    return text_of(root)
