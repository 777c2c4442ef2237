"""A drawing made by hand or in another tool, told in the words of the engine; or all that is wrong with it.

What other tools add for themselves is taken off and named; ids, outcomes and conditions are written here, so
that whoever draws needs to know nothing of them. The places of things stay as they were drawn.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from motcua.engines.flow.errors import DiagramError, DrawnError
from motcua.engines.flow.growing import give_room
from motcua.engines.flow.naming import put_names
from motcua.engines.flow.net import (
    CHOICE,
    END,
    PARALLEL,
    START,
    STEP,
    Net,
    asks_for,
    net_of,
    reach,
)
from motcua.engines.flow.placing import put_places
from motcua.engines.flow.steps import step_faults
from motcua.engines.flow.wording import WordFault, put_words
from motcua.engines.flow.xml import (
    BPMN,
    MOTCUA,
    bpmn,
    forbidden_in,
    mark_by_hand,
    motcua,
    read_xml,
    text_of,
)

_PLAIN_TASKS = ("task", "manualTask")  # other tools' word for work that a person does
_OURS = {None, BPMN, MOTCUA, "http://www.w3.org/2001/XMLSchema-instance"}
_PICTURE = "http://www.omg.org/spec/BPMN/20100524/DI"
MOST_NODES = 250
MOST_PARTS = 12_000  # with all that tools write around each thing
_NODES = (START, END, STEP, CHOICE, PARALLEL)
_KIND_WORDS = {
    START: "điểm bắt đầu",
    END: "điểm kết thúc",
    STEP: "bước",
    CHOICE: "cổng lựa chọn",
    PARALLEL: "cổng song song",
}


@dataclass(frozen=True, slots=True)
class DrawnFault:
    """`element`: id in the drawing, empty for the drawing as a whole; `name`: what people read there."""

    element: str
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}" if self.name else self.reason


@dataclass(frozen=True, slots=True)
class Drawn:
    """`left_out`: what another tool had written for itself, once each."""

    source: bytes
    left_out: tuple[str, ...]


def read_drawn(source: bytes) -> Drawn:
    """Raises MalformedXmlError, or DrawnError with every element that is wrong."""
    root = _read(source)
    left_out = tuple(dict.fromkeys(_cleaned(root)))
    _refuse(tuple(_elements(root)))
    net = _net(root)
    _refuse(tuple(_gate(root, fault) for fault in put_words(root, net)))
    _named_in_english(root)
    put_names(root)
    put_places(root)
    give_room(root)
    mark_by_hand(root)
    return Drawn(text_of(root), left_out)


def opened_drawn(source: bytes) -> bytes:
    """The drawing as far as it goes, with a place for everything; for its editor, not for the engine."""
    root = _read(source)
    list(_cleaned(root))
    try:
        put_places(root)
        give_room(root)
    except DiagramError:
        return source
    return text_of(root)


def _read(source: bytes) -> etree._Element:
    root = read_xml(source)
    if sum(1 for _one in root.iter()) > MOST_PARTS:
        told = f"Tệp có hơn {MOST_PARTS} phần; vẽ gọn hơn"
        raise DrawnError(told, (DrawnFault("", "", told),))
    return root


def _refuse(faults: tuple[DrawnFault, ...]) -> None:
    if faults:
        raise DrawnError("; ".join(str(fault) for fault in faults), faults)


def _net(root: etree._Element) -> Net:
    try:
        return net_of(root)
    except DiagramError as wrong:
        raise DrawnError(str(wrong), (DrawnFault(wrong.element, "", str(wrong)),)) from wrong


# ------------------------------------------------------------------ what other tools add


def _cleaned(root: etree._Element) -> Iterator[str]:
    """Names what it takes off."""
    for task in list(root.iter(*map(bpmn, _PLAIN_TASKS))):
        task.tag = bpmn(STEP)
    for element in list(root.iter(etree.Element)):
        if any(_namespace(one) not in _OURS for one in (element, *element.iterancestors())):
            yield from _foreign(element)
        for name in list(element.attrib) if _namespace(element) in _OURS else ():
            if etree.QName(name).namespace not in _OURS:
                yield etree.QName(name).localname
                del element.attrib[name]
    yield from _conditions_of_others(root)


def _foreign(element: etree._Element) -> Iterator[str]:
    """The whole of it goes; a picture keeps what it has, colours among them."""
    around = [_namespace(one) for one in element.iterancestors()]
    if _namespace(element) != _PICTURE and all(one in _OURS for one in around):
        yield etree.QName(element).localname
        _take_off(element)


def _namespace(element: etree._Element) -> str | None:
    return etree.QName(element).namespace


def _take_off(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _conditions_of_others(root: etree._Element) -> Iterator[str]:
    for condition in list(root.iter(bpmn("conditionExpression"))):
        if asks_for(condition.text or "") is None:
            yield "conditionExpression"
            _take_off(condition)


def _named_in_english(root: etree._Element) -> None:
    """As in the table: whoever has no English name to give leaves it, and it reads as the Vietnamese one."""
    for task in root.iter(bpmn(STEP)):
        said = task.find(f"{bpmn('extensionElements')}/{motcua('step')}")
        if said is not None and not said.get("name_en", "").strip():
            said.set("name_en", task.get("name", ""))


# ------------------------------------------------------------------ what is wrong, element by element


def _elements(root: etree._Element) -> Iterator[DrawnFault]:
    for element, _reason in forbidden_in(root):
        kind = etree.QName(element).localname
        if element.get("id"):
            yield _fault(element, f"«{kind}» không chạy được ở đây; {_INSTEAD}")
        elif (parent := element.getparent()) is not None and parent.get("id"):
            yield _fault(parent, f"mang «{kind}», không chạy được ở đây; {_INSTEAD}")
    processes = list(root.iter(bpmn("process")))
    if len(processes) != 1:
        yield DrawnFault("", "", f"Tệp phải có đúng một quy trình, đang có {len(processes)}")
        return
    if len(list(processes[0].iter(*map(bpmn, _NODES)))) > MOST_NODES:
        yield DrawnFault("", "", f"Sơ đồ có hơn {MOST_NODES} phần tử; vẽ gọn hơn")
        return
    yield from _counted(processes[0])
    for task in processes[0].iter(bpmn(STEP)):
        yield from (_fault(task, reason) for reason in step_faults(task))
    yield from _arrows(processes[0])


_INSTEAD = "xóa đi, hoặc thay bằng bước cho người làm"


def _counted(process: etree._Element) -> Iterator[DrawnFault]:
    starts = list(process.iter(bpmn(START)))
    if not starts:
        yield DrawnFault("", "", "Sơ đồ thiếu điểm bắt đầu; vẽ lại từ bảng các bước")
    for extra in starts[1:]:
        yield _fault(extra, "quy trình chỉ có một điểm bắt đầu; xóa điểm này")
    if next(process.iter(bpmn(END)), None) is None:
        yield DrawnFault("", "", "Sơ đồ thiếu điểm kết thúc; thêm một điểm và nối bước cuối tới đó")
    if next(process.iter(bpmn(STEP)), None) is None:
        yield DrawnFault("", "", "Sơ đồ chưa có bước nào; thêm ít nhất một bước")


def _arrows(process: etree._Element) -> Iterator[DrawnFault]:
    nodes = {one.get("id", ""): one for kind in _NODES for one in process.iter(bpmn(kind))}
    flows = list(process.iter(bpmn("sequenceFlow")))
    for flow in flows:
        if not {flow.get("sourceRef"), flow.get("targetRef")} <= set(nodes):
            yield _fault(flow, "mũi tên chưa nối đủ hai đầu; nối lại hoặc xóa đi")
    onward: dict[str, list[str]] = {node: [] for node in nodes}
    back: dict[str, list[str]] = {node: [] for node in nodes}
    for flow in flows:
        if flow.get("sourceRef") in nodes and flow.get("targetRef") in nodes:
            onward[str(flow.get("sourceRef"))].append(str(flow.get("targetRef")))
            back[str(flow.get("targetRef"))].append(str(flow.get("sourceRef")))
    kinds = {key: etree.QName(node).localname for key, node in nodes.items()}
    for key, kind in kinds.items():
        reasons = _unconnected(kind, len(onward[key]), len(back[key]))
        yield from (_fault(nodes[key], reason) for reason in reasons)
    for begin, ways, against, reason in (
        (START, onward, back, _NOT_REACHED),
        (END, back, onward, _NOT_FINISHING),
    ):
        begins = [key for key, kind in kinds.items() if kind == begin]
        lost = set(kinds) - reach(begins, ways) if begins else set()
        yield from (
            _fault(nodes[key], reason) for key in kinds if key in _causes(lost, kinds, against)
        )


_NOT_REACHED = "không có đường nào từ điểm bắt đầu tới đây; nối mũi tên tới hoặc xóa đi"
_NOT_FINISHING = "từ đây không tới được điểm kết thúc; nối mũi tên đi tiếp hoặc xóa đi"


def _causes(lost: set[str], kinds: Mapping[str, str], ways: Mapping[str, list[str]]) -> set[str]:
    """Where an arrow is missing; where none is, the steps that go round among themselves."""
    loose = {key for key in lost if not ways[key]}
    return loose or {key for key in lost if kinds[key] == STEP}


def _unconnected(kind: str, leaving: int, entering: int) -> Iterator[str]:
    if kind in {START, STEP} and leaving > 1:
        yield f"có {leaving} mũi tên đi ra; rẽ bằng cổng lựa chọn hoặc cổng song song"
    if kind == END and leaving:
        yield "không được có mũi tên đi ra; xóa mũi tên ấy"
    if kind == START and entering:
        yield "không được có mũi tên đi vào; xóa mũi tên ấy"
    if kind == PARALLEL and leaving > 1 and entering > 1:
        yield "vừa gộp vừa tách; dùng hai cổng"


def _gate(root: etree._Element, fault: WordFault) -> DrawnFault:
    gates = (one for one in root.iter(bpmn(CHOICE)) if one.get("id") == fault.element)
    return _fault(next(gates), fault.reason)


def _fault(element: etree._Element, reason: str) -> DrawnFault:
    kind = etree.QName(element).localname
    word, name = _KIND_WORDS.get(kind, kind), re.sub(r"\s+", " ", element.get("name", "")).strip()
    return DrawnFault(element.get("id", ""), f"{word} «{name}»" if name else word, reason)
