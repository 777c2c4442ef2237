"""The process of a case as a drawing: taken under the rules of the table, shown as it was drawn."""

from collections.abc import Iterator
from contextlib import suppress

from motcua.catalogue.errors import ProcessFaultyError
from motcua.catalogue.processes.tables import (
    arrow_words,
    faults_of,
    order_faults,
    sum_of,
    table_of,
)
from motcua.catalogue.version_drafts import Budget, ProcessSheet, StepFault
from motcua.engines.flow import api as flow
from motcua.engines.flow.api import DiagramError
from motcua.engines.flow.errors import DrawnError
from motcua.engines.flow.types import Diagram


def taken(source: str) -> str:
    """As the engine reads it. Raises ProcessFaultyError with every element that is wrong."""
    drawn, faults = _read(source)
    if faults:
        raise ProcessFaultyError(told="; ".join(str(fault) for fault in faults), faults=faults)
    return drawn


def weighed(sheet: ProcessSheet, source: str) -> tuple[Budget, tuple[StepFault, ...]]:
    """A drawing that is not written yet: its hours beside the limit, and what is still wrong with it."""
    drawn, faults = _read(source)
    return sheet.weighing(sum_of(drawn)), faults


def shared_hours(sheet: ProcessSheet, source: str) -> dict[str, float]:
    """By step, hours that share the limit as those of the drawing share their sum; empty for no table."""
    table = table_of(_read(source)[0])
    return {step.key: step.hours for step in sheet.shared(table)} if table else {}


def left_out(source: str) -> tuple[str, ...]:
    """What another tool wrote for itself and the engine does not run."""
    with suppress(DiagramError):
        return flow.read_drawn(source.encode()).left_out
    return ()


def _read(source: str) -> tuple[str, tuple[StepFault, ...]]:
    """What could be read of it, and every fault that could be found so far."""
    try:
        drawn = flow.read_drawn(source.encode()).source.decode()
        diagram = flow.load(drawn.encode())
    except DrawnError as wrong:
        return source, tuple(
            StepFault(-1, one.name, one.reason, one.element) for one in wrong.faults
        )
    except DiagramError as wrong:
        return source, (StepFault(-1, "", str(wrong).rstrip("."), wrong.element),)
    return drawn, tuple(_faults(drawn, diagram))


def _faults(drawn: str, diagram: Diagram) -> Iterator[StepFault]:
    table = table_of(drawn)
    for fault in faults_of(table) if table else ():
        yield StepFault(-1, fault.name, fault.reason, table[fault.line].key)
    if not table:
        steps = [diagram.step(key) for key in diagram.normal_path]
        for line, reason in order_faults(steps):
            yield StepFault(-1, steps[line].name_vi, reason, steps[line].key)


# ------------------------------------------------------------------ shown


def drawn(diagram: Diagram) -> bytes:
    return shown(diagram.source.decode())


def shown(source: str) -> bytes:
    """With words on its arrows: as it was placed by hand, else drawn anew from its table."""
    xml, table = source.encode(), table_of(source)
    if table and not flow.drawn_by_hand(xml):
        return flow.write_table(flow.name_of(xml), table, outcome_names=arrow_words())
    with suppress(DiagramError):
        return flow.legible(flow.with_arrow_words(xml, arrow_words()))
    return xml


def reopened(source: str) -> str:
    """A drawing that was refused, as far as it goes; empty where it is none at all."""
    with suppress(DiagramError):
        return flow.opened_drawn(source.encode()).decode()
    return ""
