"""The worker's part of searching in sealed texts: what was written since is hashed and stored."""

from django.db import connection

from motcua.dossiers.models import ContentIndex, Dossier
from motcua.dossiers.queries.content import MOST_WORDS, hashes, texts_of, words_of
from motcua.kit.scope import SYSTEM, acting

AT_ONCE = 500
MOST_A_RUN = 100  # of these; what is left waits for the next minute
# Who writes meanwhile waits for this row, and then leaves the id anew: nothing is missed.
TAKE = """
DELETE FROM dossier_content_waiting WHERE dossier_id IN (
  SELECT dossier_id FROM dossier_content_waiting ORDER BY dossier_id LIMIT %s
  FOR UPDATE SKIP LOCKED)
RETURNING dossier_id
"""


def index_content() -> int:
    """Run every minute. How many dossiers were indexed."""
    done = 0
    for _ in range(MOST_A_RUN):
        indexed = index_some()
        done += indexed
        if indexed < AT_ONCE:
            break
    return done


def index_some(most: int = AT_ONCE) -> int:
    """One portion in one transaction; several may run side by side."""
    with acting(SYSTEM):
        with connection.cursor() as cursor:
            cursor.execute(TAKE, [most])
            taken = [row[0] for row in cursor.fetchall()]
        dossiers = list(
            Dossier.objects.filter(pk__in=taken).only(
                "id", "agencies", "submitted_at", "answers_sealed"
            )
        )
        texts = texts_of(dossiers)
        ContentIndex.objects.bulk_create(
            [_row(dossier, texts[dossier.id]) for dossier in dossiers],
            update_conflicts=True,
            unique_fields=["dossier_id"],
            update_fields=["agencies", "words"],
        )
    return len(taken)


def _row(dossier: Dossier, texts: list[str]) -> ContentIndex:
    words = sorted(words_of(texts))[:MOST_WORDS]
    return ContentIndex(
        dossier_id=dossier.id,
        agencies=dossier.agencies,
        submitted_at=dossier.submitted_at,
        words=[one for agency in dossier.agencies for one in hashes(words, agency)],
    )
