"""Drafts, and how their content is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor, FirmRight
from motcua.dossiers.errors import DraftNotFoundError
from motcua.dossiers.models import Draft
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.types import DraftView
from motcua.kit import crypto
from motcua.kit.scope import acting


@dataclass(frozen=True, slots=True)
class Content:
    """Answers by field, and for each where it came from and when."""

    answers: dict[str, Any]
    provenance: dict[str, dict[str, Any]]


def seal_content(
    row_id: UUID, *, answers: Mapping[str, object], provenance: Mapping[str, Mapping[str, object]]
) -> bytes:
    content = {"answers": dict(answers), "provenance": dict(provenance)}
    return crypto.seal_json(content, row=f"dossier:answers:{row_id}")


def unseal_content(row_id: UUID, sealed: bytes | memoryview) -> Content:
    stored = crypto.unseal_json(sealed, row=f"dossier:answers:{row_id}")
    if not isinstance(stored, dict):
        raise crypto.SealBrokenError
    return Content(stored["answers"], stored["provenance"])


def read_content(draft: Draft) -> Content:
    return unseal_content(draft.id, draft.content_sealed)


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """One's own; while acting for somebody, those in that one's name that one may see."""
    principal = actor.principal
    if principal is None:
        return Draft.objects.filter(person_id=actor.person_id, for_id=None)
    named = Draft.objects.filter(for_id=principal.id)
    return (
        named if FirmRight.SEE_ALL in principal.rights else named.filter(person_id=actor.person_id)
    )


def draft(*, actor: Actor, draft_id: UUID) -> DraftView:
    with acting(actor.scope):
        found = drafts_of(actor).filter(pk=draft_id).first()
    if found is None:
        raise DraftNotFoundError
    return _view(found)


def my_drafts(*, actor: Actor) -> tuple[DraftView, ...]:
    with acting(actor.scope):
        rows = drafts_of(actor).filter(dossier_id=None)
        return tuple(_view(row) for row in rows.order_by("-updated_at"))


def _view(row: Draft) -> DraftView:
    content = read_content(row)
    return DraftView(
        draft_id=row.id,
        version_id=row.version_id,
        procedure_code=row.procedure_code,
        case_code=row.case_code,
        agency_id=row.agency_id,
        answers=content.answers,
        provenance=content.provenance,
        papers={name: tuple(UUID(f) for f in files) for name, files in row.papers.items()},
        replaced=row.replaced,
        reused={name: UUID(held) for name, held in row.reused.items()},
        left_at=row.left_at,
        updated_at=row.updated_at,
        expires_on=row.expires_on.isoformat(),
        dossier_id=row.dossier_id,
        renewed_at=row.renewed_at,
        procedure_name=in_language(catalogue.version(row.version_id).name),
    )
