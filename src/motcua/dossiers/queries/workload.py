"""How much was handed in, and who had a part in it: a matter through five agencies is one matter."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection

from motcua.directory import api as directory
from motcua.directory.types import Actor, Role
from motcua.dossiers.errors import SeatRequiredError
from motcua.dossiers.types import Share, Workload
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

OVERSEERS = (Role.HEAD, Role.LEADER, Role.SUPERVISOR, Role.AUDITOR)

# A matter is what a person handed in, with the child dossiers made from it. An agency has a part in
# it that is competent, received it, worked on a step, took it over or was asked for an opinion.
_SHARES = """
WITH matter AS MATERIALIZED (
  SELECT id FROM dossier
  WHERE matter_id IS NULL AND submitted_at >= %(since)s AND submitted_at < %(until)s
), one AS (
  SELECT m.id AS matter, d.id AS dossier, d.agencies
  FROM matter m JOIN dossier d ON d.id = m.id
  UNION ALL
  SELECT m.id, d.id, d.agencies FROM matter m JOIN dossier d ON d.matter_id = m.id
), part AS (
  SELECT matter, unnest(agencies) AS agency FROM one
  UNION
  SELECT o.matter, r.to_agency_id FROM one o JOIN dossier_referral r ON r.dossier_id = o.dossier
), wide AS (
  SELECT matter, count(*) > 1 AS shared FROM part GROUP BY matter
)
SELECT p.agency, count(*), count(*) FILTER (WHERE w.shared)
FROM part p JOIN wide w USING (matter) GROUP BY p.agency
"""
_MATTERS = """
SELECT count(*) FROM dossier
WHERE matter_id IS NULL AND submitted_at >= %(since)s AND submitted_at < %(until)s
"""
# Answered after its time, taken as consent after it, or still silent.
_LATE = """
SELECT to_agency_id, count(*) FROM dossier_referral
WHERE due_at >= %(since)s AND due_at < %(until)s AND outcome <> 'ended'
  AND due_at < coalesce(closed_at, %(now)s)
GROUP BY to_agency_id
"""


def workload(*, actor: Actor, since: date, until: date) -> Workload:
    """Of a period, both days counted. An official reads the shares of their own agencies only."""
    if actor.kind != "system" and not any(actor.holds(role) for role in OVERSEERS):
        raise SeatRequiredError
    days = {
        "since": _midnight(since),
        "until": _midnight(until + timedelta(days=1)),
        "now": clock.now(),
    }
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_MATTERS, days)
        (matters,) = cursor.fetchone()
        cursor.execute(_LATE, days)
        late = dict(cursor.fetchall())
        cursor.execute(_SHARES, days)
        rows = {agency: (count, shared) for agency, count, shared in cursor.fetchall()}
    shown = rows.keys() | late.keys()
    if actor.kind != "system":
        shown = shown & actor.agencies
    return Workload(matters, _shares(shown, rows, late))


def _shares(
    agencies: set[UUID], rows: Mapping[UUID, tuple[int, int]], late: Mapping[UUID, int]
) -> tuple[Share, ...]:
    found = (
        Share(one, directory.organisation(one).name, *rows.get(one, (0, 0)), late.get(one, 0))
        for one in agencies
    )
    return tuple(sorted(found, key=lambda share: (-share.matters, share.agency_name)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), clock.LEGAL_ZONE)
