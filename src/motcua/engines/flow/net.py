"""The process as nodes and arrows, with every fault of drawing named."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from motcua.engines.flow.errors import BrokenDiagramError, ConditionError, DeadBranchError
from motcua.engines.flow.xml import bpmn

START, END, STEP = "startEvent", "endEvent", "userTask"
CHOICE, PARALLEL = "exclusiveGateway", "parallelGateway"
_NODES = (START, END, STEP, CHOICE, PARALLEL)
_TAKEN = re.compile(r"Start|End|.*\.EndJoin")  # names of the engine's own nodes
_CONDITION = re.compile(r"""\s*outcome\s*==\s*(["'])([a-z][a-z0-9_]*)\1\s*""")


@dataclass(frozen=True, slots=True)
class Arrow:
    id: str
    source: str
    target: str
    outcome: str | None  # the outcome it asks for
    is_default: bool
    name: str = ""  # what is written beside it


@dataclass(frozen=True, slots=True)
class Net:
    process_id: str
    kinds: dict[str, str]
    arrows: tuple[Arrow, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def called(self, node: str) -> str:
        """What people read in the drawing; the id where it has no name."""
        return self.names.get(node) or node

    def of_kind(self, kind: str) -> list[str]:
        return [node for node, its in self.kinds.items() if its == kind]

    def leaving(self, node: str) -> list[Arrow]:
        return [arrow for arrow in self.arrows if arrow.source == node]

    def entering(self, node: str) -> list[Arrow]:
        return [arrow for arrow in self.arrows if arrow.target == node]


def read_net(root: etree._Element) -> Net:
    net = net_of(root)
    _check_shape(net)
    _check_choices(net)
    _check_reach(net)
    return net


def net_of(root: etree._Element) -> Net:
    """As drawn, however wrong, as long as its arrows have two ends."""
    processes = list(root.iter(bpmn("process")))
    if len(processes) != 1:
        raise BrokenDiagramError(f"Tệp phải có đúng một quy trình, đang có {len(processes)}.")
    process = processes[0]
    kinds = {_id(node): kind for kind in _NODES for node in process.iterchildren(bpmn(kind))}
    names = {
        _id(node): node.get("name", "") for kind in _NODES for node in process.iter(bpmn(kind))
    }
    return Net(_id(process), kinds, tuple(_arrows(process, kinds)), names)


def _id(element: etree._Element) -> str:
    found = element.get("id")
    if not found:
        raise BrokenDiagramError(f"Dòng {element.sourceline}: thiếu id.")
    if _TAKEN.fullmatch(found):
        raise BrokenDiagramError(f"Mã «{found}» là của bộ máy; hãy đặt mã khác.")
    return found


def _arrows(process: etree._Element, kinds: dict[str, str]) -> Iterator[Arrow]:
    defaults = {
        element.get("default") for element in process.iterchildren() if element.get("default")
    }
    for flow in process.iterchildren(bpmn("sequenceFlow")):
        arrow = Arrow(
            id=_id(flow),
            source=flow.get("sourceRef", ""),
            target=flow.get("targetRef", ""),
            outcome=_condition(flow),
            is_default=flow.get("id") in defaults,
            name=" ".join(flow.get("name", "").split()),
        )
        for end in (arrow.source, arrow.target):
            if end not in kinds:
                raise BrokenDiagramError(
                    f"Mũi tên «{arrow.id}» nối tới «{end}» không có.", arrow.id
                )
        yield arrow


def asks_for(text: str) -> str | None:
    """The outcome that a condition names; None where it says anything else."""
    match = _CONDITION.fullmatch(text)
    return match.group(2) if match else None


def _condition(flow: etree._Element) -> str | None:
    expression = flow.find(bpmn("conditionExpression"))
    if expression is None:
        return None
    outcome = asks_for(expression.text or "")
    if outcome is None:
        raise ConditionError(
            f'Mũi tên «{flow.get("id")}»: điều kiện chỉ được viết dạng outcome == "…".',
            str(flow.get("id", "")),
        )
    return outcome


def _check_shape(net: Net) -> None:
    if len(net.of_kind(START)) != 1:
        raise BrokenDiagramError("Quy trình phải có đúng một điểm bắt đầu.")
    if not net.of_kind(END):
        raise BrokenDiagramError("Quy trình không có điểm kết thúc.")
    if not net.of_kind(STEP):
        raise BrokenDiagramError("Quy trình không có bước nào.")
    for node, kind in net.kinds.items():
        ways = len(net.leaving(node))
        if kind == END and ways:
            raise BrokenDiagramError(f"Điểm kết thúc «{node}» không được có mũi tên đi ra.", node)
        if kind in {START, STEP} and ways > 1:
            raise BrokenDiagramError(
                f"«{net.called(node)}» có {ways} mũi tên đi ra; hãy rẽ nhánh bằng cổng lựa chọn hay song song.",
                node,
            )
        if kind == PARALLEL and ways > 1 and len(net.entering(node)) > 1:
            raise BrokenDiagramError(
                f"Cổng song song «{node}» vừa gộp vừa tách; hãy dùng hai cổng.", node
            )


def _check_choices(net: Net) -> None:
    for arrow in net.arrows:
        from_choice = net.kinds[arrow.source] == CHOICE
        if arrow.outcome is not None and not from_choice:
            raise ConditionError(
                f"Mũi tên «{arrow.id}» có điều kiện nhưng không đi từ cổng lựa chọn.", arrow.id
            )
        if from_choice and (arrow.outcome is None) != arrow.is_default and _splits(net, arrow):
            raise ConditionError(
                f"Mũi tên «{arrow.id}» từ cổng lựa chọn phải có điều kiện, hoặc là nhánh mặc định.",
                arrow.id,
            )


def _splits(net: Net, arrow: Arrow) -> bool:
    return len(net.leaving(arrow.source)) > 1


def _check_reach(net: Net) -> None:
    forward = reach(net.of_kind(START), {n: [a.target for a in net.leaving(n)] for n in net.kinds})
    back = reach(net.of_kind(END), {n: [a.source for a in net.entering(n)] for n in net.kinds})
    for node in net.kinds:
        if node not in forward:
            raise DeadBranchError(
                f"Không có đường nào từ điểm bắt đầu tới «{net.called(node)}»;"
                " nối mũi tên tới đó hoặc xóa nó đi.",
                node,
            )
        if node not in back:
            raise DeadBranchError(
                f"Từ «{net.called(node)}» không có đường tới điểm kết thúc;"
                " nối mũi tên đi tiếp hoặc xóa nó đi.",
                node,
            )


def reach(start: Iterable[str], ways: dict[str, list[str]]) -> set[str]:
    seen = set(start)
    todo = list(seen)
    while todo:
        new = [node for node in ways[todo.pop()] if node not in seen]
        seen.update(new)
        todo.extend(new)
    return seen
