"""Write a process as BPMN 2.0, with the drawing, from a list of steps.

For procedure files: linear ways, returns to an earlier step, detours (waiting for payment), and
one stretch of parallel branches at a time. Anything richer is drawn in a BPMN tool.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from motcua.engines.flow.errors import BrokenDiagramError
from motcua.engines.flow.layout import Spot, Thing, add_picture
from motcua.engines.flow.xml import BPMN, MOTCUA, bpmn, motcua

END = "end"
_START = "start"
Target = str | None
"""Where an outcome leads: a key, END, or None for the next row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    key: str
    name_vi: str
    role: str
    unit: str
    name_en: str = ""
    hours: float = 0
    kind: str = "normal"
    counted: bool = True
    outcomes: Mapping[str, Target] = field(default_factory=lambda: {"done": None})
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Alongside:
    """Branches done at the same time; the way goes on when all are done."""

    key: str
    branches: tuple[tuple[Row, ...], ...]


def write_bpmn(
    name: str,
    rows: Sequence[Row | Alongside],
    *,
    process_id: str = "process",
    outcome_names: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """`outcome_names`: those that are written beside their arrows, in words; none: all, as codes."""
    sheet = _Sheet(outcome_names)
    sheet.place(_START, "startEvent")
    entries = [row.key for row in rows] + [END]
    sheet.connect(_START, entries[0])
    for row, following in zip(rows, entries[1:], strict=True):
        if isinstance(row, Row):
            sheet.add_row(row, following)
        else:
            sheet.add_branches(row, following)
    sheet.next_column()
    sheet.place(END, "endEvent")
    sheet.merge_before_splits()
    return sheet.write(name, process_id)


@dataclass(slots=True)
class _Node:
    kind: str
    spot: Spot
    row: Row | None = None


class _Sheet:
    """Nodes on a grid and the arrows between them."""

    def __init__(self, outcome_names: Mapping[str, str]) -> None:
        self.outcome_names = outcome_names
        self.nodes: dict[str, _Node] = {}
        self.arrows: list[tuple[str, str, str | None]] = []
        self.column = 0

    def next_column(self) -> None:
        self.column += 1

    def place(self, key: str, kind: str, lane: int = 0, row: Row | None = None) -> None:
        if key in self.nodes:
            raise BrokenDiagramError(f"Mã «{key}» được dùng hai lần.")
        self.nodes[key] = _Node(kind, Spot(self.column, lane), row)

    def connect(self, source: str, target: str, outcome: str | None = None) -> None:
        self.arrows.append((source, target, outcome))

    def add_row(self, row: Row, following: str, lane: int = 0) -> None:
        self.next_column()
        self.place(row.key, "userTask", lane, row)
        targets = {outcome: to or following for outcome, to in row.outcomes.items()}
        if len(set(targets.values())) == 1:
            self.connect(row.key, next(iter(targets.values())))
            return
        self.next_column()
        choice = f"{row.key}_choice"
        self.place(choice, "exclusiveGateway", lane)
        self.connect(row.key, choice)
        for outcome, target in targets.items():
            self.connect(choice, target, outcome)

    def add_branches(self, block: Alongside, following: str) -> None:
        join = f"{block.key}_join"
        self.next_column()
        self.place(block.key, "parallelGateway")
        first, widest = self.column, self.column
        for lane, branch in enumerate(block.branches):
            self.column = first
            self.connect(block.key, branch[0].key)
            ends = [row.key for row in branch[1:]] + [join]
            for row, after in zip(branch, ends, strict=True):
                self.add_row(row, after, lane)
            widest = max(widest, self.column)
        self.column = widest + 1
        self.place(join, "parallelGateway")
        self.connect(join, following)

    def merge_before_splits(self) -> None:
        """Several ways into a parallel split are alternatives, not branches to wait for."""
        for key, node in list(self.nodes.items()):
            leaving = [arrow for arrow in self.arrows if arrow[0] == key]
            entering = [arrow for arrow in self.arrows if arrow[1] == key]
            if node.kind != "parallelGateway" or len(leaving) < 2 or len(entering) < 2:
                continue
            merge = f"{key}_merge"
            self.nodes[merge] = _Node("exclusiveGateway", Spot(node.spot.column - 0.38, 0))
            self.arrows = [(s, merge if t == key else t, o) for s, t, o in self.arrows]
            self.connect(merge, key)

    def write(self, name: str, process_id: str) -> bytes:
        root = etree.Element(
            bpmn("definitions"),
            nsmap={"bpmn": BPMN, "motcua": MOTCUA},
            targetNamespace=MOTCUA,
            id=f"{process_id}_definitions",
        )
        process = etree.SubElement(
            root, bpmn("process"), id=process_id, name=name, isExecutable="true"
        )
        for key, node in self.nodes.items():
            _write_node(process, key, node)
        flows = list(self._flows(process))
        things = {
            key: Thing(node.kind, node.row.name_vi if node.row else "", node.spot)
            for key, node in self.nodes.items()
        }
        add_picture(root, process_id, things, flows, named=self._named(process))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)

    @staticmethod
    def _named(process: etree._Element) -> list[str]:
        flows = process.iterchildren(bpmn("sequenceFlow"))
        return [str(flow.get("id")) for flow in flows if flow.get("name")]

    def _flows(self, process: etree._Element) -> Iterator[tuple[str, str, str]]:
        for number, (source, target, outcome) in enumerate(self.arrows, start=1):
            if target not in self.nodes:
                raise BrokenDiagramError(f"«{source}» dẫn tới «{target}» không có.")
            flow_id = f"flow_{number}"
            flow = etree.SubElement(
                process, bpmn("sequenceFlow"), id=flow_id, sourceRef=source, targetRef=target
            )
            if outcome is not None:
                name = self.outcome_names.get(outcome, "" if self.outcome_names else outcome)
                if name:
                    flow.set("name", name)
                condition = etree.SubElement(flow, bpmn("conditionExpression"))
                condition.text = f'outcome == "{outcome}"'
            yield flow_id, source, target


def _write_node(process: etree._Element, key: str, node: _Node) -> None:
    element = etree.SubElement(process, bpmn(node.kind), id=key)
    if node.row is None:
        return
    row = node.row
    element.set("name", row.name_vi)
    extension = etree.SubElement(element, bpmn("extensionElements"))
    step = etree.SubElement(
        extension,
        motcua("step"),
        role=row.role,
        unit=row.unit,
        hours=f"{row.hours:g}",
        kind=row.kind,
        counted="true" if row.counted else "false",
        name_en=row.name_en,
        outcomes=",".join(row.outcomes),
    )
    if row.agency:
        step.set("agency", row.agency)
