"""Supplement requests, unsealed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from motcua.dossiers.models import Dossier, SupplementRequest, Turn, TurnKind
from motcua.dossiers.types import SupplementItem, SupplementView
from motcua.kit import crypto


def items_of(request: SupplementRequest) -> tuple[SupplementItem, ...]:
    stored = crypto.unseal_json(request.items_sealed, row=f"dossier_supplement:items:{request.id}")
    if not isinstance(stored, list):
        raise crypto.SealBrokenError
    return tuple(SupplementItem(**item) for item in stored)


def reason_of(request: SupplementRequest) -> str:
    return crypto.unseal(request.reason_sealed, row=f"dossier_supplement:reason:{request.id}")


def facts_of_requests(turns: Iterable[Turn]) -> dict[str, Mapping[str, object]]:
    """Request id → the facts of its turn: whether it was a breach, what was asked before."""
    asked = (turn.facts for turn in turns if turn.kind == TurnKind.SUPPLEMENT_REQUESTED)
    return {str(facts.get("request")): facts for facts in asked}


def view_of(
    request: SupplementRequest, asked_by: str, facts: Mapping[str, object]
) -> SupplementView:
    again = facts.get("asked_before")
    return SupplementView(
        request_id=request.id,
        requested_at=request.requested_at,
        items=items_of(request),
        reason=reason_of(request),
        legal_basis=request.legal_basis,
        asked_by=asked_by,
        answered_at=request.answered_at,
        answer_by=request.answer_by,
        breach=facts.get("breach") is True,
        asked_before=tuple(again) if isinstance(again, list) else (),
    )


def asked_before(dossier: Dossier) -> dict[tuple[str, str], datetime]:
    """(kind, ref) of everything this dossier was ever asked for → when it was asked last."""
    requests = SupplementRequest.objects.filter(dossier=dossier).order_by("requested_at")
    return {(i.kind, i.ref): one.requested_at for one in requests for i in items_of(one)}
