"""Until the audit room stands: reach it late."""

from uuid import UUID


def record(
    *,
    actor_id: UUID,
    verb: str,
    object_type: str,
    object_id: UUID,
    details: dict[str, object] | None = None,
) -> None:
    from motcua.audit import api  # noqa: PLC0415

    api.record(
        actor_id=actor_id,
        verb=verb,
        object_type=object_type,
        object_id=object_id,
        details=details,
    )
