"""What the engine refuses.

FlowError
├── DiagramError            the file cannot be used as a process
│   ├── MalformedXmlError       not XML, too large, or with a document type
│   ├── ForbiddenElementError   something a process must not contain (scripts, timers…)
│   ├── BrokenDiagramError      no single process, start or end; dangling arrows
│   ├── StepIncompleteError     a step without role, or with a word we do not know
│   ├── ConditionError          a choice that is not `outcome == "…"`, or can go nowhere
│   ├── DeadBranchError         a part no dossier can reach or leave
│   ├── UnsoundError            tokens get stuck or doubled, or too many ways to check
│   │   └── EndlessError            the normal way goes round
│   ├── DrawnError              a drawing by hand that is no process yet; `faults` by element
│   ├── TableError              a table of steps that is no process; `faults` by line
│   └── NotATableError          a process that a table of steps cannot say
└── StepError               the step asked for
    ├── UnknownStepError
    ├── StepNotOpenError
    ├── UnknownOutcomeError
    └── StateError              the stored state does not belong to this diagram
"""

from collections.abc import Sequence
from typing import Any


class FlowError(ValueError):
    code = "flow.error"


class DiagramError(FlowError):
    """`element`: the id of what is wrong in the drawing, where it is one thing."""

    code = "flow.diagram"

    def __init__(self, told: str, element: str = "") -> None:
        super().__init__(told)
        self.element = element


class MalformedXmlError(DiagramError):
    code = "flow.malformed_xml"


class ForbiddenElementError(DiagramError):
    code = "flow.forbidden_element"


class BrokenDiagramError(DiagramError):
    code = "flow.broken_diagram"


class StepIncompleteError(DiagramError):
    code = "flow.step_incomplete"


class ConditionError(DiagramError):
    code = "flow.condition"


class DeadBranchError(DiagramError):
    code = "flow.dead_branch"


class UnsoundError(DiagramError):
    code = "flow.unsound"


class EndlessError(UnsoundError):
    code = "flow.endless"


class DrawnError(DiagramError):
    code = "flow.drawn"

    def __init__(self, told: str, faults: Sequence[Any] = ()) -> None:
        super().__init__(told)
        self.faults = tuple(faults)


class TableError(DiagramError):
    code = "flow.table"

    def __init__(self, told: str, faults: Sequence[Any] = ()) -> None:
        super().__init__(told)
        self.faults = tuple(faults)


class NotATableError(DiagramError):
    code = "flow.not_a_table"


class StepError(FlowError):
    code = "flow.step"


class UnknownStepError(StepError):
    code = "flow.unknown_step"


class StepNotOpenError(StepError):
    code = "flow.step_not_open"


class UnknownOutcomeError(StepError):
    code = "flow.unknown_outcome"


class StateError(StepError):
    code = "flow.state"
