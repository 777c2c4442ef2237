"""What an official types into the search: a code or its beginning or end, an ID number, a telephone, the
number of a result or of a confirmed paper, a name.

Each way has an index that PostgreSQL may use under row-level security; "contains" has none there,
so names are looked up by the function of migration 0020.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from uuid import UUID

from django.db.models import Q
from django.db.models.expressions import RawSQL

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.models import Paper
from motcua.kit.text import search_key

SHORT = 3  # fewer letters begin a word; from three on they may stand anywhere in it
PERSONAL_ID = re.compile(r"\d{12}")
PHONE = re.compile(r"(?:\+?84|0)\d{9}")
PAPER_NUMBER = re.compile(r"\d+\s*/\s*\S.*")
TAIL_OF_A_CODE = re.compile(r"\d{6}-\d+")  # day and serial, as said over the telephone
BEGINS_A_CODE = re.compile(r"[A-Za-z]+\d+\.")  # H53.31.61-…
MOST_OF_A_PAPER = 200
_AFTER_EVERY_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Newest:
    """How many dossiers of a name are looked up, the newest first; `before` this place in that order."""

    most: int
    before: tuple[datetime, UUID] | None = None


EVERY = Newest(2**31 - 1)


def sought(actor: Actor, typed: str, *, newest: Newest | None = None, prefix: str = "") -> Q:
    """A condition on dossiers, inside the actor's scope; `prefix` leads to them from other rows.

    `newest` bounds what is looked up of a name among all that may be seen; without it the list is
    short already, and its own rows are compared.
    """
    words = typed.strip()
    number = _by_number(actor, words, prefix)
    if number is not None:
        return number
    if any(letter.isdigit() for letter in words):
        return _code(words, prefix) | _tail(actor, words, prefix) | _by_paper(words, prefix)
    names = search_key(words).split()
    if newest is not None:
        return Q(**{f"{prefix}id__in": _ids_by_name(names, newest)})
    return reduce(and_, (_in_name(word, f"{prefix}owner_key") for word in names), Q())


def _in_name(word: str, column: str) -> Q:
    if len(word) >= SHORT:
        return Q(**{f"{column}__contains": word})
    return Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})


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
        return Q(**{f"{prefix}id__in": found}) | _by_paper(words, prefix)
    return None


def _code(words: str, prefix: str) -> Q:
    start = words.upper()
    return Q(**{f"{prefix}code__gte": start, f"{prefix}code__lt": start + _AFTER_EVERY_LETTER})


def _tail(actor: Actor, words: str, prefix: str) -> Q:
    """Without the agency in front: one of the actor's own is meant."""
    if not TAIL_OF_A_CODE.fullmatch(words):
        return Q(pk__in=[])
    codes = (directory.organisation(agency).code for agency in sorted(actor.agencies))
    return reduce(or_, (_code(f"{code}-{words}", prefix) for code in codes), Q(pk__in=[]))


def _by_paper(words: str, prefix: str) -> Q:
    """Where a confirmed paper with this number came in, and where it was used again."""
    if BEGINS_A_CODE.match(words):
        return Q(pk__in=[])
    papers = documents.archived_with_number(words)
    if not papers:
        return Q(pk__in=[])
    again = Paper.objects.filter(archived_id__in=papers).values_list("dossier_id", flat=True)
    return Q(**{f"{prefix}id__in": {*papers.values(), *again[:MOST_OF_A_PAPER]}})


def _ids_by_name(words: Sequence[str], newest: Newest) -> RawSQL:
    """All of the words, without accents, in any order; looked up within the same statement."""
    at, dossier_id = newest.before or (None, None)
    return RawSQL(
        "SELECT dossier_ids_of(%s::text[], %s::integer, %s::timestamptz, %s::uuid)",
        [list(words), newest.most, at, dossier_id],
    )
