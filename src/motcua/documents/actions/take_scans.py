"""Every ten seconds: what scanners have saved becomes the piles of those whose folders they are.

A file is taken when it has not grown for a while and ends as its kind ends. First stored, then removed
from the share: whatever is cut off in between is done again, and the hash makes it once.
"""

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from django.conf import settings

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.documents import errors, rules
from motcua.documents.actions.accept_upload import asked, kind_of, refuse_too_big
from motcua.documents.adapters.scanner import folder as scanner
from motcua.documents.adapters.scanner.folder import Lying, NotTakenError, Taken
from motcua.documents.models import ScanFolder, ScannedPile
from motcua.documents.queries import files, scans as queries
from motcua.documents.types import Ending, FolderProblem
from motcua.kit import clock, crypto
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting

log = logging.getLogger(__name__)
Growing: TypeAlias = dict[str, list[int]]
TAKER = directory.system_actor("scanner")
WAIT_FOR_THE_REST = 600  # seconds; what has not gone on by then was cut off
SLOWER = 3  # times as long for kinds whose end cannot be told
_SELDOM = 60  # seconds


def take_scans() -> int:
    """How many files were taken in or refused."""
    with acting(SYSTEM):
        folders = list(ScanFolder.objects.filter(closed_at=None))
        seated = directory.seated(Role.RECEPTION, {one.agency_id for one in folders})
    at_counter = {
        (agency_id, holder.person_id) for agency_id, held in seated.items() for holder in held
    }
    looks = [_Look(one) for one in folders]
    for look in looks:
        look.begin(seated=(look.folder.agency_id, look.folder.person_id) in at_counter)
    _remember(looks)
    return sum(look.taken for look in looks)


class _Look:
    """One look into one folder: what was taken, and what may still grow."""

    def __init__(self, folder: ScanFolder) -> None:
        self.folder = folder
        self.now = int(clock.now().timestamp())
        self.growing: Growing = {}
        self.problem: FolderProblem | None = None
        self.taken = 0

    def begin(self, *, seated: bool) -> None:
        name = self.folder.name
        self.problem = scanner.problem_of(name) if seated else FolderProblem.UNSEATED
        if self.problem is not None:
            return
        try:
            self._at_everything()
        except OSError:
            self.problem = FolderProblem.MISSING  # the share went away meanwhile

    def is_news(self, now: datetime) -> bool:
        """Or a minute has gone by: it shows that somebody looks."""
        seen = self.folder.looked_at
        silent = seen is None or (now - seen).total_seconds() >= _SELDOM
        told = self.problem or ""
        return silent or told != self.folder.problem or self.growing != self.folder.growing

    def _at_everything(self) -> None:
        for lying in scanner.lying_in(self.folder.name):
            try:
                self._at(lying)
            except NotTakenError:
                continue
            except PermissionError:
                self.problem = FolderProblem.LOCKED
            except Exception:  # one file must not keep all others waiting
                log.exception("a scanned file was not taken", extra={"folder": self.folder.id})
                self.problem = FolderProblem.FAILED

    def _at(self, lying: Lying) -> None:
        key = crypto.blind_index(os.fsencode(lying.name).hex(), kind="scan:name").hex()[:32]
        size, changed, since = self.folder.growing.get(key, (None, None, self.now))
        unchanged = (size, changed) == (lying.size, lying.changed)
        since = since if unchanged else self.now
        cut = self._ripe(lying, self.now - since) if unchanged else None
        if cut is None:
            self.growing[key] = [lying.size, lying.changed, since]
            return
        _take(self.folder, lying, cut=cut)
        self.taken += 1

    def _ripe(self, lying: Lying, quiet_for: int) -> bool | None:
        """None: wait; else whether it was cut off."""
        if quiet_for < settings.SCANS_QUIET_SECONDS:
            return None
        ending = scanner.ending_of(self.folder.name, lying)
        enough = {
            Ending.WHOLE: settings.SCANS_QUIET_SECONDS,
            Ending.UNTOLD: settings.SCANS_QUIET_SECONDS * SLOWER,
            Ending.CUT: WAIT_FOR_THE_REST,
        }[ending]
        return ending is Ending.CUT if quiet_for >= enough else None


