"""How many rows each tab of the desk has: bounded, because beyond a hundred nobody counts."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.db import connection

from motcua.directory.types import Actor, Role
from motcua.dossiers.types import Tab
from motcua.kit import clock

MOST = 100

# Steps first, by their index; `OFFSET 0` keeps the planner from starting with all dossiers.
_OPEN = (
    "SELECT {what} FROM (SELECT s.dossier_id FROM dossier_step s WHERE s.done_at IS NULL AND {whose}"
    " OFFSET 0) AS o WHERE NOT EXISTS"
    " (SELECT FROM dossier d WHERE d.id = o.dossier_id AND d.status IN (5, 6))"
)
_EACH, _ONCE = "1", "DISTINCT o.dossier_id"
_MY_ROLE = (
    "(s.unit_id = ANY (%(headed)s) OR (s.unit_id, s.role) IN"
    " (SELECT * FROM unnest(%(units)s::uuid[], %(roles)s::text[])))"
)
# What those hold for whom one stands in, in the lent seats only.
_LENT = (
    "(s.assignee_id = ANY (%(givers)s::uuid[]) AND (s.assignee_id, s.unit_id, s.role) IN"
    " (SELECT * FROM unnest(%(givers)s::uuid[], %(lent_units)s::uuid[], %(lent_roles)s::text[])))"
)
_MINE = f"(s.assignee_id = %(me)s OR {_LENT})"
_UNIT = f"s.assignee_id IS NULL AND s.unit_id = ANY (%(units)s) AND {_MY_ROLE}"
_ROWS: Mapping[Tab, str] = {
    Tab.MINE: _OPEN.format(what=_EACH, whose=_MINE),
    Tab.UNIT: _OPEN.format(what=_EACH, whose=_UNIT),
    Tab.OTHERS: _OPEN.format(
        what=_EACH,
        whose=f"s.agency_id = ANY (%(agencies)s) AND NOT {_MY_ROLE}"
        " AND s.assignee_id IS DISTINCT FROM %(me)s",
    ),
    Tab.CITIZEN: "SELECT DISTINCT d.id FROM dossier d JOIN dossier_step s ON s.dossier_id = d.id"
    " WHERE d.status IN (5, 6) AND s.done_at IS NULL"
    " AND (s.agency_id = ANY (%(agencies)s) OR s.assignee_id = %(me)s)",
    Tab.DONE: "SELECT 1 FROM dossier_step s"
    " WHERE s.done_by_id = %(me)s AND s.done_at >= %(midnight)s",
}
# Of somebody in several units, which may work on one dossier at the same time.
_ROWS_ONCE = {
    **_ROWS,
    Tab.MINE: _OPEN.format(what=_ONCE, whose=_MINE),
    Tab.UNIT: _OPEN.format(what=_ONCE, whose=_UNIT),
}


def _counted(rows_of: Mapping[Tab, str]) -> str:
    """The names come from the enumeration and the words from above: nothing that anybody typed."""
    return " UNION ALL ".join(
        f"SELECT '{tab.value}', count(*) FROM ({rows} LIMIT {MOST}) AS bounded"  # noqa: S608
        for tab, rows in rows_of.items()
    )


_COUNTS = _counted(_ROWS)
_COUNTS_ONCE = _counted(_ROWS_ONCE)


def told_once(actor: Actor) -> frozenset[Tab]:
    """Lists in which steps of one dossier could meet, and where it stands once."""
    in_several = len({seat.unit_id for seat in actor.seats}) > 1
    return frozenset({Tab.CITIZEN, Tab.MINE, Tab.UNIT} if in_several else {Tab.CITIZEN})


def counts(actor: Actor) -> Mapping[Tab, int]:
    """All tabs in one statement; `MOST` means that many or more."""
    with connection.cursor() as cursor:
        several = Tab.UNIT in told_once(actor)
        cursor.execute(_COUNTS_ONCE if several else _COUNTS, _whose(actor))
        return {Tab(tab): int(count) for tab, count in cursor.fetchall()}


def _whose(actor: Actor) -> dict[str, Any]:
    return {
        "me": actor.person_id,
        "agencies": list(actor.agencies),
        "units": [seat.unit_id for seat in actor.seats],
        "roles": [str(seat.role) for seat in actor.seats],
        "headed": [seat.unit_id for seat in actor.seats if seat.role is Role.HEAD],
        "givers": [seat.on_behalf_of for seat in actor.lent_seats],
        "lent_units": [seat.unit_id for seat in actor.lent_seats],
        "lent_roles": [str(seat.role) for seat in actor.lent_seats],
        "midnight": datetime.combine(clock.today(), time(0), clock.LEGAL_ZONE),
    }
