"""The append-only chronicle of a dossier, and the projection that follows from it.

Nothing else writes `Turn`, nor the projected columns of `Dossier`. A turn is refused where the law
knows no such way; the end of processing is the moment of its turn, never a value somebody gives.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.errors import WrongMomentError
from motcua.dossiers.events import ChildMoved
from motcua.dossiers.models import Dossier, SupplementRequest, Turn, TurnKind
from motcua.dossiers.queries.legal_clock import assess, turns_of
from motcua.dossiers.rules import CLOCK_TURNS, TOLD_ELSEWHERE, next_status
from motcua.dossiers.types import STATUS_NAMES, Status
from motcua.engines.legaltime.api import Calendar
from motcua.kit import clock, crypto
from motcua.kit.events import publish

_IN_ORDER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
PROJECTION = (
    "version_id",
    "status",
    "accepted_at",
    "first_due_at",
    "due_at",
    "paused_since",
    "ended_at",
    "returned_at",
    "supplements",
    "extensions",
    "flow_state",
    "result_document_id",
    "last_seq",
    "last_turn_hash",
    "agencies",
)


class Chronicle:
    """Turns to be added to one locked dossier; `write` stores them and the projection at once."""

    def __init__(self, dossier: Dossier, actor: Actor) -> None:
        self.dossier = dossier
        self._actor = actor
        self._new: list[Turn] = []
        self._told: list[Turn] | None = None
        self.calendar: Calendar | None = None  # for many dossiers at once; else asked each time

    def add(
        self,
        kind: TurnKind,
        *,
        facts: Mapping[str, object] | None = None,
        note: str = "",
        unit_id: UUID | None = None,
    ) -> Turn:
        """Raises WrongMomentError where the dossier's status allows no such turn."""
        turn = Turn(
            kind=kind,
            at=clock.now(),
            actor_id=self._actor.person_id,
            unit_id=unit_id,
            status=self._status_after(kind),
            facts={
                **(facts or {}),
                **_lent(self.dossier),
                **acting_facts(self._actor, self.dossier.procedure_code),
            },
        )
        return self._append(turn, note)

    def _append(self, turn: Turn, note: str = "") -> Turn:
        dossier, kind = self.dossier, TurnKind(turn.kind)
        turn.dossier_id = dossier.id
        turn.seq = dossier.last_seq + 1
        turn.recorded_at = clock.now()
        turn.previous_hash = bytes(dossier.last_turn_hash)
        if note:
            turn.note_sealed = crypto.seal(note, row=f"dossier_turn:note:{turn.id}")
        dossier.status = turn.status
        dossier.last_seq = turn.seq
        _count(dossier, turn)
        if kind in CLOCK_TURNS and dossier.accepted_at is not None:
            self._project_clock(turn)
        turn.due_at = dossier.due_at
        turn.hash = turn_hash(turn)
        dossier.last_turn_hash = turn.hash
        self._new.append(turn)
        return turn

    def write(self) -> None:
        """Two statements, however many turns."""
        self.write_new()
        self.dossier.save(update_fields=PROJECTION)

    def write_new(self) -> None:
        """The turns alone, where the dossier itself is written by its first insert."""
        Turn.objects.bulk_create(self._new)
        if self.dossier.matter_id is not None and self._new:
            publish(ChildMoved(dossier_id=self.dossier.id, turn_id=self._new[-1].id))
        self._new = []

    def _status_after(self, kind: TurnKind) -> Status:
        dossier = self.dossier
        if kind is TurnKind.SUBMITTED and dossier.last_seq == 0:
            return Status.SUBMITTED
        before = self._before_supplement() if kind is TurnKind.SUPPLEMENT_ANSWERED else None
        status = next_status(dossier.state, kind, before)
        if status is None:
            raise WrongMomentError(status=STATUS_NAMES[dossier.state])
        return status

    def _before_supplement(self) -> Status:
        latest = (
            SupplementRequest.objects.filter(dossier=self.dossier).order_by("-requested_at").first()
        )
        return Status(latest.status_before) if latest else Status.SUBMITTED

    def _project_clock(self, turn: Turn) -> None:
        dossier = self.dossier
        told = [*self._earlier_turns(turn), turn]
        deadline = assess(dossier, told, now=turn.at, calendar=self.calendar)
        dossier.due_at = deadline.due_at or dossier.due_at
        dossier.first_due_at = dossier.first_due_at or deadline.due_at
        dossier.paused_since = deadline.paused_since

    def _earlier_turns(self, turn: Turn) -> list[Turn]:
        """The acceptance needs none; everything later reads the chronicle once."""
        if turn.kind == TurnKind.ACCEPTED:
            return []
        if self._told is None:
            self._told = self._stored()
        return [*self._told, *self._new]

    def _stored(self) -> list[Turn]:
        return turns_of(self.dossier)


