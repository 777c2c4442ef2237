"""The worker's part of searching in sealed texts: what was written since is hashed and stored."""

from django.db import connection

from motcua.dossiers.queries.content import (
    MOST_WORDS,
    Written,
    as_array,
    hashes,
    texts_of,
    words_of,
)
from motcua.kit.scope import SYSTEM, acting

AT_ONCE = 500
MOST_A_RUN = 100  # of these; what is left waits for the next minute
# Who writes meanwhile waits for this row, and then leaves the id anew: nothing is missed.
TAKE = """
WITH taken AS (
  DELETE FROM dossier_content_waiting WHERE dossier_id IN (
    SELECT dossier_id FROM dossier_content_waiting ORDER BY dossier_id LIMIT %s
    FOR UPDATE SKIP LOCKED)
  RETURNING dossier_id)
SELECT t.dossier_id, d.agencies, d.submitted_at, d.answers_sealed
FROM taken t LEFT JOIN dossier d ON d.id = t.dossier_id
"""
STORE = """
INSERT INTO dossier_content (dossier_id, agencies, submitted_at, words)
SELECT id, agencies::uuid[], at, words::integer[]
FROM unnest(%s::uuid[], %s::text[], %s::timestamptz[], %s::text[]) AS given (id, agencies, at, words)
ON CONFLICT (dossier_id) DO UPDATE SET agencies = excluded.agencies, words = excluded.words
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
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(TAKE, [most])
        taken = [Written(*row) for row in cursor.fetchall()]
        found = [one for one in taken if one.agencies]
        texts = texts_of(found)
        cursor.execute(
            STORE,
            [
                [one.dossier_id for one in found],
                [as_array(one.agencies) for one in found],
                [one.submitted_at for one in found],
                [_words(one, texts[one.dossier_id]) for one in found],
            ],
        )
    return len(taken)


def _words(written: Written, texts: list[str]) -> str:
    words = sorted(words_of(texts))[:MOST_WORDS]
    return as_array(one for agency in written.agencies for one in hashes(words, agency))