def _take(folder: ScanFolder, lying: Lying, *, cut: bool) -> None:
    taken = scanner.take(folder.name, lying, most=settings.UPLOAD_MAX_BYTES)
    row = _known(folder, taken) or _stored(folder, taken, cut=cut)
    if row.refusal:
        taken.set_aside(rules.aside_name(row.id, queries.name_of(row)))
    else:
        taken.remove()


def _known(folder: ScanFolder, taken: Taken) -> ScannedPile | None:
    with acting(SYSTEM):
        return ScannedPile.objects.filter(
            folder=folder, sha256=crypto.sha256(taken.content)
        ).first()


def _stored(folder: ScanFolder, taken: Taken, *, cut: bool) -> ScannedPile:
    """Looked at outside of the transaction: that takes its time."""
    name = queries.shown_name(taken.lying.shown)
    row = ScannedPile(
        id=new_id(),
        folder=folder,
        person_id=folder.person_id,
        sha256=crypto.sha256(taken.content),
        keep_until=clock.today() + timedelta(days=settings.SCANS_KEPT_DAYS),
    )
    row.name_sealed = crypto.seal(name, row=queries.row_name(row.id, "name"))
    try:
        pile = _accepted(name, taken, cut=cut)
    except errors.UploadRefusedError as refusal:
        row.refusal = refusal.code
        details = crypto.seal_json(refusal.details, row=queries.row_name(row.id, "details"))
        row.details_sealed = details
        return _kept(row, None)
    return _kept(row, pile)


@dataclass(frozen=True, slots=True)
class _Pile:
    content: bytes
    face: bytes
    suffix: str
    media_type: str
    pages: int


def _accepted(name: str, taken: Taken, *, cut: bool) -> _Pile:
    """As an upload is: what it is called, begins with and contains must agree."""
    refuse_too_big(name, taken.lying.size)
    kind = kind_of(name, taken.content, scanned=True)
    if cut:
        raise errors.ScanCutOffError(name=name)
    seen, body = asked("pile", kind, taken.content, name)
    until = len(body) - seen["face"]
    facts = (seen["suffix"], seen["media_type"], seen["pages"])
    return _Pile(body[:until], body[until:], *facts)


def _kept(row: ScannedPile, pile: _Pile | None) -> ScannedPile:
    """One transaction. Two workers at the same file meet at the folder's row."""
    with acting(SYSTEM):
        folder = ScanFolder.objects.select_for_update().get(pk=row.folder_id)
        if folder.closed_at is not None:
            raise NotTakenError
        twin = ScannedPile.objects.filter(folder=folder, sha256=row.sha256).first()
        if twin is not None:
            return twin
        if pile is not None:
            row.file = files.keep(pile.content, _new_file(row, pile))
            face = queries.row_name(row.id, "face")
            row.face_sealed = crypto.keyring().seal(pile.face, row=face) if pile.face else None
        row.save(force_insert=True)
        ScanFolder.objects.filter(pk=folder.pk).update(received_at=clock.now())
        _write_down(row)
        return row


def _new_file(row: ScannedPile, pile: _Pile) -> files.NewFile:
    """Nobody's paper yet: the official's, and no agency's, so that no colleague finds it."""
    return files.NewFile(
        name=rules.display_name(queries.name_of(row), pile.suffix),
        media_type=pile.media_type,
        pages=pile.pages,
        owner_id=row.person_id,
        made_by_id=row.person_id,
        keep_until=row.keep_until,
    )


def _write_down(row: ScannedPile) -> None:
    audit.record(
        actor_id=TAKER.person_id,
        verb="documents.refuse_scan" if row.refusal else "documents.take_scan",
        object_type="scanned_pile",
        object_id=row.id,
        details={"person_id": row.person_id, "sha256": row.sha256, "refusal": row.refusal},
    )


def _remember(looks: Iterable[_Look]) -> None:
    now = clock.now()
    news = [look for look in looks if look.is_news(now)]
    for look in news:
        look.folder.looked_at = now
        look.folder.problem = look.problem or ""
        look.folder.growing = look.growing
    with acting(SYSTEM):
        ScanFolder.objects.bulk_update(
            [look.folder for look in news], ["looked_at", "problem", "growing"]
        )
