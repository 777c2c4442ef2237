"""Find a person by their ID number, or write them down for the first time."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.directory.errors import NameMissingError
from motcua.directory.models import Person
from motcua.directory.permissions import Permission, authorize
from motcua.directory.queries import id_by_number, seal_into
from motcua.directory.rules import personal_id as checked_personal_id
from motcua.directory.types import Actor, Sex
from motcua.kit import text
from motcua.kit.scope import command


@command
def register_person(  # noqa: PLR0913  (what stands on an identity card)
    *,
    actor: Actor,
    name: str,
    personal_id: str = "",
    birth_date: date | None = None,
    sex: Sex | str = Sex.UNKNOWN,
    phone: str = "",
    email: str = "",
    residence: str = "",
) -> UUID:
    """An existing person is only found, never changed: whoever types a number proves nothing."""
    authorize(actor, Permission.REGISTER_PERSON)
    number = checked_personal_id(personal_id) if personal_id.strip() else ""
    known = id_by_number(number) if number else None
    if known is not None:
        return known
    row = new_person(name, birth_date=birth_date, sex=Sex(sex))
    seal_into(row, personal_id=number, phone=phone, email=email, residence=text.clean(residence))
    return insert_or_find(row, number)


def new_person(name: str, *, birth_date: date | None, sex: Sex) -> Person:
    cleaned = text.clean(name)
    if not cleaned:
        raise NameMissingError
    return Person(name=cleaned, name_key=text.search_key(cleaned), birth_date=birth_date, sex=sex)


def insert_or_find(row: Person, number: str) -> UUID:
    """Two counters may meet the same person in the same second: one writes, the other finds."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        known = id_by_number(number) if number else None
        if known is None:
            raise
        return known
    return row.id
