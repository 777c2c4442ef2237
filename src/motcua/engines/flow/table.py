"""A process as a table of steps, as an office writes it down, and as BPMN: there and back.

One line a step, in the order in which they are done. Some are done side by side: a line says how it
stands to the lines before it. A step may send the dossier back to an earlier one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from motcua.engines.flow.drawing import Alongside, Row, write_bpmn
from motcua.engines.flow.errors import TableError
from motcua.engines.flow.measuring import MOST_LETTERS
from motcua.engines.flow.types import StepKind

MAX_HOURS = 8 * 366
RETURN = "return"
ONWARD: Mapping[str, str] = {
    StepKind.DRAFT: "propose",
    StepKind.SIGN: "signed",
    StepKind.NUMBER: "issued",
    StepKind.RETURN: "handed_over",
    StepKind.CONSULT: "answered",
    StepKind.WAIT_PAYMENT: "settled",
    StepKind.LINKED: "resolved,failed",
}
"""How each kind says that it is done, several words where all lead on. The others: `done`, or `forward`
where the dossier can also be returned."""


class Place(StrEnum):
    AFTER = "after"  # when all before it is done
    ALONGSIDE = "alongside"  # a branch of its own beside the step before
    WITHIN = "within"  # next in the branch of the step before


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStep:
    """`returns_to`: key of an earlier step, or empty. `onward` empty: the usual word of its kind."""

    key: str
    name_vi: str
    role: str
    unit: str
    name_en: str = ""
    hours: float = 0.0
    kind: str = StepKind.NORMAL
    counted: bool = True
    place: Place = Place.AFTER
    returns_to: str = ""
    onward: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class TableFault:
    """`line` counts from 0; -1 where the whole table is meant."""

    line: int
    reason: str


Table = Sequence[TableStep]
Branch = tuple[TableStep, ...]
Block = tuple[Branch, ...]
"""Branches done side by side; a step in line is a block of one branch of one step."""


def write_table(
    name: str, table: Table, *, outcome_names: Mapping[str, str] | None = None
) -> bytes:
    """Raises TableError with everything that is wrong."""
    faults = tuple(table_faults(table))
    if faults:
        raise TableError("; ".join(_told(table, fault) for fault in faults), faults)
    blocks = blocks_of(table)
    gates = {block[0][0].key: _gate(block) for block in blocks if len(block) > 1}
    rows = [_rows(block, gates) for block in blocks]
    return write_bpmn(name, rows, outcome_names=outcome_names or {})


def blocks_of(table: Table) -> tuple[Block, ...]:
    blocks: list[list[list[TableStep]]] = []
    for step in table:
        if step.place is Place.AFTER or not blocks:
            blocks.append([[step]])
        elif step.place is Place.ALONGSIDE:
            blocks[-1].append([step])
        else:
            blocks[-1][-1].append(step)
    return tuple(
        tuple(tuple(branch) for branch in one) for block in blocks for one in _parted(block)
    )


def _parted(block: list[list[TableStep]]) -> Iterator[list[list[TableStep]]]:
    """One branch alone is no branch: its steps follow one another."""
    if len(block) > 1:
        yield block
    else:
        yield from ([[step]] for step in block[0])


def plain_places(blocks: Sequence[Block]) -> tuple[tuple[TableStep, Place], ...]:
    """Each step with the place it has, said in the shortest way."""
    return tuple(
        (step, _place(branch_no, step_no))
        for block in blocks
        for branch_no, branch in enumerate(block)
        for step_no, step in enumerate(branch)
    )


def _place(branch: int, step: int) -> Place:
    if step:
        return Place.WITHIN
    return Place.ALONGSIDE if branch else Place.AFTER


# ------------------------------------------------------------------ what is wrong with it


def table_faults(table: Table) -> Iterator[TableFault]:
    if not table:
        yield TableFault(-1, "quy trình chưa có bước nào; thêm ít nhất một bước")
    for line, step in enumerate(table):
        yield from (TableFault(line, reason) for reason in _own_faults(step, line))
    yield from _doubled(table)
    homes = _homes(table)
    for line, step in enumerate(table):
        reason = _returns_wrong(table, line, step, homes)
        if reason:
            yield TableFault(line, reason)


def _own_faults(step: TableStep, line: int) -> Iterator[str]:
    if not step.name_vi.strip():
        yield "chưa có tên; viết việc phải làm, ví dụ «Thẩm định hồ sơ»"
    if len(step.name_vi) > MOST_LETTERS:
        yield f"tên dài hơn {MOST_LETTERS} chữ cái nên không đọc hết được trên sơ đồ; viết gọn lại"
    if not step.role.strip() or not step.unit.strip():
        yield "chưa rõ ai làm; chọn bộ phận và vai trò"
    if not 0 <= step.hours <= MAX_HOURS:
        yield f"số giờ phải từ 0 đến {MAX_HOURS}; nhập lại"
    if line == 0 and step.place is not Place.AFTER:
        yield "bước đầu tiên không có bước nào để làm cùng; chọn «Sau các bước trước»"
    if step.kind == StepKind.SIGN and not step.returns_to:
        yield "người ký phải trả lại được; chọn bước nhận lại dự thảo"


def _doubled(table: Table) -> Iterator[TableFault]:
    seen: set[str] = set()
    for line, step in enumerate(table):
        if step.key in seen:
            yield TableFault(line, f"mã «{step.key}» đã dùng cho bước trên; đổi mã")
        seen.add(step.key)


Home = tuple[int, int, int]  # block, branch, place in the branch


def _homes(table: Table) -> dict[str, tuple[Home, bool]]:
    """Where each step stands, and whether its block has branches."""
    return {
        step.key: ((block_no, branch_no, step_no), len(block) > 1)
        for block_no, block in enumerate(blocks_of(table))
        for branch_no, branch in enumerate(block)
        for step_no, step in enumerate(branch)
    }


def _returns_wrong(
    table: Table, line: int, step: TableStep, homes: Mapping[str, tuple[Home, bool]]
) -> str:
    if not step.returns_to:
        return ""
    if step.returns_to not in {one.key for one in table[:line]}:
        return "chỉ trả lại được bước đứng trên nó; chọn một bước ở trên, hoặc không trả lại"
    here, in_branch = homes[step.key]
    there, target_in_branch = homes[step.returns_to]
    if in_branch and here[:2] != there[:2]:
        return "đang làm cùng lúc nên chỉ trả lại được trong nhánh của mình; chọn bước cùng nhánh"
    if target_in_branch and here[0] != there[0] and there[1:] != (0, 0):
        return "trả lại giữa nhóm làm cùng lúc thì nhóm không gộp lại được; chọn bước đầu của nhóm"
    return ""


def _told(table: Table, fault: TableFault) -> str:
    if fault.line < 0:
        return fault.reason
    return f"bước {fault.line + 1} «{table[fault.line].name_vi}»: {fault.reason}"


# ------------------------------------------------------------------ to rows


def _rows(block: Block, gates: Mapping[str, str]) -> Row | Alongside:
    if len(block) == 1:
        return _row(block[0][0], gates)
    branches = tuple(tuple(_row(step, {}) for step in branch) for branch in block)
    return Alongside(_gate(block), branches)


def _gate(block: Block) -> str:
    return f"{block[0][0].key}_together"


def _row(step: TableStep, gates: Mapping[str, str]) -> Row:
    onward = (step.onward or onward_of(step)).split(",")
    outcomes: dict[str, str | None] = dict.fromkeys(onward)
    if step.returns_to:
        outcomes[RETURN] = gates.get(step.returns_to, step.returns_to)
    return Row(
        key=step.key,
        name_vi=step.name_vi,
        name_en=step.name_en,
        role=step.role,
        unit=step.unit,
        hours=step.hours,
        kind=step.kind,
        counted=step.counted,
        outcomes=outcomes,
        agency=step.agency,
    )


def onward_of(step: TableStep) -> str:
    return ONWARD.get(step.kind, "forward" if step.returns_to else "done")


def table_hours(table: Table) -> float:
    """Working hours from the first step to the end: of branches side by side the longest."""
    return sum(max(_branch_hours(branch) for branch in block) for block in blocks_of(table))


def _branch_hours(branch: Branch) -> float:
    return sum((step.hours for step in branch if step.counted), 0.0)
