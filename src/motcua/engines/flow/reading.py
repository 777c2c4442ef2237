"""A BPMN process back to the table of steps, where it has that shape."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from motcua.engines.flow.errors import NotATableError
from motcua.engines.flow.net import CHOICE, END, PARALLEL, START, STEP, Arrow, Net, read_net
from motcua.engines.flow.steps import read_steps
from motcua.engines.flow.table import (
    ONWARD,
    RETURN,
    WHEN,
    Block,
    Branch,
    TableStep,
    onward_of,
    plain_places,
)
from motcua.engines.flow.types import StepDef
from motcua.engines.flow.xml import parse


def read_table(xml: bytes) -> tuple[TableStep, ...]:
    """Raises NotATableError where it branches in another way; then the drawing is what there is."""
    return read_tree(parse(xml))


def read_tree(root: etree._Element) -> tuple[TableStep, ...]:
    net = read_net(root)
    return _Reader(net, {step.key: step for step in read_steps(root)}).table()


def steps_in(xml: bytes) -> tuple[StepDef, ...]:
    """The steps as they stand in the file, without proving that the process works."""
    return read_steps(parse(xml))


@dataclass(frozen=True, slots=True)
class _Found:
    """A block, by the node that it begins with, and the nodes that come after it; the usual one first."""

    block: Block
    nexts: tuple[str, ...]


class _Ways(NamedTuple):
    goes_to: str = ""
    when: str = ""
    when_to: str = ""
    word: str = ""


def _led(step: TableStep, ways: _Ways) -> TableStep:
    return replace(
        step,
        goes_to=ways.goes_to,
        when=ways.when,
        when_to=ways.when_to,
        when_word="" if ways.word == WHEN else ways.word,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    net: Net
    steps: Mapping[str, StepDef]

    def table(self) -> tuple[TableStep, ...]:
        found = self._in_order()
        blocks = tuple(one.block for one in found.values())
        table = tuple(replace(step, place=place) for step, place in plain_places(blocks))
        if len(table) != len(self.steps):
            raise NotATableError(self._why("có bước nằm ngoài đường chính"))
        parted = dict(self._parted(found))
        return tuple(
            self._returning(_led(step, parted.get(step.key, _Ways())), blocks) for step in table
        )

    def _in_order(self) -> dict[str, _Found]:
        """Each block after all that lead to it; of several, the one that the file tells first."""
        found = self._all()
        place = {node: at for at, node in enumerate(self.net.kinds)}
        before = Counter(one for block in found.values() for one in block.nexts if one in found)
        ready, ordered = [node for node in found if not before[node]], dict[str, _Found]()
        while ready:
            node = min(ready, key=place.__getitem__)
            ready.remove(node)
            ordered[node] = found[node]
            for one in found[node].nexts:
                before[one] -= 1
                if one in found and not before[one]:
                    ready.append(one)
        for node in found:
            if node not in ordered:
                raise NotATableError(self._why(f"đường chính quay lại «{node}»"))
        return ordered

    def _all(self) -> dict[str, _Found]:
        (start,) = self.net.of_kind(START)
        found: dict[str, _Found] = {}
        passed, todo = set[str](), [self._only(start)]
        while todo:
            node = todo.pop()
            if node not in found and self.net.kinds[node] != END:
                found[node] = self._block(node, passed)
                todo += found[node].nexts
        return found

    def _block(self, node: str, passed: set[str]) -> _Found:
        self._once(node, passed)
        if self.net.kinds[node] == PARALLEL:
            block, join = self._side_by_side(node, passed)
            return _Found(block, (self._only(join),))
        step, other = self._step(node), self._other_word(node)
        ways = [self._onward(node), *([self._way(node, other)] if other else [])]
        return _Found(((step,),), tuple(ways))

    def _parted(self, found: Mapping[str, _Found]) -> Iterator[tuple[str, _Ways]]:
        """Where a step leads to another one than the next, and on what condition."""
        firsts = {node: one.block[0][0].key for node, one in found.items()}
        order = list(found)
        for at, one in enumerate(found.values()):
            onward, *other = one.nexts
            after = order[at + 1] if at + 1 < len(order) else onward
            step = one.block[0][0]
            ways = _Ways("" if onward == after else firsts.get(onward, END))
            if ways.goes_to == END or (ways.goes_to and len(one.block) > 1):
                raise NotATableError(self._why(f"«{step.name_vi}» rẽ sang chỗ bảng không nói được"))
            if other:
                word = self._other_word(step.key)
                said = self._written(step.key, word)
                ways = _Ways(ways.goes_to, said, firsts.get(other[0], END), word)
            if ways.when_to == END:
                raise NotATableError(self._why(f"bước «{step.name_vi}» có đường kết thúc sớm"))
            yield step.key, ways

    def _other_word(self, node: str) -> str:
        """The outcome that leads on to another step than the usual one; empty where all lead to one."""
        words = [word for word in self.steps[node].outcomes if word != RETURN]
        apart = [word for word in words[1:] if self._way(node, word) != self._way(node, words[0])]
        return apart[0] if len(apart) == 1 and words[-1] == apart[0] else ""

    def _written(self, node: str, word: str) -> str:
        gate = self._past_merges(self.net.leaving(node)[0].target)
        names = [way.name for way in self.net.leaving(gate) if way.outcome == word]
        return next(filter(None, names), word)

    def _side_by_side(self, gate: str, passed: set[str]) -> tuple[Block, str]:
        if len(self.net.entering(gate)) > 1 or len(self.net.leaving(gate)) < 2:
            raise NotATableError(self._why(f"cổng song song «{gate}» không mở đầu một nhóm"))
        ways = [self._branch(arrow, passed) for arrow in self.net.leaving(gate)]
        joins = {join for _branch, join in ways}
        if len(joins) != 1 or not all(branch for branch, _join in ways):
            raise NotATableError(self._why(f"các nhánh từ «{gate}» không gộp lại ở một chỗ"))
        return tuple(branch for branch, _join in ways), joins.pop()

    def _branch(self, arrow: Arrow, passed: set[str]) -> tuple[Branch, str]:
        branch: list[TableStep] = []
        node = self._past_merges(arrow.target)
        while self.net.kinds[node] == STEP:
            self._once(node, passed)
            if self._other_word(node):
                raise NotATableError(
                    self._why(f"bước «{self.steps[node].name_vi}» rẽ trong một nhánh")
                )
            branch.append(self._step(node))
            node = self._onward(node)
        if self.net.kinds[node] != PARALLEL:
            raise NotATableError(self._why("một nhánh song song không đi tới cổng gộp"))
        return tuple(branch), node

    def _step(self, node: str) -> TableStep:
        if self.net.kinds[node] != STEP:
            raise NotATableError(self._why(f"cổng «{node}» đứng một mình trên đường chính"))
        found = self.steps[node]
        onward = self._words_on(found)
        if not onward:
            named = ", ".join(found.outcomes)
            raise NotATableError(self._why(f"bước «{found.name_vi}» có các kết quả {named}"))
        return TableStep(
            key=node,
            name_vi=found.name_vi,
            name_en=found.name_en,
            role=found.role,
            unit=found.unit,
            hours=found.hours,
            kind=found.kind,
            counted=found.counted,
            onward=onward,
            agency=found.agency,
        )

    def _words_on(self, step: StepDef) -> str:
        """One word, or the several of its kind if all lead to one place; empty for anything else."""
        other = self._other_word(step.key)
        words = [outcome for outcome in step.outcomes if outcome not in {RETURN, other}]
        if step.outcomes[0] == RETURN or len({self._way(step.key, one) for one in words}) > 1:
            return ""
        said = ",".join(words)
        return said if len(words) == 1 or said == ONWARD.get(step.kind) else ""

    def _returning(self, step: TableStep, blocks: tuple[Block, ...]) -> TableStep:
        if RETURN in self.steps[step.key].outcomes[1:]:
            to = self._way(step.key, RETURN)
            firsts = {
                self._gate_before(block): block[0][0].key for block in blocks if len(block) > 1
            }
            step = replace(step, returns_to=firsts.get(to, to))
        usual = onward_of(step)
        return replace(step, onward="" if step.onward == usual else step.onward)

    def _gate_before(self, block: Block) -> str:
        return next(arrow.source for arrow in self.net.entering(block[0][0].key)
                    if self.net.kinds[arrow.source] == PARALLEL)  # fmt: skip

    def _onward(self, node: str) -> str:
        return self._way(node, self.steps[node].outcomes[0])

    def _way(self, node: str, outcome: str) -> str:
        """Where the step leads for this outcome, past gateways that only merge."""
        target = self._past_merges(self.net.leaving(node)[0].target)
        if self.net.kinds[target] == CHOICE:
            ways = [a for a in self.net.leaving(target) if a.outcome == outcome]
            others = [a for a in self.net.leaving(target) if a.is_default]
            if len(self.net.entering(target)) > 1 or not ways + others:
                raise NotATableError(self._why(f"cổng «{target}» chọn cho nhiều bước"))
            target = self._past_merges((ways + others)[0].target)
        if self.net.kinds[target] == CHOICE:
            raise NotATableError(self._why(f"cổng «{target}» không đứng ngay sau một bước"))
        return target

    def _past_merges(self, node: str) -> str:
        seen: set[str] = set()
        while self.net.kinds[node] == CHOICE and len(self.net.leaving(node)) == 1:
            self._once(node, seen)
            node = self._only(node)
        return node

    def _only(self, node: str) -> str:
        ways = self.net.leaving(node)
        if len(ways) != 1:
            raise NotATableError(self._why(f"«{node}» không có đúng một đường ra"))
        return (
            ways[0].target if self.net.kinds[node] == CHOICE else self._past_merges(ways[0].target)
        )

    def _once(self, node: str, passed: set[str]) -> None:
        if node in passed:
            raise NotATableError(self._why(f"đường chính quay lại «{node}»"))
        passed.add(node)

    @staticmethod
    def _why(reason: str) -> str:
        return f"Quy trình này không viết thành bảng được: {reason}. Hãy sửa trên sơ đồ hoặc bằng tệp BPMN."
