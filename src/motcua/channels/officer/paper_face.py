"""What stands on a paper, typed by the official who holds the original beside the scan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from motcua.channels.desk.dates import TypedDate
from motcua.dossiers.types import Confirmed


@dataclass(frozen=True, slots=True)
class Face:
    """`issued`, `until`: as typed."""

    number: str = ""
    issuer: str = ""
    issued: str = ""
    until: str = ""

    @property
    def is_begun(self) -> bool:
        return bool(self.number or self.issuer or self.issued or self.until)

    @property
    def fault(self) -> bool:
        return any(typed and _day(typed) is None for typed in (self.issued, self.until))

    def confirmed(self, component: str) -> Confirmed:
        return Confirmed(
            component,
            number=self.number,
            issuer=self.issuer,
            issued_on=_day(self.issued),
            valid_to=_day(self.until),
        )


def read(code: str, posted: Mapping[str, str]) -> Face:
    return Face(
        number=posted.get(f"number:{code}", "").strip(),
        issuer=posted.get(f"issuer:{code}", "").strip(),
        issued=posted.get(f"issued:{code}", "").strip(),
        until=posted.get(f"until:{code}", "").strip(),
    )


def _day(typed: str) -> date | None:
    try:
        written = TypedDate(required=False).clean(typed)
    except ValidationError:
        return None
    return date.fromisoformat(written) if written else None
