"""The door of the process engine."""

from motcua.engines.flow.amending import drawn_by_hand, name_of, rewrite_table, with_arrow_words
from motcua.engines.flow.drawing import END, Alongside, Row, write_bpmn
from motcua.engines.flow.drawn import Drawn, DrawnFault, opened_drawn, read_drawn
from motcua.engines.flow.errors import DiagramError, FlowError, StepError
from motcua.engines.flow.growing import legible
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
    "Drawn",
    "DrawnFault",
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
    "drawn_by_hand",
    "is_finished",
    "legible",
    "load",
    "name_of",
    "open_steps",
    "opened_drawn",
    "position",
    "read_drawn",
    "read_table",
    "rewrite_table",
    "start",
    "steps_in",
    "table_faults",
    "table_hours",
    "with_arrow_words",
    "with_hours",
    "write_bpmn",
    "write_table",
]
