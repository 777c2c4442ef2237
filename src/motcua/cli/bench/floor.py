"""The floor under an operation: what PostgreSQL and a bare client need for the same rows.

A write's floor inserts the same row versions, one transaction an operation, into copies of the
tables with the same indexes (not unique, so that it can be repeated). A read's floor runs the same
statements, as the server's log tells them.
"""

import itertools
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

import psycopg
from psycopg import sql

from motcua.cli.bench.load import Request, send_all
from motcua.cli.bench.measure import floor_of
from motcua.cli.bench.rig import Rig

SAMPLE = 20
TIMES = 300
# What the frame writes for itself is not part of the operation's rows.
NOT_COUNTED = {"django_session"}
_LINE = r"^\S+ \S+ \S+ \[\d+\] "
# Simple statements as they are; planned ones with their values in the line that follows.
_LOGGED = re.compile(_LINE + r"LOG:  (?:statement|execute [^:]+): ")
_VALUES = re.compile(_LINE + r"DETAIL:  [Pp]arameters: ")
_VALUE = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")


def write_floor(rig: Rig, requests: Sequence[Request]) -> float:
    """Send a sample, take the rows that it wrote, and write them again by bare SQL."""
    with _superuser(rig) as session:
        before = _one(session, "SELECT pg_current_xact_id()::text::bigint")
        send_all(rig.port, requests, clients=1)
        written = _rows_since(session, int(before))
        for table in {table for rows in written for table, _ in rows}:
            _copy_table(session, table)
        turns = itertools.cycle(written)

        def work() -> None:
            with session.transaction():
                for table, row in next(turns):
                    session.execute(_INSERT.format(copy=sql.Identifier(f"floor_{table}")), [row])

        return floor_of(rig, work, times=TIMES)


def read_floor(rig: Rig, requests: Sequence[Request]) -> float:
    """Send a sample with every statement logged, and run those statements again."""
    statements = _logged(rig, lambda: send_all(rig.port, requests, clients=1))
    each = len(requests)
    with psycopg.connect(rig.cluster.url, autocommit=True, prepare_threshold=None) as session:
        session.execute("SET ROLE motcua_app")

        def work() -> None:
            with session.transaction():
                for statement in statements:
                    session.execute(statement)  # text of our own log

        return round(floor_of(rig, work, times=max(TIMES // each, 10)) / each, 2)


_INSERT = sql.SQL("INSERT INTO {copy} SELECT (r).* FROM (SELECT %s::{copy} AS r OFFSET 0) AS given")


def _superuser(rig: Rig) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(rig.cluster.sockets), user="postgres", dbname="motcua", autocommit=True
    )


def _one(session: psycopg.Connection[tuple[object, ...]], query: str) -> str:
    found = session.execute(query).fetchone()
    if found is None:
        raise LookupError(query)
    return str(found[0])


def _rows_since(
    session: psycopg.Connection[tuple[object, ...]], before: int
) -> list[list[tuple[str, str]]]:
    """(table, row as text), gathered by the transaction that wrote them."""
    told = session.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND relname NOT LIKE 'floor_%'"
    )
    gathered: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for table in sorted({str(name) for (name,) in told} - NOT_COUNTED):
        query = sql.SQL(
            "SELECT xmin::text::bigint, t::text FROM {} AS t WHERE xmin::text::bigint > %s"
        )
        for writer, row in session.execute(query.format(sql.Identifier(table)), [before]):
            gathered[int(str(writer))].append((table, str(row)))
    return list(gathered.values())


def _copy_table(session: psycopg.Connection[tuple[object, ...]], table: str) -> None:
    name, copy = sql.Identifier(table), sql.Identifier(f"floor_{table}")
    session.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(copy))
    session.execute(sql.SQL("CREATE TABLE {} (LIKE {})").format(copy, name))
    indexes = session.execute(
        "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass", [table]
    )
    for (definition,) in indexes.fetchall():
        plain = re.sub(
            r"^CREATE (UNIQUE )?INDEX \S+ ON (\S+\.)?\S+",
            f'CREATE INDEX ON "floor_{table}"',
            str(definition),
        )
        session.execute(plain)  # PostgreSQL's own words


def _logged(rig: Rig, work: Callable[[], object]) -> list[str]:
    """The SELECT statements of the application while `work` runs."""
    start = rig.cluster.log.stat().st_size
    _log_statements(rig, setting="all")
    work()
    _log_statements(rig, setting="none")
    text = rig.cluster.log.read_bytes()[start:].decode("utf-8", "replace")
    found: list[str] = []
    for line in text.splitlines():
        if begin := _LOGGED.match(line):
            found.append(line[begin.end() :])
        elif values := _VALUES.match(line):
            found[-1] = _with_values(found[-1], line[values.end() :])
        elif found and not re.match(r"^\d{4}-\d\d-\d\d ", line):
            found[-1] += f"\n{line}"
    own = "SELECT pg_reload_conf()"
    return [said for said in found if said.startswith("SELECT") and not said.startswith(own)]


def _with_values(statement: str, told: str) -> str:
    values = dict(_VALUE.findall(told))
    return re.sub(r"\$(\d+)", lambda place: values.get(place[1], place[0]), statement)


def _log_statements(rig: Rig, *, setting: str) -> None:
    rig.cluster.sql(f"ALTER SYSTEM SET log_statement = '{setting}'")
    rig.cluster.sql("SELECT pg_reload_conf()")
    time.sleep(0.5)
