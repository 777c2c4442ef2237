"""One dossier's chronicle while it is being told: turns, steps and the projection they leave."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from motcua.cli.load.due import Due, iso
from motcua.cli.load.ids import row_id
from motcua.cli.load.paper import Paper
from motcua.cli.load.province import Opened, Place
from motcua.cli.load.rows import Sheets, bytea
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Status
from motcua.engines.legaltime.api import EventKind
from motcua.kit import crypto

_CLOCK = {
    "accepted": EventKind.ACCEPTED,
    "supplement_requested": EventKind.SUPPLEMENT_REQUESTED,
    "supplement_answered": EventKind.SUPPLEMENT_ANSWERED,
    "obligation_required": EventKind.OBLIGATION_REQUIRED,
    "obligation_settled": EventKind.OBLIGATION_SETTLED,
    "posting_started": EventKind.POSTING_STARTED,
    "posting_ended": EventKind.POSTING_ENDED,
    "resolved": EventKind.RESOLVED,
    "withdrawn": EventKind.WITHDRAWN,
    "stopped": EventKind.STOPPED,
}
_ENDS = frozenset({"resolved", "refused", "withdrawn", "stopped"})
_STANDS = frozenset({"supplement_requested", "obligation_required", "posting_started"})


class CutError(Exception):
    """The history ends here; what comes later has not happened yet."""


@dataclass
class OpenStep:
    row: int
    opened: Opened
    at: int


@dataclass
class Book:
    """`until`: nothing later is told."""

    id: str
    tail: int
    place: Place
    due: Due
    sheets: Sheets
    until: int
    status: int = 0
    seq: int = 0
    hash: bytes = b""
    accepted_at: int | None = None
    first_due_at: int | None = None
    due_at: int | None = None
    paused_since: int | None = None
    ended_at: int | None = None
    returned_at: int | None = None
    supplements: int = 0
    flow_state: str | None = None
    steps: dict[str, OpenStep] = field(default_factory=dict)
    agencies: set[str] = field(default_factory=set)
    clock: list[tuple[EventKind, int]] = field(default_factory=list)
    paper: Paper | None = None
    _rows: int = 0

    def turn(
        self,
        kind: str,
        at: int,
        status: Status,
        *,
        actor: str,
        unit: str | None = None,
        facts: Mapping[str, object] | None = None,
        note: str = "",
    ) -> None:
        """Raises CutError where the history is over."""
        if at > self.until:
            raise CutError
        self.seq += 1
        self.status = int(status)
        self._move_clock(kind, at)
        turn_id = row_id(at, self.tail, self.seq)
        sealed = crypto.seal(note, row=f"dossier_turn:note:{turn_id}") if note else None
        when, due_at, facts = iso(at), iso(self.due_at), facts or {}
        previous, unit_said = self.hash, str(unit)
        self.hash = dossiers.entry_hash(
            previous,
            [
                turn_id, self.id, self.seq, kind, when, when, actor, unit_said, self.status,
                due_at, facts, sealed.hex() if sealed else "",
            ],
        )  # fmt: skip
        self.sheets.add(
            "dossier_turn", turn_id, self.id, self.seq, kind, when, when, actor, unit, self.status,
            due_at or None, json.dumps(facts), bytea(sealed) if sealed else None, bytea(previous),
            bytea(self.hash),
        )  # fmt: skip

    def open(self, steps: Sequence[Opened], at: int) -> None:
        for opened in steps:
            self._rows += 1
            self.steps[opened.key] = OpenStep(self._rows, opened, at)
            self.agencies.add(opened.agency_id)

    def close(
        self, key: str, at: int | None, outcome: str, due_at: int | None, *, by: str | None
    ) -> None:
        """Its row is final; `at` None: it is still open."""
        step = self.steps.pop(key)
        opened = step.opened
        self.sheets.add(
            "dossier_step", row_id(step.at, self.tail, step.row), self.id, key, opened.kind,
            opened.role, opened.unit_id, opened.agency_id, None, iso(step.at), iso(due_at) or None,
            iso(at) or None, by, outcome,
        )  # fmt: skip

    def print(self, kind: str, at: int, by: str) -> None:
        """What a step that is done does to the result."""
        if kind == "draft":
            self.paper = Paper(at)
        elif self.paper is not None and kind == "sign":
            self.paper.signed_at, self.paper.signer = at, by
        elif self.paper is not None and kind == "number" and self.paper.signed_at is not None:
            self.paper.sealed_at, self.paper.sealer = at, by

    def _move_clock(self, kind: str, at: int) -> None:
        if kind == "accepted":
            self.accepted_at = at
        if kind in _ENDS:
            self.ended_at = self.ended_at or at
        if kind == "returned":
            self.returned_at = at
        if kind == "supplement_requested":
            self.supplements += 1
        if kind in _CLOCK and self.accepted_at is not None:
            self._reckon(kind, at)

    def _reckon(self, kind: str, at: int) -> None:
        self.clock.append((_CLOCK[kind], at))
        self.paused_since = at if kind in _STANDS else None
        if kind == "accepted" or len(self.clock) > 2 or kind in _STANDS or self._decreed(at):
            self.due_at = self.due.after(self.place.policy, self.clock) or self.due_at
        self.first_due_at = self.first_due_at or self.due_at

    def _decreed(self, at: int) -> bool:
        return self.due.changes_between(self.accepted_at or at, at)
