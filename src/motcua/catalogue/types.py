"""What a procedure is, as the other rooms and the channels see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from motcua.catalogue.codes import FeeKind, FeePer, Level, Mode, ServiceLevel
from motcua.catalogue.forms.comparison_kinds import KINDS as COMPARISON_KINDS, ComparisonKind
from motcua.catalogue.forms.edits import (
    BlockEdit,
    ComparisonDrop,
    ComparisonEdit,
    Limits,
    OptionEdit,
    PageDrop,
    PageEdit,
    PageShift,
    QuestionDrop,
    QuestionEdit,
    QuestionShift,
)
from motcua.catalogue.forms.kinds import (
    FILLED as FILLED_FROM,
    KINDS as QUESTION_KINDS,
    LISTS as NAMED_LISTS,
    LOCKS as LOCK_WORDS,
)
from motcua.catalogue.forms.views import (
    FormOutline,
    OutlinePage,
    OutlineQuestion,
    QuestionView,
    SamplePerson,
)
from motcua.catalogue.listed import LifeEvent, ProcedureFilter, ProcedureSummary
from motcua.catalogue.national.mends import LimitMend, RowMend
from motcua.catalogue.parts.edits import (
    AgenciesEdit,
    CaseDrop,
    CaseEdit,
    CaseResult,
    Consulted,
    FeeDrop,
    FeeEdit,
    FeeExemption,
    FeeRules,
    FeeTier,
    LinkedStep,
    PaperDrop,
    PaperEdit,
    PaperShift,
    ResultEdit,
)
from motcua.catalogue.parts.views import CaseUses, FeeLine, StepAtAgency
from motcua.catalogue.processes.words import KINDS, ROLES, UNITS
from motcua.catalogue.version_drafts import (
    Budget,
    Difference,
    DraftFault,
    DraftLine,
    DraftView,
    Edit,
    FrameEdit,
    GeneralEdit,
    ProcedureLine,
    ProcedurePage,
    ProcessEdit,
    ProcessFileEdit,
    ProcessReport,
    ProcessSheet,
    Rule,
    StandardLine,
    StepFault,
    VersionLine,
)
from motcua.engines.flow.api import TableStep
from motcua.engines.forms.types import Text
from motcua.engines.legaltime.api import ClockPolicy, Limit

__all__ = [
    "COMPARISON_KINDS",
    "FILLED_FROM",
    "KINDS",
    "LOCK_WORDS",
    "NAMED_LISTS",
    "QUESTION_KINDS",
    "ROLES",
    "UNITS",
    "AgenciesEdit",
    "BlockEdit",
    "Budget",
    "Case",
    "CaseDrop",
    "CaseEdit",
    "CaseResult",
    "CaseUses",
    "ComparisonDrop",
    "ComparisonEdit",
    "ComparisonKind",
    "Component",
    "Consulted",
    "Difference",
    "DraftFault",
    "DraftLine",
    "DraftView",
    "Edit",
    "Fee",
    "FeeDrop",
    "FeeEdit",
    "FeeExemption",
    "FeeKind",
    "FeeLine",
    "FeePer",
    "FeeRules",
    "FeeTier",
    "FormOutline",
    "FrameEdit",
    "GeneralEdit",
    "LegalText",
    "Level",
    "LifeEvent",
    "LimitMend",
    "Limits",
    "LinkedStep",
    "LoadReport",
    "Mode",
    "OptionEdit",
    "OutlinePage",
    "OutlineQuestion",
    "PageDrop",
    "PageEdit",
    "PageShift",
    "PaperDrop",
    "PaperEdit",
    "PaperShift",
    "ProcedureFilter",
    "ProcedureLine",
    "ProcedurePage",
    "ProcedureSummary",
    "ProcedureVersion",
    "ProcessEdit",
    "ProcessFileEdit",
    "ProcessReport",
    "ProcessSheet",
    "QuestionDrop",
    "QuestionEdit",
    "QuestionShift",
    "QuestionView",
    "Result",
    "ResultEdit",
    "ResultField",
    "ResultTemplate",
    "RowMend",
    "Rule",
    "SamplePerson",
    "ServiceLevel",
    "StandardLine",
    "StepAtAgency",
    "StepFault",
    "TableStep",
    "Text",
    "VersionLine",
]


@dataclass(frozen=True, slots=True)
class Component:
    """A paper of the dossier. Of those in one `one_of_group`, one is enough.

    `condition` is an expression over the form's answers (JsonLogic, as in forms); `replaceable_by`
    names sources whose data stand for the paper, so that it need not be handed in.
    """

    code: str
    name: Text
    hint: Text | None
    mode: Mode
    originals: int
    copies: int
    required: bool
    condition: Any
    condition_text: Text | None
    one_of_group: str
    replaceable_by: tuple[str, ...]
    accept: tuple[str, ...]
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper that can be used again. `meets`, `digitised_from`: (procedure code, component)."""

    code: str
    name: Text
    meets: frozenset[tuple[str, str]]
    digitised_from: frozenset[tuple[str, str]]
    valid_months: int | None


