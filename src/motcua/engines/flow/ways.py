"""The ways through a table from its first step to its last: which blocks are passed, where a choice leads past others.

All ways lead down the table, so none goes round; a return is no way of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.engines.flow.table import Block, TableStep

MOST_CHOICES = 6
_MOST_WAYS = 2**MOST_CHOICES
Way = tuple[int, ...]
"""Numbers of blocks, in the order in which they are passed."""


def follows(blocks: "Sequence[Block]") -> tuple[tuple[int, ...], ...]:
    """Of each block those that can come next: the usual one first. Targets that are no block's first step count as next."""
    at = {block[0][0].key: number for number, block in enumerate(blocks)}
    return tuple(
        tuple(dict.fromkeys(_next(block, number, at, len(blocks))))
        for number, block in enumerate(blocks)
    )


def _next(block: "Block", number: int, at: Mapping[str, int], count: int) -> Iterator[int]:
    step = block[0][0]
    alone = len(block) == 1
    onward = at.get(step.goes_to, number + 1) if alone else number + 1
    if number < onward < count:
        yield onward
    elif number + 1 < count:
        yield number + 1
    other = at.get(step.when_to, -1) if alone else -1
    if other > number:
        yield other


def ways_of(blocks: "Sequence[Block]") -> tuple[Way, ...]:
    """At most `_MOST_WAYS`; a table with more is refused by `choice_faults`."""
    nexts = follows(blocks)
    return tuple(islice(_walk(nexts, (0,)), _MOST_WAYS)) if blocks else ()


def _walk(nexts: Sequence[tuple[int, ...]], way: Way) -> Iterator[Way]:
    if not nexts[way[-1]]:
        yield way
    for number in nexts[way[-1]]:
        yield from _walk(nexts, (*way, number))


def hours_of(blocks: "Sequence[Block]", way: Way) -> float:
    """Working hours of this way: of branches side by side the longest."""
    return sum(max(map(_branch_hours, blocks[number])) for number in way)


def _branch_hours(branch: "Sequence[TableStep]") -> float:
    return sum((step.hours for step in branch if step.counted), 0.0)


# ------------------------------------------------------------------ what is wrong


def choice_faults(
    table: "Sequence[TableStep]", blocks: "Sequence[Block]"
) -> Iterator[tuple[int, str]]:
    lines = {step.key: line for line, step in enumerate(table)}
    firsts = {block[0][0].key for block in blocks}
    beside = {step.key for block in blocks if len(block) > 1 for branch in block for step in branch}
    for line, step in enumerate(table):
        for reason in _wrong(step, line, lines, firsts, inside=step.key in beside):
            yield line, reason
    if sum(bool(step.when_to) for step in table) > MOST_CHOICES:
        yield -1, f"quy trình có hơn {MOST_CHOICES} chỗ rẽ; tách thành các trường hợp riêng"
        return
    for block, nexts in zip(blocks, follows(blocks), strict=True):
        step = block[0][0]
        if step.when_to and step.when_to in firsts and len(block) == 1 and len(nexts) < 2:
            yield lines[step.key], _ONE_TARGET
    passed = {number for way in ways_of(blocks) for number in way}
    for number, block in enumerate(blocks):
        if number not in passed:
            yield (
                lines[block[0][0].key],
                "không đường nào đi qua bước này; sửa chỗ rẽ ở trên, hoặc bỏ bước",
            )


def _wrong(
    step: "TableStep", line: int, lines: Mapping[str, int], firsts: set[str], *, inside: bool
) -> Iterator[str]:
    targets = [one for one in (step.when_to, step.goes_to) if one]
    if bool(step.when_to) != bool(step.when.strip()):
        yield "chỗ rẽ chưa đủ; viết điều kiện và chọn bước sang, hoặc để trống cả hai"
    if len(step.when) > MOST_WORDS:
        yield f"điều kiện dài hơn {MOST_WORDS} chữ cái; viết gọn lại"
    if targets and inside:
        yield "đang làm cùng lúc nên không rẽ được; đặt chỗ rẽ ở bước trước hoặc sau nhóm"
    if any(lines.get(one, -1) <= line for one in targets):
        yield "chỉ rẽ được xuống bước đứng dưới nó; chọn một bước ở dưới, hoặc dùng «Trả lại được bước»"
    elif any(one not in firsts for one in targets):
        yield "rẽ vào giữa nhóm làm cùng lúc thì nhóm không gộp lại được; chọn bước đầu của nhóm"
    if (
        step.when_to
        and step.kind not in CHOOSING
        and step.when_word not in ENDING.get(step.kind, ())
    ):
        yield "bước loại này không chọn đường được; đặt chỗ rẽ ở một bước «Xử lý» đứng trước"


_ONE_TARGET = (
    "hai đường cùng tới một bước; chọn bước khác ở «thì sang bước» hoặc «không thì sang bước»"
)
MOST_WORDS = 120
CHOOSING = ("normal", "posting")
"""Kinds of steps that people end by choosing what came of it; the others end by an act of their own."""
ENDING = {"linked": ("failed",)}
"""Of those others, the words that may lead another way."""
