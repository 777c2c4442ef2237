"""Reads of persons' archives: what may be used again, and what stands on it."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.models import ArchivedPaper
from motcua.documents.types import ArchivedView, ArchiveOrigin, ArchiveState
from motcua.kit import clock, crypto, text


def face_row(archived_id: UUID) -> str:
    return f"documents_archived:face:{archived_id}"


def number_key(number: str, issuer: str) -> bytes | None:
    """Finds the same paper again without opening it. Two agencies may give the same number on one day."""
    if not number.strip():
        return None
    plain = f"{rules.same_number(number)}|{text.search_key(issuer)}"
    return crypto.blind_index(plain, kind="archived:number")


def usable_papers(owner_id: UUID, kinds: Collection[str]) -> list[ArchivedView]:
    """Of this person, confirmed, in force today; newest first. One statement for all kinds."""
    if not kinds:
        return []
    today = clock.today()
    rows = ArchivedPaper.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today),
        Q(valid_to=None) | Q(valid_to__gte=today),
        owner_id=owner_id,
        kind__in=set(kinds),
        state=ArchiveState.APPROVED,
    )
    return [view_of(row) for row in rows.order_by("-valid_from", "-created_at")]


def archived_by_id(archived_ids: Iterable[UUID | None]) -> dict[UUID, ArchivedView]:
    """Those of the scope, whatever became of them: a reference keeps saying what was used."""
    wanted = {one for one in archived_ids if one is not None}
    if not wanted:
        return {}
    return {row.id: view_of(row) for row in ArchivedPaper.objects.filter(pk__in=wanted)}


def archived_with_number(typed: str) -> dict[UUID, UUID]:
    """Confirmed papers and results taken over, of the scope, with this number: each with its dossier."""
    rows = ArchivedPaper.objects.filter(
        found_by=rules.number_alone(typed),
        origin__in=[ArchiveOrigin.PAPER, ArchiveOrigin.LEGACY],
    )
    return dict(rows.values_list("id", "dossier_id")[:50])


def digitised_of(actor: Actor) -> list[ArchivedView]:
    """The person's own papers that officials confirmed, and results of another system taken over here;
    results of this one are `archive_of`.
    """
    rows = ArchivedPaper.objects.filter(
        owner_id=actor.person_id,
        origin__in=[ArchiveOrigin.PAPER, ArchiveOrigin.LEGACY],
        state=ArchiveState.APPROVED,
    )
    return [view_of(row) for row in rows.order_by("-created_at")]


def taken_over_for(owner_id: UUID, dossier_id: UUID) -> ArchivedView | None:
    """The result of a dossier that ended in another system, if its file came along."""
    rows = ArchivedPaper.objects.filter(
        owner_id=owner_id, dossier_id=dossier_id, origin=ArchiveOrigin.LEGACY
    )
    found = rows.order_by("-created_at").first()
    return view_of(found) if found else None


def view_of(row: ArchivedPaper) -> ArchivedView:
    face = crypto.unseal_json(row.face_sealed, row=face_row(row.id))
    if not isinstance(face, dict):
        raise crypto.SealBrokenError
    return ArchivedView(
        id=row.id,
        owner_id=row.owner_id,
        kind=row.kind,
        origin=ArchiveOrigin(row.origin),
        state=ArchiveState(row.state),
        title=face["title"],
        number=face["number"],
        issuer=face["issuer"],
        source=face["source"],
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        file_ids=tuple(row.file_ids),
        dossier_id=row.dossier_id,
        confirmed_at=row.confirmed_at,
    )