@dataclass(frozen=True, slots=True)
class Fee:
    """`amount` None: set by the province's Council, told by the official.

    `rules` is plain data: `by_channel` {online|direct|postal: amount}, `tiers` [{up_to, amount}]
    counted per copy, `cap` per copy, `exempt` [{code, name, legal_source}], `when` (an expression over
    the answers), `count_from` {table, pages, copies} or {field}.
    """

    code: str
    name: Text
    kind: FeeKind
    amount: int | None
    per: FeePer
    legal_source: str
    collected_at: str
    confirmed: bool
    note: Text | None = None
    issued_on: str = ""  # the day of the legal source, ISO
    rules: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """Time, papers, fees and process belong to the case, not to the procedure.

    `limit` is what is promised: the province's own where it has one, which is never longer than
    `national_limit`.
    """

    code: str
    name: Text
    question: Text | None
    limit: Limit
    national_limit: Limit
    clock_policy: ClockPolicy
    time_text: Text
    components: tuple[Component, ...]
    fees: tuple[Fee, ...]
    process: str
    consulted: tuple[Consulted, ...] = ()
    linked: tuple[LinkedStep, ...] = ()

    def component(self, code: str) -> Component:
        return next(component for component in self.components if component.code == code)


@dataclass(frozen=True, slots=True)
class Result:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class LegalText:
    number: str
    name: str
    articles: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureVersion:
    """What was in force from `valid_from`: a dossier keeps the version it was received under.

    `offered_by` names the agencies that answer for it, by code; empty: each of the kind `handled_by`.
    """

    id: UUID
    code: str
    name: Text
    summary: Text
    field: Text
    level: Level
    handled_by: str
    service_level: ServiceLevel
    valid_from: date
    valid_to: date | None
    decision: str
    who_may_apply: tuple[Text, ...]
    preparation: tuple[Text, ...]
    life_events: tuple[str, ...]
    cases: tuple[Case, ...]
    results: tuple[Result, ...]
    legal_basis: tuple[LegalText, ...]
    min_level: int
    retention_years: int | None
    minutes: int
    confirmed: bool
    offered_by: tuple[str, ...] = ()  # codes of agencies; empty: all of the kind `handled_by`

    def case(self, code: str) -> Case:
        return next(case for case in self.cases if case.code == code)

    def closing(self, valid_to: date | None) -> "ProcedureVersion":
        return self if valid_to == self.valid_to else replace(self, valid_to=valid_to)


@dataclass(frozen=True, slots=True)
class ResultField:
    """A value the paper prints: taken from an answer (`source`), or asked of the official (`ask`)."""

    name: str
    source: str
    ask: Text | None
    widget: str = "text"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ResultTemplate:
    source: str
    fields: tuple[ResultField, ...]
    result_code: str
    title: Text
    valid_months: int | None = None  # from the day of issue; None: it does not expire


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Codes with the day they take effect, by what happened to them."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
