"""Supplement requests, unsealed."""

from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.types import SupplementItem, SupplementView
from motcua.kit import crypto


def items_of(request: SupplementRequest) -> tuple[SupplementItem, ...]:
    stored = crypto.unseal_json(request.items_sealed, row=f"dossier_supplement:items:{request.id}")
    if not isinstance(stored, list):
        raise crypto.SealBrokenError
    return tuple(SupplementItem(**item) for item in stored)


def reason_of(request: SupplementRequest) -> str:
    return crypto.unseal(request.reason_sealed, row=f"dossier_supplement:reason:{request.id}")


def view_of(request: SupplementRequest, asked_by: str) -> SupplementView:
    return SupplementView(
        request_id=request.id,
        requested_at=request.requested_at,
        items=items_of(request),
        reason=reason_of(request),
        legal_basis=request.legal_basis,
        asked_by=asked_by,
        answered_at=request.answered_at,
        answer_by=request.answer_by,
    )
