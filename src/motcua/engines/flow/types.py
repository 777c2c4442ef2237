"""The shapes that cross the door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from motcua.engines.flow.errors import UnknownStepError

State = dict[str, Any]
"""Plain JSON: `open` step keys and `joined`, the branches that have arrived at a join and wait."""


class StepKind(StrEnum):
    NORMAL = "normal"
    CONSULT = "consult"
    LINKED = "linked"  # waits for a child dossier of its own procedure
    WAIT_PAYMENT = "wait_payment"
    POSTING = "posting"
    DRAFT = "draft"
    SIGN = "sign"
    NUMBER = "number"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class StepDef:
    key: str
    name_vi: str
    name_en: str
    role: str
    unit: str
    hours: float  # working hours, eight a day
    kind: StepKind
    counted: bool  # inside the legal time
    outcomes: tuple[str, ...]  # the first one is the normal way on
    agency: str = ""  # code of the agency that does it; empty: the dossier's own


class Position(NamedTuple):
    number: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """One version of a process, read and checked once; holds no dossier's state."""

    name: str
    source: bytes  # as written, for showing
    steps: tuple[StepDef, ...]
    normal_path: tuple[str, ...] = ()  # in the order in which steps get done if all goes well
    total_hours: float = 0.0  # of counted steps along it; parallel branches take the longest
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    """By step and outcome, what the drawing says beside the arrow that an outcome of its own takes."""
    positions: Mapping[str, int] = field(default_factory=dict, repr=False)
    spec: Any = field(default=None, repr=False)

    def step(self, key: str) -> StepDef:
        for step in self.steps:
            if step.key == key:
                return step
        raise UnknownStepError(f"Quy trình không có bước «{key}».")
