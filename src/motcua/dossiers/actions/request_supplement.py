"""Ask once for everything missing; the legal clock stops by the procedure's policy."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import (
    HeldAlreadyError,
    NothingMissingError,
    ReasonRequiredError,
    SupplementOnceError,
    SupplementOpenError,
    UnknownComponentError,
)
from motcua.dossiers.events import SupplementRequested
from motcua.dossiers.models import Dossier, SupplementRequest, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.reuse import held
from motcua.dossiers.queries.supplements import asked_before
from motcua.dossiers.rules import is_breach, supplement_allowance
from motcua.dossiers.types import Status, SupplementItem
from motcua.kit import clock, crypto
from motcua.kit.events import publish
from motcua.kit.ids import new_id
from motcua.kit.scope import command


@command
def request_supplement(
    *,
    actor: Actor,
    dossier_id: UUID,
    items: Sequence[SupplementItem],
    reason: str,
    legal_basis: str = "",
) -> UUID:
    """Form 02: the full list in one request, with the reason (NĐ 118/2025/NĐ-CP Điều 11)."""
    if not items:
        raise NothingMissingError
    if not reason.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.REQUEST_SUPPLEMENT)
    _refuse_second(dossier)
    refuse_unknown(dossier, items)
    again = asked_again(dossier, items)
    needed = tuple(_only_needed(item, again) for item in items)
    facts = {"asked_again": again}
    asking = Asking(needed, reason.strip(), legal_basis.strip(), actor.person_id, facts)
    return send(dossier, actor, asking)


@dataclass(frozen=True, slots=True)
class Asking:
    """What one request says; `facts` are added to its turn."""

    items: tuple[SupplementItem, ...]
    reason: str
    basis: str
    asked_by_id: UUID
    facts: Mapping[str, object] = field(default_factory=dict)


def send(dossier: Dossier, actor: Actor, asking: Asking) -> UUID:
    """Write the request and its turn; what was asked before is a fact of the turn."""
    before = asked_before(dossier)
    again = [f"{i.kind}:{i.ref}" for i in asking.items if (i.kind, i.ref) in before]
    request = _request(dossier, asking)
    facts = {"request": str(request.id), "items": len(asking.items), **asking.facts}
    turns = Chronicle(dossier, actor)
    turn = turns.add(
        TurnKind.SUPPLEMENT_REQUESTED,
        facts={**facts, "asked_before": again} if again else facts,
        note=asking.reason,
    )
    request.save(force_insert=True)
    turns.write()
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.request_supplement",
        object_type="dossier",
        object_id=dossier.id,
        details={"request": str(request.id), "items": [f"{i.kind}:{i.ref}" for i in asking.items]},
    )
    publish(SupplementRequested(dossier_id=dossier.id, turn_id=turn.id))
    return request.id


def _refuse_second(dossier: Dossier) -> None:
    if dossier.state is Status.SUPPLEMENT_REQUESTED:
        raise SupplementOpenError
    received = received_on(dossier)
    if is_breach(received, dossier.supplements):
        basis = supplement_allowance(received)[1]
        raise SupplementOnceError(times=dossier.supplements, basis=basis)


def received_on(dossier: Dossier) -> date:
    """The day that decides which law counts the requests."""
    return (dossier.accepted_at or dossier.submitted_at).astimezone(clock.LEGAL_ZONE).date()


def refuse_unknown(dossier: Dossier, items: Sequence[SupplementItem]) -> None:
    components = {component.code for component in case_of(dossier).components}
    fields = {leaf.path for _page, leaf in catalogue.form(dossier.version_id).leaves()}
    for item in items:
        if item.ref not in (components if item.kind == "paper" else fields):
            raise UnknownComponentError(component=item.ref)


def asked_again(dossier: Dossier, items: Sequence[SupplementItem]) -> list[str]:
    """Components asked for although the State holds them: only with a written reason each."""
    there = held(dossier.procedure_code, case_of(dossier), dossier.owner_id)
    again = [item for item in items if item.kind == "paper" and item.ref in there]
    unexplained = [item.ref for item in again if not item.again.strip()]
    if unexplained:
        names = {c.code: in_language(c.name) for c in case_of(dossier).components}
        raise HeldAlreadyError(
            names=", ".join(names[code] for code in unexplained), components=unexplained
        )
    return [item.ref for item in again]


def _only_needed(item: SupplementItem, again: Sequence[str]) -> SupplementItem:
    """A reason for asking again stands only where something is asked again."""
    kept = item.again.strip() if item.kind == "paper" and item.ref in again else ""
    return replace(item, again=kept)


def _request(dossier: Dossier, asking: Asking) -> SupplementRequest:
    request_id = new_id()
    return SupplementRequest(
        id=request_id,
        dossier=dossier,
        items_sealed=crypto.seal_json(
            [asdict(item) for item in asking.items], row=f"dossier_supplement:items:{request_id}"
        ),
        reason_sealed=crypto.seal(asking.reason, row=f"dossier_supplement:reason:{request_id}"),
        legal_basis=asking.basis,
        asked_by_id=asking.asked_by_id,
        requested_at=clock.now(),
        answer_by=answer_by(dossier),
        status_before=dossier.status,
    )


def answer_by(dossier: Dossier) -> datetime:
    """The end of the 15th working day, or of the sector's limit (NĐ 297/2025/NĐ-CP Điều 6 k4a)."""
    days = int(case_of(dossier).clock_policy.answer_within.value)
    calendar = catalogue.calendar()
    return calendar.closing(calendar.add_working_days(clock.today(), days))
