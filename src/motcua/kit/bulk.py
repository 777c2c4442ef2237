"""Thousands of rows in two statements: COPY into a passing table, then into the real one.

PostgreSQL knows no COPY under row-level security; the second half runs under it, with every
constraint and trigger, as the site's own role.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models

PASSING = "passing"
AS_THEY_ARE = (UUID, date, bytes)  # moments are dates too


def insert(rows: Sequence[models.Model]) -> None:
    """New rows of one model, inside a transaction. Ids and defaults are those of the objects."""
    if not rows:
        return
    model = type(rows[0])
    table, fields = model._meta.db_table, model._meta.concrete_fields  # noqa: SLF001  (Django's own door)
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {PASSING} (LIKE {table}) ON COMMIT DROP")
        with cursor.copy(f"COPY {PASSING} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_value(field, row) for field in fields])
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {PASSING}")  # noqa: S608  (names of our own models)
        cursor.execute(f"DROP TABLE {PASSING}")


def _value(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    value = field.pre_save(row, add=True)
    if value is None or isinstance(value, AS_THEY_ARE):
        return value
    return field.get_db_prep_save(value, connection)
