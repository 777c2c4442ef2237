"""An official keeps a narrowed search under a name, gives it another name, or lets it go."""

from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.dossiers.errors import (
    FilterNameTakenError,
    FilterNotFoundError,
    NameMissingError,
    NothingAskedError,
    SeatRequiredError,
    TooManyFiltersError,
)
from motcua.dossiers.models import SavedFilter
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.asked import seal_asked
from motcua.dossiers.queries.saved_filters import sealed_in
from motcua.dossiers.queries.visible import READERS
from motcua.dossiers.types import ListAsked
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import command
from motcua.kit.text import clean

MOST = 30
LONGEST_NAME = 60


@command
def save_filter(*, actor: Actor, name: str, asked: ListAsked) -> UUID:
    """Words and conditions as they stand; a name that is taken is not overwritten."""
    if not any(actor.holds(role) for role in READERS):
        raise SeatRequiredError(permission=Permission.VIEW)
    if not asked.narrows:
        raise NothingAskedError
    if SavedFilter.objects.filter(person_id=actor.person_id).count() >= MOST:
        raise TooManyFiltersError(most=MOST)
    filter_id = new_id()
    row = SavedFilter(
        id=filter_id,
        person_id=actor.person_id,
        name=_named(name),
        asked_sealed=seal_asked(asked, row=sealed_in(filter_id)),
        saved_at=clock.now(),
    )
    _store(row, is_new=True)
    _write_down(actor, "dossier.save_filter", filter_id)
    return filter_id


@command
def rename_filter(*, actor: Actor, filter_id: UUID, name: str) -> None:
    row = _own(actor, filter_id)
    row.name = _named(name)
    _store(row, is_new=False)
    _write_down(actor, "dossier.rename_filter", filter_id)


@command
def remove_filter(*, actor: Actor, filter_id: UUID) -> None:
    _own(actor, filter_id).delete()
    _write_down(actor, "dossier.remove_filter", filter_id)


def _named(typed: str) -> str:
    name = clean(typed)[:LONGEST_NAME]
    if not name:
        raise NameMissingError
    return name


def _store(row: SavedFilter, *, is_new: bool) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=is_new)
    except IntegrityError as taken:
        raise FilterNameTakenError(name=row.name) from taken


def _own(actor: Actor, filter_id: UUID) -> SavedFilter:
    row = SavedFilter.objects.filter(pk=filter_id, person_id=actor.person_id).first()
    if row is None:
        raise FilterNotFoundError
    return row


def _write_down(actor: Actor, verb: str, filter_id: UUID) -> None:
    audit.record(
        actor_id=actor.person_id, verb=verb, object_type="saved_filter", object_id=filter_id
    )
