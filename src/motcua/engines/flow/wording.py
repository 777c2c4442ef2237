"""What can come of each step, and which arrow asks for which word, told from the shape of a drawing.

Whoever draws an arrow writes no condition. A way back is a return; the other way is the usual word of the
step's kind; what a file says itself is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from motcua.engines.flow.net import CHOICE, START, STEP, Arrow, Net, reach
from motcua.engines.flow.table import ONWARD, OTHERWISE, RETURN, WHEN
from motcua.engines.flow.ways import CHOOSING
from motcua.engines.flow.xml import bpmn, motcua

_CONDITION = "conditionExpression"
_OF_ANOTHER_KIND = {OTHERWISE, *(word for words in ONWARD.values() for word in words.split(","))}
Words = dict[str, str]  # arrow id to outcome


@dataclass(frozen=True, slots=True)
class WordFault:
    element: str
    reason: str


def put_words(root: etree._Element, net: Net) -> tuple[WordFault, ...]:
    """Writes outcomes and conditions; what cannot be told is left and reported."""
    for gate in net.of_kind(CHOICE):
        if len(net.leaving(gate)) == 1:
            _ask_nothing(_by_id(root, "sequenceFlow", net.leaving(gate)[0].id))
    return tuple(fault for task in list(root.iter(bpmn(STEP))) for fault in _word(root, net, task))


@dataclass(frozen=True, slots=True)
class _Said:
    """A step and what its file says of it; `held` empty: nothing, or the kind was changed since."""

    net: Net
    key: str
    kind: str
    held: tuple[str, ...]


def _word(root: etree._Element, net: Net, task: etree._Element) -> Iterator[WordFault]:
    found, key = task.find(f"{bpmn('extensionElements')}/{motcua('step')}"), str(task.get("id"))
    if found is None or len(net.leaving(key)) != 1:
        return
    step = _Said(net, key, found.get("kind", "normal"), _words_of(found.get("outcomes", "")))
    gate = _choice_after(net, key)
    if gate is None:
        found.set("outcomes", ",".join(_fitting(step)) or ONWARD.get(step.kind, "done"))
    elif _sources(net, gate) == {key}:  # a choice for several steps: its file says the words itself
        words = _told(step, net.leaving(gate))
        open_ways = [way for way in net.leaving(gate) if way.id not in words]
        if any(not way.is_default for way in open_ways):
            yield WordFault(gate, _TWO_WAYS)
            return
        for way in net.leaving(gate):
            _ask_for(root, way, words.get(way.id))
        kept = [word for word in step.held if open_ways or word in _single(words)]
        every = dict.fromkeys([*kept, *_single(words)])
        found.set("outcomes", ",".join(sorted(every, key=_late)))


def _late(word: str) -> int:
    """The usual way on stands first: it is the normal one."""
    return {WHEN: 1, RETURN: 2}.get(word, 0)


_TWO_WAYS = (
    "có hơn một đường đi tiếp nên không rõ đi đường nào; ghi điều kiện lên một trong hai mũi tên, để lại một"
    " đường đi tiếp, hoặc dùng cổng song song nếu làm cùng lúc"
)


def _told(step: _Said, ways: Sequence[Arrow]) -> Words:
    back = [way for way in ways if _leads_back(step.net, step.key, way.target)]
    onward = [way for way in ways if way not in back]
    if len(back) == 1 and len(onward) == 1:
        return {onward[0].id: _onward(step, onward[0]), back[0].id: RETURN}
    words = {way.id: way.outcome for way in ways if way.outcome is not None}
    if len(onward) == 2 and len(back) < 2 and not words:
        words |= _by_name(step, onward)
    for way in ways:
        word = RETURN if way in back else _usual(step.kind)
        if way.id not in words and not way.is_default and word not in words.values():
            words[way.id] = word
    return words


def _by_name(step: _Said, onward: Sequence[Arrow]) -> Words:
    """Of two ways on, the one that a condition is written beside; nothing where that is not clear."""
    named = [way for way in onward if way.name]
    if len(named) != 1 or step.kind not in CHOOSING:
        return {}
    usual = ",".join(_fitting(step)) or OTHERWISE
    return {way.id: WHEN if way.name else usual for way in onward}


def _onward(step: _Said, way: Arrow) -> str:
    named = [word for word in _fitting(step) if way.outcome in {None, word}]
    return ",".join(named or _fitting(step)) or _usual(step.kind)


def _fitting(step: _Said) -> list[str]:
    """The words of the file, but for those of another kind: then the kind was changed since."""
    own = ONWARD.get(step.kind, "").split(",")
    return [
        word
        for word in step.held
        if word not in {RETURN, WHEN} and (word in own or word not in _OF_ANOTHER_KIND)
    ]


def _usual(kind: str) -> str:
    return ONWARD.get(kind, "forward")


def _single(words: Words) -> list[str]:
    return [word for told in words.values() for word in told.split(",")]


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


# ------------------------------------------------------------------ the shape


def _choice_after(net: Net, key: str) -> str | None:
    """The gateway with several ways out that the step comes to, past those that only merge."""
    node, seen = net.leaving(key)[0].target, set[str]()
    while net.kinds.get(node) == CHOICE and node not in seen:
        seen.add(node)
        if len(net.leaving(node)) != 1:
            return node if net.leaving(node) else None
        node = net.leaving(node)[0].target
    return None


def _sources(net: Net, gate: str) -> set[str]:
    found: set[str] = set()
    todo, seen = [arrow.source for arrow in net.entering(gate)], set[str]()
    while todo:
        node = todo.pop()
        if net.kinds.get(node) != CHOICE:
            found.add(node)
        elif node not in seen:
            seen.add(node)
            todo.extend(arrow.source for arrow in net.entering(node))
    return found


def _leads_back(net: Net, key: str, target: str) -> bool:
    """Nothing comes to the step that did not pass there first."""
    if target == key:
        return True
    ways = {node: [a.target for a in net.leaving(node) if a.target != target] for node in net.kinds}
    return key not in reach(net.of_kind(START), ways)


# ------------------------------------------------------------------ into the file


def _ask_for(root: etree._Element, way: Arrow, words: str | None) -> None:
    if words is None:
        return
    flow, gate = _by_id(root, "sequenceFlow", way.id), _by_id(root, CHOICE, way.source)
    _ask_nothing(flow)
    if gate.get("default") == way.id:
        del gate.attrib["default"]
    if "," in words:
        gate.set("default", way.id)  # several words on one way: all but the return
    else:
        etree.SubElement(flow, bpmn(_CONDITION)).text = f'outcome == "{words}"'


def _ask_nothing(flow: etree._Element) -> None:
    for held in flow.findall(bpmn(_CONDITION)):
        flow.remove(held)


def _by_id(root: etree._Element, kind: str, key: str) -> etree._Element:
    return next(one for one in root.iter(bpmn(kind)) if one.get("id") == key)
