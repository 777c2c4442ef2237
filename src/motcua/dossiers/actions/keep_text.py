"""Canned texts: everybody keeps their own; those of the agency are kept by who answers for it."""

from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.audit import api as audit
from motcua.directory.types import Actor, Role, Seat
from motcua.dossiers.errors import (
    NameMissingError,
    SeatRequiredError,
    TextNotFoundError,
    TextTitleTakenError,
    WordsMissingError,
)
from motcua.dossiers.models import CannedText
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.canned_texts import may_change, may_share, within_reach
from motcua.dossiers.types import CannedTextIn
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import command
from motcua.kit.text import clean

WRITERS = (Role.RECEPTION, Role.CASE_OFFICER, Role.HEAD, Role.LEADER, Role.REGISTRY_CLERK)
LONGEST_TITLE = 80
LONGEST_BODY = 2000


@command
def keep_text(*, actor: Actor, text: CannedTextIn) -> UUID:
    agency_id = _agency(actor, shared=text.shared)
    row = CannedText(
        id=new_id(), agency_id=agency_id, person_id=None if text.shared else actor.person_id
    )
    _write(row, actor, text, is_new=True)
    return row.id


@command
def change_text(*, actor: Actor, text_id: UUID, text: CannedTextIn) -> None:
    """Title, words and use; whose it is stays as it was."""
    _write(_changeable(actor, text_id), actor, text, is_new=False)


@command
def remove_text(*, actor: Actor, text_id: UUID) -> None:
    _changeable(actor, text_id).delete()
    _write_down(actor, "dossier.remove_text", text_id)


def _agency(actor: Actor, *, shared: bool) -> UUID:
    """The agency of the seat that allows it."""
    seats = [s for s in actor.seats if may_share(s)] if shared else _writing(actor)
    if not seats:
        raise SeatRequiredError(permission=Permission.WORK)
    return seats[0].agency_id


def _writing(actor: Actor) -> list[Seat]:
    return [seat for seat in actor.seats if seat.role in WRITERS or may_share(seat)]


def _changeable(actor: Actor, text_id: UUID) -> CannedText:
    row = within_reach(actor).filter(pk=text_id).first()
    if row is None:
        raise TextNotFoundError
    if not may_change(actor, row):
        raise SeatRequiredError(permission=Permission.WORK)
    return row


def _write(row: CannedText, actor: Actor, text: CannedTextIn, *, is_new: bool) -> None:
    row.use, row.title, row.body = text.use, clean(text.title)[:LONGEST_TITLE], _body(text)
    if not row.title:
        raise NameMissingError
    row.changed_by_id, row.changed_at = actor.person_id, clock.now()
    try:
        with transaction.atomic():
            row.save(force_insert=is_new)
    except IntegrityError as taken:
        raise TextTitleTakenError(title=row.title) from taken
    _write_down(actor, "dossier.keep_text", row.id)


def _body(text: CannedTextIn) -> str:
    """Line breaks stay as they were typed."""
    body = "\n".join(clean(line) for line in text.body.strip().splitlines())[:LONGEST_BODY]
    if not body:
        raise WordsMissingError
    return body


def _write_down(actor: Actor, verb: str, text_id: UUID) -> None:
    audit.record(actor_id=actor.person_id, verb=verb, object_type="canned_text", object_id=text_id)
