"""One row of the file in our words, or every reason why not."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import ProcedureNotFoundError
from motcua.catalogue.types import Case, ProcedureVersion
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.types import OrganisationRef
from motcua.dossiers.actions.open_steps import WAITS_FOR_OBLIGATION
from motcua.dossiers.legacy.columns import DATES, REQUIRED, Column
from motcua.dossiers.legacy.dates import EARLIEST, day_of, moment_of
from motcua.dossiers.legacy.mapping import LegacyMapping, OurProcedure
from motcua.dossiers.legacy.reasons import REASONS, REMARKS
from motcua.dossiers.legacy.table import Row
from motcua.dossiers.queries.offices import unit_for
from motcua.dossiers.types import ENDED, Channel, Status
from motcua.dossiers.types.legacy import Finding, Remark
from motcua.engines.legaltime.api import Calendar
from motcua.kit import clock

C = Column
S = Status
_CODE = re.compile(r"(?=.*[0-9])[0-9A-Z][0-9A-Z./_-]{2,59}")
_TWELVE = re.compile(r"[0-9]{12}")
_FORMULA = re.compile(r"[=+@\t\r-]")
_ROUNDED = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
_ACCEPTED = (C.SUBMITTED, C.ACCEPTED)
NEEDS: Mapping[Status, tuple[Column, ...]] = {
    S.SUBMITTED: (C.SUBMITTED,),
    S.ACCEPTED: _ACCEPTED,
    S.IN_PROGRESS: _ACCEPTED,
    S.SUPPLEMENT_REQUESTED: (C.SUBMITTED, C.ASKED, C.ANSWER_BY),
    S.PAYMENT_REQUIRED: (*_ACCEPTED, C.OBLIGED),
    S.NOT_ACCEPTED: (C.SUBMITTED, C.ENDED),
    S.WITHDRAWN: (C.SUBMITTED, C.ENDED),
    S.STOPPED: (C.SUBMITTED, C.ENDED),
    S.RESOLVED: (*_ACCEPTED, C.ENDED),
    S.RESULT_RETURNED: (*_ACCEPTED, C.ENDED, C.RETURNED),
}
_OVER = (C.ENDED, C.RETURNED)
_TAX = (C.OBLIGED, C.SETTLED)
CANNOT_HAVE: Mapping[Status, tuple[Column, ...]] = {
    S.SUBMITTED: (C.ACCEPTED, *_TAX, *_OVER),
    S.ACCEPTED: (*_TAX, *_OVER),
    S.NOT_ACCEPTED: _TAX,
    S.IN_PROGRESS: _OVER,
    S.SUPPLEMENT_REQUESTED: (C.ANSWERED, *_OVER),
    S.PAYMENT_REQUIRED: (C.SETTLED, *_OVER),
    S.RESOLVED: (C.RETURNED,),
}
# A request that was never answered, tax that was never paid, ends nowhere else.
UNANSWERED = frozenset({S.SUPPLEMENT_REQUESTED, S.WITHDRAWN, S.STOPPED})
UNSETTLED = frozenset({S.PAYMENT_REQUIRED, S.WITHDRAWN})
# What happened, in the order in which it can only have happened; the appointments lie ahead.
_SUPPLEMENT = (C.ASKED, C.ANSWERED)
HAPPENED = (C.SUBMITTED, C.ACCEPTED, *_SUPPLEMENT, *_TAX, C.ENDED, C.RETURNED)
TAX_FIRST = (C.SUBMITTED, C.ACCEPTED, *_TAX, *_SUPPLEMENT, C.ENDED, C.RETURNED)


@dataclass(frozen=True, slots=True)
class Told:
    """A dossier as another system told it, in our words."""

    row: int
    old_code: str
    code: str
    digest: str
    values: Mapping[str, str]
    agency: OrganisationRef
    version: ProcedureVersion
    case: Case
    status: Status
    channel: Channel
    owner: str
    personal_id: str
    born: date | None
    at: Mapping[Column, datetime]
    remarks: tuple[Remark, ...] = field(default=())

    def value(self, column: Column) -> str:
        return self.values.get(column.value, "")


def old_code_of(row: Row) -> str:
    return row[C.CODE].upper()


def digest_of(values: Mapping[str, str]) -> str:
    content = json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def values_of(row: Row) -> dict[str, str]:
    """What was said; an empty cell says nothing."""
    return {column.value: value for column, value in row.values.items() if value}


class Reader:
    """Reads rows by one mapping; `unknown` counts the codes that it lacks."""

    def __init__(self, mapping: LegacyMapping) -> None:
        self._mapping = mapping
        self.calendar = catalogue.calendar()
        self.unknown: dict[tuple[str, str], tuple[str, int]] = {}
        self._here: dict[tuple[UUID, str, UUID], bool] = {}
        self._versions: dict[tuple[OurProcedure, date], ProcedureVersion | None] = {}

    def read(self, row: Row) -> Told | list[Finding]:
        """Codes that the mapping lacks are all named, not only the first."""
        if row.broken:
            return [finding(row, "", "broken", why=row.broken)]
        found = [*self._cells(row), *self._codes(row)]
        at: dict[Column, datetime] = {}
        found += _dates(row, at, self.calendar)
        status = self._mapping.status(row[C.STATUS])
        if status is not None and not found:
            found += _needed(row, status, at)
        return found or self._told(row, at)

    def _cells(self, row: Row) -> Iterator[Finding]:
        for column in REQUIRED:
            if not row[column]:
                yield finding(row, column, "missing")
        for column, value in row.values.items():
            if "\ufffd" in value:
                yield finding(row, column, "letters")
            elif _FORMULA.match(value) and column not in {C.NOTE, C.PROCEDURE_NAME, C.UNIT_NAME}:
                yield finding(row, column, "formula")
        if _ROUNDED.fullmatch(row[C.PERSONAL_ID]):
            yield finding(row, C.PERSONAL_ID, "rounded")
        code = f"{self._mapping.prefix}{old_code_of(row)}".upper()
        if row[C.CODE] and (not _CODE.fullmatch(code) or _TWELVE.fullmatch(code)):
            yield finding(row, C.CODE, "code_shape")

    def _codes(self, row: Row) -> Iterator[Finding]:
        unit, procedure, mapping = row[C.UNIT], row[C.PROCEDURE], self._mapping
        if unit and unit not in mapping.units:
            yield self.unknown_word(row, C.UNIT, "unit", name=row[C.UNIT_NAME])
        if procedure and procedure not in mapping.procedures:
            yield self.unknown_word(row, C.PROCEDURE, "procedure", name=row[C.PROCEDURE_NAME])
        status = mapping.status(row[C.STATUS])
        if row[C.STATUS] and status is None:
            yield self.unknown_word(row, C.STATUS, "status")
        if mapping.channel(row[C.CHANNEL]) is None:
            yield self.unknown_word(row, C.CHANNEL, "channel")

    def unknown_word(
        self,
        row: Row,
        column: Column,
        kind: str,
        *,
        name: str = "",
        sheet: str = "",
        code: str = "",
    ) -> Finding:
        """`code`: under which it is counted, where that is not the cell itself."""
        key = kind, code or row[column]
        said, before = self.unknown.get(key, ("", 0))
        self.unknown[key] = (said or name, before + 1)
        return finding(row, column, f"unknown_{kind}", value=row[column], sheet=sheet)

    def _told(self, row: Row, at: Mapping[Column, datetime]) -> Told | list[Finding]:
        mapping, values = self._mapping, values_of(row)
        ours = mapping.procedures[row[C.PROCEDURE]]
        version = self._version(ours, at.get(C.ACCEPTED, at[C.SUBMITTED]).date())
        if version is None:
            return [finding(row, C.PROCEDURE, "no_version", value=row[C.PROCEDURE])]
        agency = mapping.units[row[C.UNIT]]
        case = version.case(ours.case or version.cases[0].code)
        status = mapping.status(row[C.STATUS]) or S.SUBMITTED
        if status not in ENDED and not self._works_here(version, case, agency):
            return [finding(row, C.UNIT, "not_here", value=row[C.UNIT])]
        if status is S.PAYMENT_REQUIRED and not waits_for_tax(version, case):
            return [finding(row, C.STATUS, "no_tax_step", value=row[C.STATUS])]
        number = re.sub(r"[\s.]", "", row[C.PERSONAL_ID])
        return Told(
            row=row.number,
            old_code=old_code_of(row),
            code=f"{mapping.prefix}{old_code_of(row)}".upper(),
            digest=digest_of(values),
            values=values,
            agency=agency,
            version=version,
            case=case,
            status=status,
            channel=mapping.channel(row[C.CHANNEL]) or Channel.DIRECT,
            owner=row[C.OWNER],
            personal_id=number if _TWELVE.fullmatch(number) else "",
            born=day_of(row[C.BORN]),
            at=at,
            remarks=tuple(_remarks(row, number)),
        )

    def _works_here(self, version: ProcedureVersion, case: Case, agency: OrganisationRef) -> bool:
        """Whether the agency has every unit that the process may need."""
        key = (version.id, case.code, agency.id)
        if key not in self._here:
            steps = catalogue.diagram(version.id, case.code).steps
            self._here[key] = all(_has_unit(agency, step.unit) for step in steps)
        return self._here[key]

    def _version(self, ours: OurProcedure, received: date) -> ProcedureVersion | None:
        """In force when it was received, or the one that the mapping names."""
        key = (ours, ours.version or received)
        if key not in self._versions:
            try:
                self._versions[key] = catalogue.procedure(ours.code, on=key[1])
            except ProcedureNotFoundError:
                self._versions[key] = None
        return self._versions[key]


def waits_for_tax(version: ProcedureVersion, case: Case) -> bool:
    diagram = catalogue.diagram(version.id, case.code)
    waiting = {step.key for step in diagram.steps if step.kind == WAITS_FOR_OBLIGATION}
    return not waiting.isdisjoint(diagram.normal_path)


def finding(
    row: Row,
    column: Column | str,
    reason: str,
    *,
    value: str = "",
    sheet: str = "",
    **said: object,
) -> Finding:
    why, todo = REASONS[reason]
    name = column.value if isinstance(column, Column) else column
    told, then = str(why).format(**said), str(todo).format(**said)
    return Finding(row.number, old_code_of(row), name, told, then, value, sheet)


def wrong_cell(row: Row, required: Sequence[Column], sheet: str) -> Finding | None:
    """Of a row of answers or papers: what cannot be read at all."""
    if row.broken:
        return finding(row, "", "broken", why=row.broken, sheet=sheet)
    empty = next((column for column in required if not row[column]), None)
    if empty is not None:
        return finding(row, empty, "missing", sheet=sheet)
    spoilt = next((column for column, value in row.values.items() if "\ufffd" in value), None)
    return finding(row, spoilt, "letters", sheet=sheet) if spoilt else None


def _has_unit(agency: OrganisationRef, kind: str) -> bool:
    try:
        unit_for(agency.id, kind)
    except OrganisationNotFoundError:
        return False
    return True


def _dates(row: Row, at: dict[Column, datetime], calendar: Calendar) -> Iterator[Finding]:
    """Fills `at`; a day without an hour is no earlier than what happened before on that day."""
    today = clock.now()
    for column in DATES:
        if not row[column]:
            continue
        found = moment_of(row[column])
        if found is None:
            yield finding(row, column, "date")
            continue
        moment, with_hour = found
        if moment.date() < EARLIEST:
            yield finding(row, column, "too_old")
        elif column in HAPPENED and moment > today:
            yield finding(row, column, "future")
        else:
            at[column] = (
                moment if with_hour else _on_that_day(column, moment, at, calendar=calendar)
            )


def _on_that_day(
    column: Column, midnight: datetime, at: Mapping[Column, datetime], *, calendar: Calendar
) -> datetime:
    """An appointment ends with the office; an event is no earlier than the one before it."""
    if column in {C.DUE, C.ANSWER_BY}:
        return calendar.closing(midnight.date())
    before = (m for one, m in at.items() if one in HAPPENED and m.date() == midnight.date())
    return max([midnight, *before])


def _needed(row: Row, status: Status, at: Mapping[Column, datetime]) -> Iterator[Finding]:
    """Dates that the status needs, that it cannot have, and that cross."""
    on_to_tax = C.OBLIGED in at and not _tax_first(at)
    answered = (C.ANSWERED,) if C.ASKED in at and (status not in UNANSWERED or on_to_tax) else ()
    settled = (C.SETTLED,) if C.OBLIGED in at and status not in UNSETTLED else ()
    obliged = (C.ACCEPTED, C.OBLIGED) if C.OBLIGED in at or C.SETTLED in at else ()
    for column in dict.fromkeys((*NEEDS[status], *answered, *obliged, *settled)):
        if column not in at:
            yield finding(row, column, "missing_date")
    for column in CANNOT_HAVE.get(status, ()):
        if column in at:
            yield finding(row, column, "contradicts", status=row[C.STATUS])
    yield from _crossing(row, at)


def in_order(at: Mapping[Column, datetime]) -> tuple[Column, ...]:
    """Papers may be asked for before tax or after it, never meanwhile."""
    return TAX_FIRST if _tax_first(at) else HAPPENED


def _tax_first(at: Mapping[Column, datetime]) -> bool:
    return C.SETTLED in at and C.ASKED in at and at[C.SETTLED] <= at[C.ASKED]


def _crossing(row: Row, at: Mapping[Column, datetime]) -> Iterator[Finding]:
    happened = [column for column in in_order(at) if column in at]
    appointed = [
        (since, until)
        for since, until in ((C.ACCEPTED, C.DUE), (C.ASKED, C.ANSWER_BY))
        if since in at and until in at
    ]
    for before, after in (*pairwise(happened), *appointed):
        if at[after] < at[before]:
            yield finding(row, after, "crossing", before=before.value)


def _remarks(row: Row, number: str) -> Iterator[Remark]:
    def tell(column: Column, key: str) -> Remark:
        return Remark(row.number, old_code_of(row), column.value, str(REMARKS[key]))

    if row[C.ACCEPTED] and not row[C.DUE]:
        yield tell(C.DUE, "no_due")
    if number and not _TWELVE.fullmatch(number):
        yield tell(C.PERSONAL_ID, "short_id")
    if row[C.BORN] and day_of(row[C.BORN]) is None:
        yield tell(C.BORN, "birth_date")
