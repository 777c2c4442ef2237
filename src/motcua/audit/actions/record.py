import json
from uuid import UUID

from django.db import connection

# Time and number are the database's own: the site's role has no right to set them.
INSERT = (
    "INSERT INTO audit_entry (actor_id, verb, object_type, object_id, details)"
    " VALUES (%s, %s, %s, %s, %s::jsonb)"
)


def record(
    *,
    actor_id: UUID | None,
    verb: str,
    object_type: str,
    object_id: UUID | str,
    details: dict[str, object] | None = None,
) -> None:
    """One row, in the caller's transaction. `details` hold ids and codes, never personal data."""
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            [actor_id, verb, object_type, str(object_id), json.dumps(details or {}, default=str)],
        )
