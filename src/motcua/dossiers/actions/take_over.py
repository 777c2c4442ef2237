"""What another agency's counter received is taken over, or sent back to that counter with a reason."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.dossiers.actions.hand_on import hand_on
from motcua.dossiers.actions.open_steps import start_process
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import NotHandedBackError, ReasonRequiredError
from motcua.dossiers.models import Dossier, Referral, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.referrals import find_referral, lock_referral, seal_answer
from motcua.dossiers.types import ReferralKind, Status
from motcua.kit import clock
from motcua.kit.scope import command


@command
def take_over(*, actor: Actor, referral_id: UUID) -> None:
    """The process starts here; the time of its first steps runs since the rule says so."""
    dossier, row = _locked(actor, referral_id)
    turns = Chronicle(dossier, actor)
    facts = {"referral": str(row.id), "since": row.starts_at.isoformat()}
    turns.add(TurnKind.TAKEN_OVER, facts=facts, unit_id=row.to_unit_id)
    turns.add(TurnKind.STARTED, unit_id=row.to_unit_id)
    start_process(dossier, turns, since=row.starts_at)
    turns.write()
    _close(row, actor, "accepted")
    _record(actor, dossier, "dossier.take_over", row)


@command
def send_back(*, actor: Actor, referral_id: UUID, reason: str) -> None:
    """A paper is missing or it is not this agency's: the counter that received it sees why."""
    if not reason.strip():
        raise ReasonRequiredError
    dossier, row = _locked(actor, referral_id)
    turns = Chronicle(dossier, actor)
    turns.add(
        TurnKind.SENT_BACK,
        facts={"referral": str(row.id)},
        note=reason.strip(),
        unit_id=row.to_unit_id,
    )
    turns.write()
    row.answer_sealed = seal_answer(row.id, reason.strip())
    _close(row, actor, "returned")
    _record(actor, dossier, "dossier.send_back", row)


@command
def transfer_again(*, actor: Actor, dossier_id: UUID, note: str) -> UUID:
    """The counter that received it says what was put right, and hands it over once more."""
    if not note.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.TRANSFER)
    transfers = Referral.objects.filter(dossier=dossier, kind=ReferralKind.TRANSFER)
    latest = transfers.order_by("-opened_at", "-id").first()
    if dossier.state is not Status.ACCEPTED or latest is None or latest.outcome != "returned":
        raise NotHandedBackError
    turns = Chronicle(dossier, actor)
    row = hand_on(dossier, turns, actor=actor, note=note.strip())
    turns.write()
    _record(actor, dossier, "dossier.transfer_again", row)
    return row.id


def _locked(actor: Actor, referral_id: UUID) -> tuple[Dossier, Referral]:
    found = find_referral(referral_id)
    dossier = lock_dossier(found.dossier_id, actor=actor, permission=Permission.TAKE_OVER)
    return dossier, lock_referral(referral_id, actor=actor, kind=ReferralKind.TRANSFER)


def _close(row: Referral, actor: Actor, outcome: str) -> None:
    row.closed_at = clock.now()
    row.closed_by_id = actor.person_id
    row.outcome = outcome
    row.save(update_fields=["closed_at", "closed_by_id", "outcome", "answer_sealed"])


def _record(actor: Actor, dossier: Dossier, verb: str, row: Referral) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="dossier",
        object_id=dossier.id,
        details={"referral": str(row.id), "to": str(row.to_agency_id)},
    )
