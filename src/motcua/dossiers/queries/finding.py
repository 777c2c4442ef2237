"""What an official types into the search: a code or its beginning, an ID number, a name.

Each way has an index that PostgreSQL may use under row-level security; "contains" has none there,
so names are looked up by the function of migration 0008.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Q

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.kit.text import search_key

PERSONAL_ID_DIGITS = 12
_AFTER_EVERY_LETTER = "\U0010ffff"


def sought(actor: Actor, typed: str, *, most: int) -> Q:
    """A condition on dossiers, inside the actor's scope; `most` bounds how many of a name."""
    words = typed.strip()
    digits = words.replace(" ", "")
    if digits.isdigit() and len(digits) == PERSONAL_ID_DIGITS:
        owner = directory.find_person(actor=actor, personal_id=digits)
        return Q(owner_id=owner.id if owner else None)
    if any(letter.isdigit() for letter in words):
        start = words.upper()
        return Q(code__gte=start, code__lt=start + _AFTER_EVERY_LETTER)
    return Q(pk__in=ids_by_name(search_key(words).split(), most=most))


def ids_by_name(words: Sequence[str], *, most: int) -> list[UUID]:
    """All of the words, without accents, in any order; the newest dossiers first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT dossier_ids_of(%s::text[], %s)", [list(words), most])
        return [row[0] for row in cursor.fetchall()]
