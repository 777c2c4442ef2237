"""Form 07, the register of dossiers (TT 03/2025/TT-VPCP, PL I), of what a search found."""

from datetime import date

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.errors import RegisterTooLongError
from motcua.dossiers.queries.desk import narrowed_search
from motcua.dossiers.queries.register_lines import register_lines
from motcua.dossiers.types import Narrowing
from motcua.engines.papers import api as papers
from motcua.kit import clock
from motcua.kit.scope import acting

MOST = 500  # lines; a longer book is printed period by period


def print_register(*, actor: Actor, words: str, narrowing: Narrowing) -> tuple[str, bytes]:
    """Name and PDF, in the order of submission; written down: who printed how many."""
    with acting(actor.scope):
        found = narrowed_search(actor, words, narrowing).order_by("submitted_at", "id")
        rows = list(found[: MOST + 1])
        if len(rows) > MOST:
            raise RegisterTooLongError(most=MOST)
        entries = register_lines(rows)
        _write_down(actor, narrowing, len(rows))
        agency = directory.organisation(actor.seats[0].agency_id).name
    data = {
        "agency": agency,
        "first": _date(narrowing.submitted_from),
        "last": _date(narrowing.submitted_to),
        "entries": entries,
    }
    return "so-theo-doi-ho-so.pdf", papers.render_form("07", data, on=clock.today()).pdf


def _write_down(actor: Actor, narrowing: Narrowing, lines: int) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.print_register",
        object_type="organisation",
        object_id=actor.seats[0].agency_id,
        details={
            "lines": lines,
            "procedure": narrowing.procedure_code,
            "from": _date(narrowing.submitted_from),
            "to": _date(narrowing.submitted_to),
        },
    )


def _date(day: date | None) -> str | None:
    return day.isoformat() if day else None
