"""The words of a dossier, as hashes that only who holds the key can make (ADR 0020).

What is indexed is what everybody sees who may open the dossier: the answers, what officials wrote
at their steps, what was asked to be supplemented. Messages with the citizen are for those who
handle the dossier, so they are left out.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from textwrap import shorten
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from motcua.catalogue import api as catalogue
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.queries.answers import answers_of
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.queries.finding import Newest
from motcua.dossiers.queries.form_data import unseal_note
from motcua.dossiers.queries.supplements import items_of, reason_of
from motcua.engines.forms import api as forms
from motcua.kit import crypto
from motcua.kit.text import search_key

MOST_WORDS = 2000  # of one dossier
_WORD = re.compile(r"[0-9a-z]+")
_TOKEN = re.compile(r"\w+")
_HASH_BYTES = 4
EXCERPT = 120  # letters shown of what was found, and how many of them before it
AROUND = 40
NOTES = """
SELECT id, dossier_id, note_sealed FROM dossier_turn
WHERE dossier_id = ANY (%s) AND note_sealed IS NOT NULL
"""
REQUESTS = "SELECT * FROM dossier_supplement WHERE dossier_id = ANY (%s)"


class Written(NamedTuple):
    """A dossier as far as its words are concerned; without agencies, there is none of this id."""

    dossier_id: UUID
    agencies: Sequence[UUID]
    submitted_at: datetime
    answers_sealed: bytes | memoryview


def words_of(texts: Iterable[str]) -> set[str]:
    """Without accents; a letter alone says nothing, a figure may."""
    return set().union(*map(_words, texts))


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    found = _WORD.findall(search_key(text))
    return frozenset(word for word in found if len(word) > 1 or word.isdigit())


def hashes(words: Collection[str], agency_id: UUID) -> list[int]:
    """Another hash in each agency: equal words do not meet across them."""
    return sorted({_hash(word, agency_id) for word in words})


def texts_of(dossiers: Collection[Written]) -> Mapping[UUID, list[str]]:
    """Two statements, however many dossiers."""
    texts = _noted([dossier.dossier_id for dossier in dossiers])
    for dossier in dossiers:
        content = unseal_content(dossier.dossier_id, dossier.answers_sealed)
        texts[dossier.dossier_id] += _leaves(content.answers)
    return texts


def _noted(ids: Sequence[UUID]) -> defaultdict[UUID, list[str]]:
    """What officials wrote, and what they asked to be supplemented."""
    texts: defaultdict[UUID, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(NOTES, [list(ids)])
        for turn_id, dossier_id, sealed in cursor.fetchall():
            texts[dossier_id].append(unseal_note(turn_id, sealed))
    for request in SupplementRequest.objects.raw(REQUESTS, [list(ids)]):
        texts[request.dossier_id].append(reason_of(request))
        texts[request.dossier_id] += [item.why for item in items_of(request)]
    return texts


def ids_with(text: str, agencies: Iterable[UUID], newest: Newest) -> RawSQL:
    """Dossiers of these agencies that hold all words of the text; looked up within the statement."""
    words = words_of([text])
    asked = [as_array(hashes(words, agency)) for agency in sorted(agencies)] if words else []
    at, dossier_id = newest.before or (None, None)
    return RawSQL(
        "SELECT dossier_ids_with(%s::text[], %s::integer, %s::timestamptz, %s::uuid)",
        [asked, newest.most, at, dossier_id],
    )


def excerpts(dossiers: Iterable[Dossier], text: str) -> Mapping[UUID, str]:
    """Of each dossier the piece that says most of what was sought, with what stands around it.

    Answers as the form shows them: who chose «Đã ly hôn» did not write `da_ly_hon`.
    """
    sought, found = words_of([text]), list(dossiers)
    texts = _noted([dossier.id for dossier in found])
    for dossier in found:
        texts[dossier.id] += _shown_answers(dossier)
    return {
        dossier_id: _around(best, sought)
        for dossier_id, several in texts.items()
        if (best := max(several, key=lambda one: len(_words(one) & sought), default=""))
        and _words(best) & sought
    }


def _shown_answers(dossier: Dossier) -> Iterator[str]:
    content = unseal_content(dossier.id, dossier.answers_sealed)
    form = catalogue.form(dossier.version_id)
    yield from _leaves(forms.display(form, answers_of(dossier.version_id, content), "vi"))


def _around(text: str, sought: Collection[str]) -> str:
    first = next((m.start() for m in _TOKEN.finditer(text) if _words(m[0]) & set(sought)), 0)
    start = text.rfind(" ", 0, max(first - AROUND, 0)) + 1 if first > AROUND else 0
    piece = shorten(text[start:], EXCERPT, placeholder=" …")
    return f"… {piece}" if start else piece


def as_array(values: Iterable[object]) -> str:
    return "{" + ",".join(map(str, values)) + "}"


def _leaves(value: object) -> Iterator[str]:
    """Every text and number of nested answers."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        yield str(value)


@lru_cache(maxsize=200_000)
def _hash(word: str, agency_id: UUID) -> int:
    keyed = crypto.blind_index(f"{agency_id}:{word}", kind="dossier_content")
    return int.from_bytes(keyed[:_HASH_BYTES], "big", signed=True)