class ToldChronicle(Chronicle):
    """A history that another system tells: its moments, nobody of here as actor, and the mark of it."""

    def tell(self, kind: TurnKind, at: datetime, facts: Mapping[str, object]) -> None:
        turn = Turn(
            kind=kind,
            at=at,
            status=self._status_after(kind),
            facts={**facts, "told_elsewhere": True},
        )
        self._append(turn)

    def taken(self) -> list[Turn]:
        """The turns, for whoever writes many dossiers at once."""
        taken, self._new = self._new, []
        return taken

    def _status_after(self, kind: TurnKind) -> Status:
        if self.dossier.last_seq == 0:
            return super()._status_after(kind)
        milestone = TOLD_ELSEWHERE.get((self.dossier.state, kind))
        return milestone or super()._status_after(kind)

    def _stored(self) -> list[Turn]:
        return []

    def _before_supplement(self) -> Status:
        """Nothing is stored yet: it stood where it stood before the request."""
        return Status(self._new[-2].status)


def _lent(dossier: Dossier) -> dict[str, str]:
    """A substitute acts under their own name, on behalf of whose seat it is."""
    return {"on_behalf_of": str(dossier.on_behalf_of)} if dossier.on_behalf_of else {}


def acting_facts(actor: Actor, procedure_code: str) -> dict[str, str]:
    """A citizen who acts for another: every turn and the record say so, and on what basis."""
    if actor.principal is None:
        return {}
    basis = actor.principal.basis_for(procedure_code)
    return {"acting": actor.principal.kind, "basis": str(basis)}


def _count(dossier: Dossier, turn: Turn) -> None:
    match TurnKind(turn.kind):
        case TurnKind.ACCEPTED:
            dossier.accepted_at = turn.at
        case TurnKind.SUPPLEMENT_REQUESTED:
            dossier.supplements += 1
        case TurnKind.EXTENDED:
            dossier.extensions += 1
        case TurnKind.RESOLVED | TurnKind.REFUSED | TurnKind.WITHDRAWN | TurnKind.STOPPED:
            # The first end is the end: a reopening for correction does not move it.
            dossier.ended_at = dossier.ended_at or turn.at
            dossier.paused_since = None
        case TurnKind.VERSION_CHANGED:
            dossier.version_id = UUID(turn.facts["version"])
        case TurnKind.RETURNED:
            dossier.returned_at = turn.at
        case _:
            pass  # it changes who holds the dossier or where it is, not its dates


def turn_hash(turn: Turn) -> bytes:
    """SHA-256 over the entry and the hash before it: a changed past no longer fits."""
    return entry_hash(
        bytes(turn.previous_hash),
        [
            str(turn.id),
            str(turn.dossier_id),
            turn.seq,
            str(turn.kind),
            _moment(turn.at),
            _moment(turn.recorded_at),
            str(turn.actor_id),
            str(turn.unit_id),
            int(turn.status),
            _moment(turn.due_at),
            turn.facts,
            bytes(turn.note_sealed).hex() if turn.note_sealed else "",
        ],
    )


def entry_hash(previous: bytes, entry: list[object]) -> bytes:
    """The same for an entry that is no row yet: its values in the order of `turn_hash`."""
    content = _IN_ORDER.encode(entry)
    return hashlib.sha256(previous + content.encode()).digest()


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""
