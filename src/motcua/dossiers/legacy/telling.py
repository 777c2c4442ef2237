"""From what another system told to a dossier with a chronicle: its milestones, and nothing between them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.directory.types import Actor
from motcua.dossiers.chronicle import ToldChronicle
from motcua.dossiers.legacy.columns import Column
from motcua.dossiers.legacy.reading import Told, in_order
from motcua.dossiers.legacy.starting import Goal, begin
from motcua.dossiers.models import (
    Dossier,
    LegacyBatch,
    LegacyEntry,
    Step,
    SupplementRequest,
    Turn,
    TurnKind,
)
from motcua.dossiers.queries.drafts import seal_content
from motcua.dossiers.queries.offices import service_centre
from motcua.dossiers.types import ENDED, Status
from motcua.engines.legaltime.api import Calendar
from motcua.kit import bulk, clock, crypto
from motcua.kit.ids import new_id
from motcua.kit.text import search_key

C = Column
K = TurnKind
S = Status
_ENDINGS = {
    S.NOT_ACCEPTED: K.REFUSED,
    S.WITHDRAWN: K.WITHDRAWN,
    S.STOPPED: K.STOPPED,
    S.RESOLVED: K.RESOLVED,
    S.RESULT_RETURNED: K.RESOLVED,
}
_BETWEEN = {
    C.ASKED: K.SUPPLEMENT_REQUESTED,
    C.ANSWERED: K.SUPPLEMENT_ANSWERED,
    C.OBLIGED: K.OBLIGATION_REQUIRED,
    C.SETTLED: K.OBLIGATION_SETTLED,
}
_AT_WORK = frozenset({S.ACCEPTED, S.IN_PROGRESS, S.SUPPLEMENT_REQUESTED})


@dataclass(slots=True)
class Landing:
    """Rows of one transaction, on their way."""

    calendar: Calendar
    dossiers: list[Dossier] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    requests: list[SupplementRequest] = field(default_factory=list)
    entries: list[LegacyEntry] = field(default_factory=list)

    def write(self) -> None:
        """Two statements a table, however many rows."""
        for rows in (self.dossiers, self.turns, self.steps, self.requests, self.entries):
            bulk.insert(rows)


def land(told: Told, owner_id: UUID, batch: LegacyBatch, *, actor: Actor, landing: Landing) -> None:
    """One dossier with its history, to be written with the others of the transaction."""
    dossier = _dossier(told, owner_id, batch.source)
    chronicle = ToldChronicle(dossier, actor)
    chronicle.calendar = landing.calendar
    _tell(told, chronicle)
    request = _open_request(told, dossier, actor)
    steps = _steps(told, dossier, chronicle)
    chronicle.add(
        K.IMPORTED,
        facts={"batch": str(batch.id), "source": batch.source, "row": told.row},
        note=_note(told),
        unit_id=dossier.received_by_unit_id,
    )
    dossier.keep_until = _keep_until(told, dossier)
    landing.dossiers.append(dossier)
    landing.steps += steps
    landing.turns += chronicle.taken()
    landing.requests += [request] if request else []
    landing.entries.append(_entry(told, dossier, batch))


def _steps(told: Told, dossier: Dossier, chronicle: ToldChronicle) -> list[Step]:
    """What is open here from now on; who waits for tax does so since it was asked for."""
    if told.status is S.PAYMENT_REQUIRED:
        return begin(dossier, chronicle, Goal.TAX, since=told.at[C.OBLIGED])
    if told.status is S.RESOLVED:
        return begin(dossier, chronicle, Goal.RETURN)
    at_work = told.status in _AT_WORK and dossier.accepted_at is not None
    return begin(dossier, chronicle, Goal.FIRST) if at_work else []


def _dossier(told: Told, owner_id: UUID, source: str) -> Dossier:
    centre = service_centre(told.agency.id)
    dossier_id = new_id()
    return Dossier(
        id=dossier_id,
        code=told.code,
        secret_sealed=crypto.seal(crypto.new_secret(), row=f"dossier:secret:{dossier_id}"),
        source_key=uuid5(NAMESPACE_URL, f"motcua:legacy:{source}:{told.old_code}"),
        version_id=told.version.id,
        procedure_code=told.version.code,
        case_code=told.case.code,
        agency_id=told.agency.id,
        received_by_unit_id=centre.id,
        agencies=sorted({told.agency.id, centre.agency_id}),
        channel=told.channel,
        owner_id=owner_id,
        owner_name=told.owner,
        owner_key=search_key(told.owner),
        submitter_id=owner_id,
        answers_sealed=seal_content(dossier_id, answers={}, provenance={}),
        submitted_at=told.at[C.SUBMITTED],
    )


def _tell(told: Told, chronicle: ToldChronicle) -> None:
    """Each milestone at its own moment; the appointment as the other system made it."""
    at, unit = told.at, {"old_unit": told.value(C.UNIT_NAME) or told.value(C.UNIT)}
    chronicle.tell(
        K.SUBMITTED,
        at[C.SUBMITTED],
        {**unit, "channel": told.channel.value, "case": told.case.code},
    )
    second = _second_appointment(told)
    if C.ACCEPTED in at:
        promise = {} if second else _promise(told)
        chronicle.tell(K.ACCEPTED, at[C.ACCEPTED], {**unit, **promise})
    for column in in_order(at):
        if column in _BETWEEN and column in at and (column is not C.ANSWERED or C.ASKED in at):
            promise = _promise(told) if second and column is C.SETTLED else {}
            chronicle.tell(_BETWEEN[column], at[column], {**unit, **promise})
    if told.status in _ENDINGS:
        chronicle.tell(_ENDINGS[told.status], at[C.ENDED], unit)
    if told.status is S.RESULT_RETURNED:
        chronicle.tell(K.RETURNED, at[C.RETURNED], {**unit, "method": "counter"})


def _second_appointment(told: Told) -> bool:
    """Tax is paid, and what is due now was promised for after it."""
    return C.SETTLED in told.at and told.case.clock_policy.second_limit is not None


def _promise(told: Told) -> dict[str, str]:
    if C.DUE not in told.at:
        return {}
    return {"promised": told.at[C.DUE].isoformat(), "told_at": _told_at(told).isoformat()}


def _told_at(told: Told) -> datetime:
    """When the appointment stood so: now; or, of one that waits, when the waiting began."""
    if told.status is S.SUPPLEMENT_REQUESTED and C.ANSWERED not in told.at:
        return told.at[C.ASKED]
    if told.status is S.PAYMENT_REQUIRED:
        return told.at[C.OBLIGED]
    return clock.now()


def _open_request(told: Told, dossier: Dossier, actor: Actor) -> SupplementRequest | None:
    """What was asked for is not in the file: the reason says where to look."""
    if told.status is not S.SUPPLEMENT_REQUESTED:
        return None
    request_id = new_id()
    reason = told.value(C.NOTE) or f"Theo yêu cầu ở hệ thống cũ, hồ sơ {told.old_code}."
    return SupplementRequest(
        id=request_id,
        dossier=dossier,
        items_sealed=crypto.seal_json([], row=f"dossier_supplement:items:{request_id}"),
        reason_sealed=crypto.seal(reason, row=f"dossier_supplement:reason:{request_id}"),
        asked_by_id=actor.person_id,
        requested_at=told.at[C.ASKED],
        answer_by=told.at[C.ANSWER_BY],
        status_before=S.IN_PROGRESS if dossier.accepted_at else S.SUBMITTED,
    )


def _note(told: Told) -> str:
    """What the other system called it, word for word."""
    said = (
        ("mã", told.old_code),
        ("đơn vị", " ".join(filter(None, (told.value(C.UNIT), told.value(C.UNIT_NAME))))),
        ("thủ tục", told.value(C.PROCEDURE)),
        ("trạng thái", told.value(C.STATUS)),
        ("ghi chú", told.value(C.NOTE)),
    )
    return "Hệ thống cũ: " + "; ".join(f"{name} {value}" for name, value in said if value) + "."


def _keep_until(told: Told, dossier: Dossier) -> date | None:
    years = told.version.retention_years
    if dossier.state not in {*ENDED, S.RESOLVED} or dossier.ended_at is None or years is None:
        return None
    ended_on = dossier.ended_at.astimezone(clock.LEGAL_ZONE).date()
    return ended_on.replace(year=ended_on.year + years, day=min(ended_on.day, 28))


def _entry(told: Told, dossier: Dossier, batch: LegacyBatch) -> LegacyEntry:
    entry_id = new_id()
    return LegacyEntry(
        id=entry_id,
        batch=batch,
        source=batch.source,
        old_code=told.old_code,
        dossier=dossier,
        row=told.row,
        digest=told.digest,
        told_sealed=crypto.seal_json(dict(told.values), row=f"dossier_legacy:told:{entry_id}"),
    )
