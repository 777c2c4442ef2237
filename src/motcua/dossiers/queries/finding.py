"""What an official types into the search: a code or its beginning, an ID number, a telephone, the
number of a result, a name.

Each way has an index that PostgreSQL may use under row-level security; "contains" has none there,
so names are looked up by the function of migration 0008.
"""

import re
from collections.abc import Sequence
from functools import reduce
from operator import and_
from uuid import UUID

from django.db import connection
from django.db.models import Q

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.kit.text import search_key

PERSONAL_ID = re.compile(r"\d{12}")
PHONE = re.compile(r"(?:\+?84|0)\d{9}")
PAPER_NUMBER = re.compile(r"\d+\s*/\s*\S.*")
_AFTER_EVERY_LETTER = "\U0010ffff"


def sought(actor: Actor, typed: str, *, most: int | None = None, prefix: str = "") -> Q:
    """A condition on dossiers, inside the actor's scope; `prefix` leads to them from other rows.

    `most` bounds how many of a name are looked up among all that may be seen; without it the list
    is short already, and its own rows are compared.
    """
    words = typed.strip()
    number = _by_number(actor, words, prefix)
    if number is not None:
        return number
    if any(letter.isdigit() for letter in words):
        return _code(words, prefix)
    names = search_key(words).split()
    if most is not None:
        return Q(**{f"{prefix}id__in": ids_by_name(names, most=most)})
    return reduce(and_, (Q(**{f"{prefix}owner_key__contains": word}) for word in names), Q())


def _by_number(actor: Actor, words: str, prefix: str) -> Q | None:
    """An ID number, a telephone or the number of a result; None where it is none of these."""
    digits = re.sub(r"[\s.]", "", words)
    if PERSONAL_ID.fullmatch(digits):
        return Q(
            **{f"{prefix}owner_id": directory.owner_of_number(actor=actor, personal_id=digits)}
        )
    if PHONE.fullmatch(digits):
        return Q(**{f"{prefix}owner_id__in": directory.owners_of_phone(actor=actor, phone=digits)})
    if PAPER_NUMBER.fullmatch(words):
        found = documents.dossiers_with_number(actor.agencies, words)
        return Q(**{f"{prefix}id__in": found})
    return None


def _code(words: str, prefix: str) -> Q:
    start = words.upper()
    return Q(**{f"{prefix}code__gte": start, f"{prefix}code__lt": start + _AFTER_EVERY_LETTER})


def ids_by_name(words: Sequence[str], *, most: int) -> list[UUID]:
    """All of the words, without accents, in any order; the newest dossiers first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT dossier_ids_of(%s::text[], %s)", [list(words), most])
        return [row[0] for row in cursor.fetchall()]
