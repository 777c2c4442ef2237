"""The door of the process engine."""

from motcua.engines.flow.drawing import END, Alongside, Row, write_bpmn
from motcua.engines.flow.errors import DiagramError, FlowError, StepError
from motcua.engines.flow.loading import load
from motcua.engines.flow.reading import read_table, steps_in
from motcua.engines.flow.running import complete, is_finished, open_steps, position, start
from motcua.engines.flow.steps import with_hours
from motcua.engines.flow.table import (
    Place,
    TableFault,
    TableStep,
    table_faults,
    table_hours,
    write_table,
)
from motcua.engines.flow.types import Diagram, Position, State, StepDef, StepKind

__all__ = [
    "END",
    "Alongside",
    "Diagram",
    "DiagramError",
    "FlowError",
    "Place",
    "Position",
    "Row",
    "State",
    "StepDef",
    "StepError",
    "StepKind",
    "TableFault",
    "TableStep",
    "complete",
    "is_finished",
    "load",
    "open_steps",
    "position",
    "read_table",
    "start",
    "steps_in",
    "table_faults",
    "table_hours",
    "with_hours",
    "write_bpmn",
    "write_table",
]
