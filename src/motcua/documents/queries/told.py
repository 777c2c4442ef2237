"""Sealed columns of results, for whoever writes years of them at once and knows the rows' ids."""

from collections.abc import Mapping
from uuid import UUID

from motcua.documents.queries.archive import face_row
from motcua.documents.queries.documents import row_name
from motcua.kit import crypto


def sealed_result(
    document_id: UUID, *, title: str, data: Mapping[str, object]
) -> tuple[bytes, bytes]:
    """Title and data of an official document."""
    return (
        crypto.seal(title, row=row_name(document_id, "title")),
        crypto.seal_json(dict(data), row=row_name(document_id, "data")),
    )


def sealed_face(archived_id: UUID, *, title: str, number: str, issuer: str, source: str) -> bytes:
    face = {"title": title, "number": number, "issuer": issuer, "source": source}
    return crypto.seal_json(face, row=face_row(archived_id))
