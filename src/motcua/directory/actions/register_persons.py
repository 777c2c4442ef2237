"""Find or write down many persons at once, for an import: two statements, however many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.directory.actions.register_person import new_person
from motcua.directory.models import Person
from motcua.directory.permissions import Permission, authorize
from motcua.directory.queries import index_of, seal_into
from motcua.directory.types import Actor, Sex
from motcua.kit.scope import command


@dataclass(frozen=True, slots=True)
class Named:
    """Who another system says it was; without a number, nobody can tell whether it is the same person."""

    name: str
    personal_id: str = ""
    birth_date: date | None = None


@command
def register_persons(*, actor: Actor, persons: Sequence[Named]) -> list[tuple[UUID, str]]:
    """Id and name in the directory of each, in the given order. Who is there is found, never changed."""
    authorize(actor, Permission.REGISTER_MANY)
    numbers = {one.personal_id for one in persons if one.personal_id}
    known = _known(numbers)
    new: list[Person] = []
    found: list[tuple[UUID, str]] = []
    for one in persons:
        there = known.get(one.personal_id) if one.personal_id else None
        if there is None:
            row = new_person(one.name, birth_date=one.birth_date, sex=Sex.UNKNOWN)
            seal_into(row, personal_id=one.personal_id)
            new.append(row)
            there = (row.id, row.name)
            if one.personal_id:
                known[one.personal_id] = there
        found.append(there)
    Person.objects.bulk_create(new)
    return found


def _known(numbers: set[str]) -> dict[str, tuple[UUID, str]]:
    by_index = {index_of(number): number for number in numbers}
    rows = Person.objects.filter(personal_id_index__in=list(by_index))
    return {
        by_index[bytes(index)]: (person_id, name)
        for person_id, name, index in rows.values_list("id", "name", "personal_id_index")
        if index is not None
    }
