"""What came from the scanners, in the scope of the official whose folder it is."""

from collections.abc import Collection, Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from motcua.directory.types import Actor
from motcua.documents import errors, rules
from motcua.documents.errors import PileGoneError, UploadRefusedError
from motcua.documents.models import ScanFolder, ScannedPile
from motcua.documents.permissions import RUNS_THE_OFFICE, authorize_scans
from motcua.documents.types import (
    FolderProblem,
    PileView,
    RefusedPile,
    ScanFolderView,
    Scanned,
)
from motcua.kit import clock, crypto

MOST_LISTED = 24


def row_name(pile_id: UUID, column: str) -> str:
    return f"documents_scanned_pile:{column}:{pile_id}"


def scan_folders(actor: Actor) -> tuple[ScanFolderView, ...]:
    """Open ones of the agencies whose office this actor runs."""
    run = {seat.agency_id for seat in actor.seats if seat.role in RUNS_THE_OFFICE}
    rows = ScanFolder.objects.filter(agency_id__in=run, closed_at=None).order_by("name")
    return tuple(_folder(row) for row in rows)


def scanned(actor: Actor) -> Scanned:
    """What waits for this official; the first folder stands for the rest, few have two."""
    mine = ScannedPile.objects.filter(
        person_id=actor.person_id, used_at=None, keep_until__gte=clock.today()
    )
    rows = list(mine.select_related("file").order_by("-taken_at", "-id")[: MOST_LISTED + 1])
    folder = ScanFolder.objects.filter(person_id=actor.person_id, closed_at=None).first()
    listed = rows[:MOST_LISTED]
    return Scanned(
        folder=_folder(folder) if folder else None,
        piles=tuple(_pile(row) for row in listed if not row.refusal),
        refused=tuple(_refused(row) for row in listed if row.refusal),
        more=mine.count() - MOST_LISTED if len(rows) > MOST_LISTED else 0,
    )


def waiting(actor: Actor, pile_ids: Collection[UUID], *, lock: bool = False) -> list[ScannedPile]:
    """Those piles, as the scanner made them one after the other. All of them wait, or it is refused."""
    authorize_scans(actor)
    rows = ScannedPile.objects.filter(
        pk__in=set(pile_ids), person_id=actor.person_id, used_at=None, refusal=""
    )
    found = list((rows.select_for_update() if lock else rows).order_by("taken_at", "id"))
    if len(found) != len(set(pile_ids)):
        raise PileGoneError
    return found


def pile_picture(actor: Actor, pile_id: UUID) -> bytes:
    """JPEG of its first page; empty where there is none."""
    (row,) = waiting(actor, [pile_id])
    if row.face_sealed is None:
        return b""
    return crypto.keyring().unseal(bytes(row.face_sealed), row=row_name(row.id, "face"))


def name_of(row: ScannedPile) -> str:
    return crypto.unseal(row.name_sealed, row=row_name(row.id, "name"))


def _folder(row: ScanFolder) -> ScanFolderView:
    return ScanFolderView(
        id=row.id,
        name=row.name,
        place=str(Path(settings.SCANS) / row.name),
        person_id=row.person_id,
        agency_id=row.agency_id,
        opened_at=row.opened_at,
        looked_at=row.looked_at,
        received_at=row.received_at,
        problem=FolderProblem(row.problem) if row.problem else None,
    )


def _pile(row: ScannedPile) -> PileView:
    return PileView(
        id=row.id,
        name=name_of(row),
        pages=row.file.pages if row.file else 0,
        taken_at=row.taken_at,
        keep_until=row.keep_until,
        pictured=row.face_sealed is not None,
    )


def _refused(row: ScannedPile) -> RefusedPile:
    return RefusedPile(
        id=row.id,
        name=name_of(row),
        reason=_reason(row),
        aside=f"{rules.ASIDE}/{rules.aside_name(row.id, name_of(row))}",
        taken_at=row.taken_at,
        keep_until=row.keep_until,
    )


def _reason(row: ScannedPile) -> str:
    kind = REFUSALS.get(row.refusal, errors.UnreadableFileError)
    details = crypto.unseal_json(row.details_sealed or b"", row=row_name(row.id, "details"))
    return str(kind(**details)) if isinstance(details, dict) else ""


def _kinds(above: type[UploadRefusedError]) -> Iterable[type[UploadRefusedError]]:
    yield above
    for kind in above.__subclasses__():
        yield from _kinds(kind)


REFUSALS = {kind.code: kind for kind in _kinds(UploadRefusedError)}


def shown_name(name: str) -> str:
    """A name from the share, which may be no text at all."""
    return rules.display_name(name.encode("utf-8", "replace").decode())
