"""What a dry run took back again, for the answers and papers that are told of it.

As long as the file of dossiers, so it is kept in a passing table of this session, not in memory.
"""

import pickle
from collections.abc import Collection, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connection

from motcua.dossiers.legacy.targets import Target

TABLE = "legacy_would_land"
KEEP = f"""
INSERT INTO {TABLE} (code, target) SELECT * FROM unnest(%s::text[], %s::bytea[])
ON CONFLICT (code) DO UPDATE SET target = excluded.target
"""  # noqa: S608  (our own name)
OF = f"SELECT code, target FROM {TABLE} WHERE code = ANY(%s)"  # noqa: S608  (the same)


class WouldLand:
    """A context. What is noted in a transaction that is taken back is kept after it."""

    def __init__(self) -> None:
        self._noted: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
            cursor.execute(
                f"CREATE TEMPORARY TABLE {TABLE} (code text PRIMARY KEY, target bytea NOT NULL)"
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")

    def note(self, targets: Mapping[str, Target]) -> None:
        self._noted |= {code: pickle.dumps(target) for code, target in targets.items()}

    def keep(self) -> None:
        """After the transaction."""
        if self._noted:
            with connection.cursor() as cursor:
                cursor.execute(KEEP, [list(self._noted), list(self._noted.values())])
        self._noted = {}

    def of(self, codes: Collection[str]) -> dict[str, Target]:
        with connection.cursor() as cursor:
            cursor.execute(OF, [list(codes)])
            return {code: pickle.loads(bytes(kept)) for code, kept in cursor.fetchall()}  # noqa: S301  (our own, of this session)
