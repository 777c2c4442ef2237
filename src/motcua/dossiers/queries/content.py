"""The words of a dossier, as hashes that only who holds the key can make (ADR 0020).

What is indexed is what everybody sees who may open the dossier: the answers, what officials wrote
at their steps, what was asked to be supplemented. Messages with the citizen are for those who
handle the dossier, so they are left out.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from uuid import UUID

from django.db.models.expressions import RawSQL

from motcua.dossiers.models import Dossier, SupplementRequest, Turn
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.queries.finding import Newest
from motcua.dossiers.queries.form_data import note_of
from motcua.dossiers.queries.supplements import items_of, reason_of
from motcua.kit import crypto
from motcua.kit.text import search_key

MOST_WORDS = 2000  # of one dossier
_WORD = re.compile(r"[0-9a-z]+")
_HASH_BYTES = 4


def words_of(texts: Iterable[str]) -> set[str]:
    """Without accents; a letter alone says nothing, a figure may."""
    found: set[str] = set()
    for text in texts:
        found.update(w for w in _WORD.findall(search_key(text)) if len(w) > 1 or w.isdigit())
    return found


def hashes(words: Collection[str], agency_id: UUID) -> list[int]:
    """Another hash in each agency: equal words do not meet across them."""
    return sorted({_hash(word, agency_id) for word in words})


def texts_of(dossiers: Collection[Dossier]) -> Mapping[UUID, list[str]]:
    """Three statements, however many dossiers."""
    texts: dict[UUID, list[str]] = defaultdict(list)
    ids = [dossier.id for dossier in dossiers]
    for dossier in dossiers:
        content = unseal_content(dossier.id, dossier.answers_sealed)
        texts[dossier.id] += _leaves(content.answers)
    for turn in Turn.objects.filter(dossier_id__in=ids, note_sealed__isnull=False):
        texts[turn.dossier_id].append(note_of(turn))
    for request in SupplementRequest.objects.filter(dossier_id__in=ids):
        texts[request.dossier_id].append(reason_of(request))
        texts[request.dossier_id] += [item.why for item in items_of(request)]
    return texts


def ids_with(text: str, agencies: Iterable[UUID], newest: Newest) -> RawSQL:
    """Dossiers of these agencies that hold all words of the text; looked up within the statement."""
    words = words_of([text])
    asked = [_array(hashes(words, agency)) for agency in sorted(agencies)] if words else []
    at, dossier_id = newest.before or (None, None)
    return RawSQL(
        "SELECT dossier_ids_with(%s::text[], %s::integer, %s::timestamptz, %s::uuid)",
        [asked, newest.most, at, dossier_id],
    )


def _array(numbers: Iterable[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


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
