"""Further supplement requests: those that wait for a head, and how many went out as breaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.models import Dossier, FurtherRequest, Turn, TurnKind
from motcua.dossiers.permissions import Permission, may
from motcua.dossiers.queries.form_data import item_labels
from motcua.dossiers.queries.names import in_language, person_names
from motcua.dossiers.queries.visible import visible_dossiers
from motcua.dossiers.types import FurtherView, SupplementItem
from motcua.kit import clock, crypto
from motcua.kit.scope import acting


@dataclass(frozen=True, slots=True)
class Content:
    items: tuple[SupplementItem, ...]
    reason: str
    basis: str
    why_again: str


def seal_row(further_id: UUID) -> str:
    return f"dossier_further_request:content:{further_id}"


def note_row(further_id: UUID) -> str:
    return f"dossier_further_request:note:{further_id}"


def content_of(further: FurtherRequest) -> Content:
    stored = crypto.unseal_json(further.content_sealed, row=seal_row(further.id))
    if not isinstance(stored, dict):
        raise crypto.SealBrokenError
    items = tuple(SupplementItem(**item) for item in stored["items"])
    return Content(items, stored["reason"], stored["basis"], stored["why_again"])


def further_requests(*, actor: Actor) -> tuple[FurtherView, ...]:
    """Of this actor's agencies, the newest first; those that wait before the others."""
    with acting(actor.scope):
        found = FurtherRequest.objects.filter(agencies__overlap=list(actor.agencies))
        rows = list(found.select_related("dossier").order_by("-decided_at", "-proposed_at")[:100])
        return _views(rows, actor)


def further_of(dossier: Dossier, actor: Actor) -> tuple[FurtherView, ...]:
    rows = FurtherRequest.objects.filter(dossier=dossier).order_by("proposed_at")
    return _views(list(rows.select_related("dossier")), actor)


def _views(rows: list[FurtherRequest], actor: Actor) -> tuple[FurtherView, ...]:
    names = person_names(p for row in rows for p in (row.proposed_by_id, row.decided_by_id))
    return tuple(_view(row, actor, names) for row in rows)


def _view(row: FurtherRequest, actor: Actor, names: Mapping[UUID, str]) -> FurtherView:
    content, dossier = content_of(row), row.dossier
    labels = item_labels(dossier)
    return FurtherView(
        further_id=row.id,
        dossier_id=row.dossier_id,
        code=dossier.code,
        procedure_name=in_language(catalogue.version(dossier.version_id).name),
        owner_name=dossier.owner_name,
        items=content.items,
        labels=tuple(labels.get((item.kind, item.ref), item.ref) for item in content.items),
        reason=content.reason,
        why_again=content.why_again,
        proposed_by=names.get(row.proposed_by_id, ""),
        proposed_at=row.proposed_at,
        decided_by=names.get(row.decided_by_id, "") if row.decided_by_id else "",
        decided_at=row.decided_at,
        decision=row.decision,
        note=crypto.unseal(row.note_sealed, row=note_row(row.id)) if row.note_sealed else "",
        may_decide=row.decided_at is None
        and row.proposed_by_id != actor.person_id
        and may(actor, Permission.DECIDE_FURTHER, row.dossier),
    )


def breaches(*, actor: Actor, since: date, until: date) -> int:
    """Requests beyond the law between two days (both counted), in what this actor may see."""
    with acting(actor.scope):
        told = Turn.objects.filter(
            kind=TurnKind.SUPPLEMENT_REQUESTED,
            facts__breach=True,
            at__gte=_midnight(since),
            at__lt=_midnight(until + timedelta(days=1)),
            dossier_id__in=visible_dossiers(actor).values("id"),
        )
        return told.count()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), clock.LEGAL_ZONE)
