"""The process of a case as a table of steps: what it may hold, and how its hours stand to the limit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.errors import PartNotFoundError, ProcessFaultyError
from motcua.catalogue.processes.words import ARROWS
from motcua.catalogue.version_drafts import Budget, ProcessSheet, StepFault
from motcua.engines.flow import api as flow
from motcua.engines.flow.api import TableStep
from motcua.engines.flow.errors import DiagramError
from motcua.engines.flow.types import StepDef, StepKind
from motcua.engines.forms.types import Text
from motcua.engines.legaltime.api import ClockPolicy, Limit, Unit
from motcua.kit.text import clean

HOURS_A_DAY = 8
EXACT = frozenset({Unit.WORKING_DAY, Unit.HOUR, Unit.SAME_DAY})
Plain = Mapping[str, Any]
Table = Sequence[TableStep]


def written(name: str, table: Table, before: str = "") -> str:
    """BPMN of a table, drawn as `before` was drawn by hand. Raises ProcessFaultyError with every line that is wrong."""
    steps = tuple(_named(step) for step in table)
    faults = tuple(faults_of(steps))
    if faults:
        raise ProcessFaultyError(told="; ".join(str(fault) for fault in faults), faults=faults)
    try:
        xml = flow.rewrite_table(name, steps, before.encode(), outcome_names=arrow_words())
        flow.load(xml)
    except DiagramError as wrong:
        raise _refused(wrong) from wrong
    return xml.decode()


def _refused(wrong: DiagramError) -> ProcessFaultyError:
    told = str(wrong).rstrip(".")
    return ProcessFaultyError(told=told, faults=(StepFault(-1, "", told, wrong.element),))


def arrow_words() -> dict[str, str]:
    return {outcome: str(words) for outcome, words in ARROWS.items()}


@lru_cache(maxsize=512)
def table_of(source: str) -> tuple[TableStep, ...]:
    """Empty where the process branches in a way that a table cannot say."""
    try:
        return flow.read_table(source.encode())
    except DiagramError:
        return ()


def why_no_table(source: str) -> str:
    try:
        flow.read_table(source.encode())
    except DiagramError as told:
        return str(told)
    return ""


def sheet_of(content: Plain, code: str) -> ProcessSheet:
    case = next((one for one in content["procedure"]["cases"] if one["code"] == code), None)
    if case is None:
        raise PartNotFoundError(code=code)
    source = content["processes"][case["process"]]
    steps = table_of(source)
    policy = ClockPolicy.from_dict(case["clock"])
    return ProcessSheet(
        code=code,
        case_name=Text.of(case["name"]),
        limit_text=Text.of(case["time_text"]),
        source=source,
        steps=steps,
        no_table="" if steps else why_no_table(source),
        budget=budget(policy, sum_of(source)),
    )


def sum_of(source: str) -> float:
    """Hours from the first step to the end; 0 where they cannot be told."""
    steps = table_of(source)
    if steps:
        return flow.table_hours(steps)
    try:
        return flow.load(source.encode()).total_hours
    except DiagramError:
        return 0.0


def _named(step: TableStep) -> TableStep:
    name = clean(step.name_vi)
    return replace(step, name_vi=name, name_en=clean(step.name_en) or name)


# ------------------------------------------------------------------ what is wrong with a table


def faults_of(table: Table) -> Iterator[StepFault]:
    for fault in flow.table_faults(table):
        name = table[fault.line].name_vi if fault.line >= 0 else ""
        yield StepFault(fault.line, name, fault.reason)
    told: set[tuple[int, str]] = set()
    for way in flow.table_ways(table):
        for at, reason in order_faults([table[line] for line in way.lines]):
            told.add((way.lines[at], reason))
    for line, reason in sorted(told):
        yield StepFault(line, table[line].name_vi, reason)


def order_faults(table: Sequence[TableStep | StepDef]) -> Iterator[tuple[int, str]]:
    """What the desk needs on each way: a draft before the signature, the signature before the number."""
    kinds = [step.kind for step in table]
    for line, step in enumerate(table):
        before = kinds[:line]
        if step.kind == StepKind.SIGN and StepKind.DRAFT not in before:
            yield line, _("chưa có gì để ký; thêm một bước «Dự thảo kết quả» ở trên")
        if step.kind == StepKind.NUMBER and StepKind.SIGN not in before:
            yield line, _("chưa có gì để vào số; thêm một bước «Ký» ở trên")
        if step.kind == StepKind.RETURN and line != len(table) - 1:
            yield line, _("trả kết quả là bước cuối; chuyển bước này xuống cuối")
        if step.kind == StepKind.WAIT_PAYMENT and step.counted:
            yield (
                line,
                _(
                    "chờ nghĩa vụ tài chính không tính vào thời hạn; chọn «Không» ở ô «Tính vào thời hạn»"
                ),
            )
    if table and kinds[-1] != StepKind.RETURN:
        yield len(table) - 1, _("bước cuối phải là «Trả kết quả»; đổi loại hoặc thêm một bước")


# ------------------------------------------------------------------ hours and the limit


def budget(policy: ClockPolicy, total: float) -> Budget:
    first = policy.local_limit or policy.limit
    return Budget(total, working_hours(policy), exactly=first.unit in EXACT)


def working_hours(policy: ClockPolicy) -> int:
    """What the steps share: the shorter limit, and the second appointment."""
    limits = [policy.local_limit or policy.limit, policy.second_limit]
    return sum(hours_of(limit) for limit in limits if limit is not None)


def hours_of(limit: Limit) -> int:
    """What a limit gives at most, eight hours a day; a calendar month has at most 23 working days."""
    days = {Unit.SAME_DAY: 1, Unit.MONTH: 23 * limit.value}.get(limit.unit, limit.value)
    return limit.value if limit.unit is Unit.HOUR else days * HOURS_A_DAY
