"""What an official typed for a citizen, on paper: read before it is signed, and then submitted."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.permissions import refuse_unless_helping
from motcua.dossiers.queries.assisted import assisted_entry
from motcua.dossiers.types import AssistedView
from motcua.engines.papers import api as papers
from motcua.kit import clock


def print_entry(*, actor: Actor, entry_id: UUID) -> tuple[str, bytes]:
    """Name and PDF of an entry that waits at the actor's counter."""
    refuse_unless_helping(actor)
    view = assisted_entry(actor=actor, entry_id=entry_id)
    pdf = papers.render_form("entry", _data(view), on=clock.today()).pdf
    return f"ban-khai-{entry_id}.pdf", pdf


def _data(view: AssistedView) -> dict[str, object]:
    return {
        "agency": view.agency_name,
        "counter": view.counter_name,
        "procedure": view.procedure_name,
        "case": view.case_name,
        "owner": view.owner_name,
        "typed_by": view.typed_by,
        "typed_at": view.typed_at.astimezone(clock.LEGAL_ZONE).isoformat(),
        "expires_on": view.expires_on.isoformat(),
        "sections": [
            {"title": section.title, "rows": [[one.label, one.value] for one in section.lines]}
            for section in view.sections
        ],
        "papers": [paper.name for paper in view.papers],
    }
