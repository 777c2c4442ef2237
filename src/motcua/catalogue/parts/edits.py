"""What an administrator writes into the cases, papers, fees and other agencies of the next version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.engines.forms.types import Text

Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A result of a case's own, printed and filled in like the result `like`, by its code."""

    code: str
    name: Text
    title: Text
    like: str


@dataclass(frozen=True, slots=True)
class ResultEdit:
    """The procedure's common result. `like`: code of the result whose template it takes; empty: as it is.

    `valid_months` from the day of issue; None: as the law says of this kind of paper. `asked`: what the official
    who drafts it is asked, by field; those not named stay.
    """

    code: str
    name: Text
    title: Text
    like: str = ""
    valid_months: int | None = None
    asked: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseEdit:
    """`code` empty: a new case, which begins as a copy of the case `like`.

    `local_value` None: the province promises no less than the nation asks. `papers` and `fees` None:
    as they are. `result` None: the procedure's own one; `keeps_result`: as it is.
    """

    code: str
    name: Text
    value: int
    unit: str
    local_value: int | None
    papers: tuple[str, ...] | None = None
    fees: tuple[str, ...] | None = None
    result: CaseResult | None = None
    keeps_result: bool = True
    like: str = ""


@dataclass(frozen=True, slots=True)
class CaseDrop:
    """With the papers and fees that only this case asks for."""

    code: str


@dataclass(frozen=True, slots=True)
class PaperEdit:
    """`code` empty: a new paper. `cases`: those that ask for it; there `condition` decides for whom.

    `condition_text` None with a condition: told in the words of the condition.
    """

    code: str
    name: Text
    hint: Text | None
    mode: str
    required: bool
    originals: int
    copies: int
    condition_text: Text | None
    replaceable_by: tuple[str, ...]
    cases: tuple[str, ...]
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class PaperDrop:
    code: str


@dataclass(frozen=True, slots=True)
class PaperShift:
    """One place up (-1) or down (1) in the list."""

    code: str
    by: int


@dataclass(frozen=True, slots=True)
class FeeTier:
    """Pages up to this one cost so much each; `up_to` None: all the others."""

    up_to: int | None
    amount: int


@dataclass(frozen=True, slots=True)
class FeeExemption:
    """Who does not pay. `code` empty: a new line."""

    code: str
    name: Text
    legal_source: str


@dataclass(frozen=True, slots=True)
class FeeRules:
    """What an amount depends on: see `types.Fee`.

    `counted`, `pages`: a question `so_ban`, a column `bang.so_ban`, or (copies only) the rows `bang.`.
    """

    by_channel: Mapping[str, int | None] = field(default_factory=dict)
    tiers: tuple[FeeTier, ...] = ()
    cap: int | None = None
    counted: str = ""
    pages: str = ""
    exempt: tuple[FeeExemption, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class FeeEdit:
    """`code` empty: a new fee. `amount` None: the official tells. `rules` None: as they are."""

    code: str
    name: Text
    kind: str
    amount: int | None
    per: str
    legal_source: str
    issued_on: date | None
    collected_at: str
    cases: tuple[str, ...]
    rules: FeeRules | None = None


@dataclass(frozen=True, slots=True)
class FeeDrop:
    code: str


@dataclass(frozen=True, slots=True)
class Consulted:
    """Whom a consultation step asks, and the article by which silence is consent (empty: it is not).

    `agency` is the code of an organisation; empty where a unit of the same agency is asked.
    """

    step: str
    agency: str = ""
    silence: str = ""


@dataclass(frozen=True, slots=True)
class LinkedStep:
    """The child dossier that a step waits for: which procedure, where, filled in from which answers.

    `place` is the path of the answer that holds the commune where the child belongs.
    """

    step: str
    procedure: str
    case: str
    place: str
    basis: str
    answers: Mapping[str, str] = field(default_factory=dict)  # field of the child → answer here
    fixed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgenciesEdit:
    """Of one case: whom its steps at other agencies ask or wait for."""

    code: str
    consulted: tuple[Consulted, ...] = ()
    linked: tuple[LinkedStep, ...] = ()


PartEdit = (
    ResultEdit
    | CaseEdit
    | CaseDrop
    | PaperEdit
    | PaperDrop
    | PaperShift
    | FeeEdit
    | FeeDrop
    | AgenciesEdit
)
