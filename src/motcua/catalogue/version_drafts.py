"""The next version on its way: what may be written into it, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.forms.edits import FormEdit
from motcua.catalogue.parts.edits import PartEdit
from motcua.catalogue.processes.hours import share_table
from motcua.engines.flow.api import TableStep, table_hours
from motcua.engines.forms.types import Text


class Rule(StrEnum):
    """What running dossiers do when the next version takes effect."""

    STAY = "stay"  # the law's default: a dossier keeps the version of its reception
    MOVE = "move"  # those that wait to be received move; what has been received stays


# ------------------------------------------------------------------ what an administrator writes


@dataclass(frozen=True, slots=True)
class FrameEdit:
    """Why there is a new version, from when, and what running dossiers do."""

    decision: str
    reason: str
    takes_effect_on: date | None
    rule: Rule


@dataclass(frozen=True, slots=True)
class GeneralEdit:
    name: Text
    summary: Text
    who_may_apply: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ProcessEdit:
    """The steps of one case's process; the BPMN is written from them.

    `let_go`: what is written around the steps of the drawing and may be lost, in the words of ProcessLosesError.
    """

    code: str
    steps: tuple[TableStep, ...]
    let_go: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessFileEdit:
    """A drawing, from our page or from a file, for one case; `stamp` says which process it began from."""

    code: str
    source: str
    stamp: str = ""


Edit = FrameEdit | GeneralEdit | PartEdit | ProcessEdit | ProcessFileEdit | FormEdit


# ------------------------------------------------------------------ how it is shown


def stamp_of(source: str) -> str:
    return sha256(source.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class DraftFault:
    """`part` and `code` say which editor mends it; `where` names the place in words, `field` the box."""

    part: str
    code: str
    where: str
    reason: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class StepFault:
    """What is wrong with one line of a table, or one `element` of a drawing; line -1: no line of its own."""

    line: int
    name: str
    reason: str
    element: str = ""

    def __str__(self) -> str:
        if self.line < 0:
            return f"{self.name}: {self.reason}" if self.name else self.reason
        return _("bước {} «{}»: {}").format(self.line + 1, self.name, self.reason)


@dataclass(frozen=True, slots=True)
class Budget:
    """Working hours of the steps beside those of the limit. A limit in calendar days is only not exceeded."""

    total: float
    allowed: int
    exactly: bool

    @property
    def fits(self) -> bool:
        return self.total == self.allowed if self.exactly else self.total <= self.allowed

    @property
    def missing(self) -> float:
        """Hours that are still to be given to steps."""
        return max(self.allowed - self.total, 0)

    @property
    def over(self) -> float:
        return max(self.total - self.allowed, 0)


@dataclass(frozen=True, slots=True)
class ProcessSheet:
    """One case's process as its editors show it. `steps` empty: `no_table` says why."""

    code: str
    case_name: Text
    limit_text: Text
    source: str
    steps: tuple[TableStep, ...]
    no_table: str
    budget: Budget

    @property
    def stamp(self) -> str:
        """Another one as soon as the process is another."""
        return stamp_of(self.source)

    def counted(self, steps: tuple[TableStep, ...]) -> Budget:
        """The same limit beside steps that are not written yet."""
        return self.weighing(table_hours(steps))

    def weighing(self, total: float) -> Budget:
        return replace(self.budget, total=total)

    def shared(self, steps: tuple[TableStep, ...]) -> tuple[TableStep, ...]:
        """The steps with hours that share the limit as they shared their sum."""
        return share_table(steps, self.budget.allowed)


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One published process in the list to copy from."""

    process_id: UUID
    procedure_code: str
    title: str
    case: str
    province: str
    decision: str
    limit_text: str
    hours: float


@dataclass(frozen=True, slots=True)
class ProcessReport:
    """What a file of published processes brought; `refused` names row, place, reason and what to do."""

    read: int
    taken: int
    new: int
    changed: tuple[str, ...]
    refused: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change in words. `before` or `after` is empty where something came or went."""

    part: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """One line of the administrators' list."""

    code: str
    name: str
    field: str
    level: str
    valid_from: date
    decision: str
    draft_id: UUID | None
    draft_state: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version with what it changed against the one before it."""

    version_id: UUID
    valid_from: date
    valid_to: date | None
    decision: str
    reason: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    draft_id: UUID
    state: str
    takes_effect_on: date | None


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    code: str
    name: str
    versions: tuple[VersionLine, ...]
    draft: DraftLine | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """`plain` is the description as stored (see procedure.schema.json), `form` the form's definition."""

    draft_id: UUID
    code: str
    state: str
    authors: tuple[UUID, ...]
    decision: str
    reason: str
    takes_effect_on: date | None
    rule: Rule
    returned_with: str
    changed_at: datetime
    plain: Mapping[str, Any]
    form: Mapping[str, Any]
    differences: tuple[Difference, ...]
    faults: tuple[DraftFault, ...] = field(default=())
    content: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def is_open(self) -> bool:
        return self.state == "writing"

    def component(self, code: str) -> Mapping[str, Any]:
        return next((one for one in self.plain["components"] if one["code"] == code), {})

    def fee(self, code: str) -> Mapping[str, Any]:
        return next((one for one in self.plain.get("fees", []) if one["code"] == code), {})

    def case(self, code: str) -> Mapping[str, Any]:
        return next((one for one in self.plain["cases"] if one["code"] == code), {})
