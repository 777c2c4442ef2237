"""A BPMN process back to the table of steps, where it has that shape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from motcua.engines.flow.errors import NotATableError
from motcua.engines.flow.net import CHOICE, END, PARALLEL, START, STEP, Arrow, Net, read_net
from motcua.engines.flow.steps import read_steps
from motcua.engines.flow.table import (
    ONWARD,
    RETURN,
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
class _Reader:
    net: Net
    steps: Mapping[str, StepDef]

    def table(self) -> tuple[TableStep, ...]:
        blocks = tuple(self._blocks())
        table = tuple(replace(step, place=place) for step, place in plain_places(blocks))
        if len(table) != len(self.steps):
            raise NotATableError(self._why("có bước nằm ngoài đường chính"))
        return tuple(self._returning(step, blocks) for step in table)

    def _blocks(self) -> Iterator[Block]:
        passed: set[str] = set()
        (start,) = self.net.of_kind(START)
        node = self._only(start)
        while self.net.kinds[node] != END:
            self._once(node, passed)
            if self.net.kinds[node] == PARALLEL:
                block, join = self._side_by_side(node, passed)
                yield block
                node = self._only(join)
            else:
                yield ((self._step(node),),)
                node = self._onward(node)

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
        words = [outcome for outcome in step.outcomes if outcome != RETURN]
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
