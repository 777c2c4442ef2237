"""Ends before a result: the applicant withdraws, or the agency stops (form 05)."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.dossiers.actions.intake import set_retention
from motcua.dossiers.actions.refer import end_referrals
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import ReasonRequiredError
from motcua.dossiers.events import DossierStopped, DossierTurn, DossierWithdrawn
from motcua.dossiers.models import Dossier, Step, SupplementRequest, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def withdraw(*, actor: Actor, dossier_id: UUID, reason: str = "") -> None:
    """The applicant may withdraw until there is a decision (TT 03/2025/TT-VPCP Điều 7)."""
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.WITHDRAW)
    _end(dossier, actor, TurnKind.WITHDRAWN, reason=reason, event=DossierWithdrawn)


@command
def stop(*, actor: Actor, dossier_id: UUID, reason: str) -> None:
    """The agency stops, always with a written reason (NĐ 118/2025/NĐ-CP Điều 21)."""
    if not reason.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.STOP)
    _end(dossier, actor, TurnKind.STOPPED, reason=reason, event=DossierStopped)


def _end(
    dossier: Dossier, actor: Actor, kind: TurnKind, *, reason: str, event: type[DossierTurn]
) -> None:
    turns = Chronicle(dossier, actor)
    turn = turns.add(kind, note=reason.strip())
    turns.write()
    now = clock.now()
    Step.objects.filter(dossier=dossier, done_at=None).update(done_at=now, outcome=kind)
    SupplementRequest.objects.filter(dossier=dossier, answered_at=None).update(answered_at=now)
    end_referrals(dossier)
    set_retention(dossier)
    audit.record(
        actor_id=actor.person_id,
        verb=f"dossier.{kind}",
        object_type="dossier",
        object_id=dossier.id,
    )
    publish(event(dossier_id=dossier.id, turn_id=turn.id))


MAIN_ENDED = "Hồ sơ chính đã kết thúc nên hồ sơ liên thông này không tiếp tục."


def end_with_main(child: Dossier, actor: Actor) -> None:
    """A child dossier, already locked, ends because the one it was made for has ended."""
    stops = child.state in {Status.IN_PROGRESS, Status.SUPPLEMENT_REQUESTED}
    kind, event = (
        (TurnKind.STOPPED, DossierStopped) if stops else (TurnKind.WITHDRAWN, DossierWithdrawn)
    )
    _end(child, actor, kind, reason=MAIN_ENDED, event=event)
