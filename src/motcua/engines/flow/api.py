"""The door of the process engine."""

from motcua.engines.flow.drawing import END, Alongside, Row, write_bpmn
from motcua.engines.flow.errors import DiagramError, FlowError, StepError
from motcua.engines.flow.loading import load
from motcua.engines.flow.running import complete, is_finished, open_steps, position, start
from motcua.engines.flow.types import Diagram, Position, State, StepDef, StepKind

__all__ = [
    "END",
    "Alongside",
    "Diagram",
    "DiagramError",
    "FlowError",
    "Position",
    "Row",
    "State",
    "StepDef",
    "StepError",
    "StepKind",
    "complete",
    "is_finished",
    "load",
    "open_steps",
    "position",
    "start",
    "write_bpmn",
]
