"""How the background work stands: is a worker alive, and does the queue move?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

STATE = """
SELECT (SELECT max(last_heartbeat) FROM procrastinate_workers),
       count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()),
       min(coalesce(scheduled_at, deferred.at))
         FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()),
       count(*) FILTER (WHERE status = 'failed')
FROM procrastinate_jobs AS job
LEFT JOIN LATERAL (SELECT min(at) AS at FROM procrastinate_events AS event
                   WHERE event.job_id = job.id AND type = 'deferred') AS deferred ON true
WHERE status IN ('todo', 'failed')
"""


@dataclass(frozen=True, slots=True)
class Workload:
    heartbeat_at: datetime | None
    waiting: int
    oldest_waiting_at: datetime | None
    failed: int


def workload() -> Workload:
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return Workload(*cursor.fetchone())
