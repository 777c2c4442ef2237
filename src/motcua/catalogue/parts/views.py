"""How cases, fees and other agencies of a version on its way are shown."""

from dataclasses import dataclass

from motcua.engines.forms.types import Text


@dataclass(frozen=True, slots=True)
class CaseUses:
    """What stands in the way of removing a case, and what would go with it; each in words."""

    name: str
    uses: tuple[str, ...]
    goes_along: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee in the table: what it is and what its amount depends on, in words."""

    code: str
    name: str
    amount: str
    rules: tuple[tuple[str, str], ...]
    cases: str
    legal_source: str
    issued_on: str


@dataclass(frozen=True, slots=True)
class StepAtAgency:
    """A step that another agency answers. `silence` empty: no answer in time is no consent.

    `asks`: who is asked, or which procedure is waited for. `missing`: nothing is said of it yet.
    """

    step: str
    name: Text
    kind: str
    hours: float
    asks: str
    silence: str = ""
    basis: str = ""
    missing: bool = False
