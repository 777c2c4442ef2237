"""The hours of the steps when the limit changes: shared as before, to the half hour."""

from collections.abc import Sequence
from dataclasses import replace

from motcua.engines.flow import api as flow
from motcua.engines.flow.api import Place, TableStep
from motcua.engines.flow.types import Diagram

HALF = 0.5


def share_hours(source: str, allowed: float) -> str:
    """The process with hours that add up to `allowed`; the longest step takes what rounding leaves."""
    diagram = flow.load(source.encode())
    if diagram.total_hours in {0, allowed}:
        return source
    scaled = flow.with_hours(source.encode(), _scaled(diagram, allowed / diagram.total_hours))
    again = flow.load(scaled)
    left = allowed - again.total_hours
    longest = max(
        (again.step(key) for key in again.normal_path if again.step(key).counted),
        key=lambda step: step.hours,
    )
    rest = {longest.key: max(longest.hours + left, HALF)}
    return (flow.with_hours(scaled, rest) if left else scaled).decode()


def _scaled(diagram: Diagram, factor: float) -> dict[str, float]:
    return {
        step.key: max(round(step.hours * factor / HALF) * HALF, HALF)
        for step in diagram.steps
        if step.counted and step.hours
    }


def share_table(table: Sequence[TableStep], allowed: float) -> tuple[TableStep, ...]:
    """The same for a table that is not written yet; the longest steps in line take what is left."""
    total = flow.table_hours(table)
    if total in {0, allowed}:
        return tuple(table)
    shared = [replace(step, hours=_share(step, allowed / total)) for step in table]
    while (left := allowed - flow.table_hours(shared)) and (at := _longest(shared)) is not None:
        taken = HALF if left > 0 else -HALF
        if abs(left) < HALF or shared[at].hours + taken < HALF:
            break
        shared[at] = replace(shared[at], hours=shared[at].hours + taken)
    return tuple(shared)


def _longest(table: Sequence[TableStep]) -> int | None:
    """Of the steps in line on the longest way: in a branch, half an hour more may change nothing."""
    way = max(flow.table_ways(table), key=lambda way: way.hours).lines
    in_line = [at for at in way if table[at].counted and _in_line(table, at)]
    return max(in_line, key=lambda at: table[at].hours, default=None)


def _share(step: TableStep, factor: float) -> float:
    if not (step.counted and step.hours):
        return step.hours
    return max(round(step.hours * factor / HALF) * HALF, HALF)


def _in_line(table: Sequence[TableStep], at: int) -> bool:
    """Nothing is done beside it."""
    after = table[at + 1].place if at + 1 < len(table) else Place.AFTER
    return table[at].place is Place.AFTER and after is Place.AFTER
