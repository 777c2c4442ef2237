from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.models import SavedFilter
from motcua.dossiers.queries.asked import unseal_asked
from motcua.dossiers.types import SavedFilterView
from motcua.kit.scope import acting


def saved_filters(*, actor: Actor) -> tuple[SavedFilterView, ...]:
    """The actor's own, by name."""
    with acting(actor.scope):
        rows = SavedFilter.objects.filter(person_id=actor.person_id).order_by("name")
        return tuple(
            SavedFilterView(row.id, row.name, unseal_asked(row.asked_sealed, row=sealed_in(row.id)))
            for row in rows
        )


def sealed_in(filter_id: UUID) -> str:
    return f"dossier_saved_filter:asked:{filter_id}"
