"""Form 07, the register of dossiers (TT 03/2025/TT-VPCP, PL I), of what a search found."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.errors import RegisterTooLongError
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.desk import narrowed_search
from motcua.dossiers.types import Channel, Narrowing
from motcua.engines.papers import api as papers
from motcua.kit import clock
from motcua.kit.scope import acting

MOST = 500  # lines; a longer book is printed period by period
CHANNEL_WORDS: Mapping[str, Promise] = {
    Channel.DIRECT: _("Trực tiếp"),
    Channel.ONLINE: _("Trực tuyến"),
    Channel.POSTAL: _("Bưu chính"),
}


def print_register(*, actor: Actor, words: str, narrowing: Narrowing) -> tuple[str, bytes]:
    """Name and PDF, in the order of submission; written down: who printed how many."""
    with acting(actor.scope):
        found = narrowed_search(actor, words, narrowing).order_by("submitted_at", "id")
        rows = list(found[: MOST + 1])
        if len(rows) > MOST:
            raise RegisterTooLongError(most=MOST)
        entries = [_entry(row) for row in rows]
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


def _entry(row: Dossier) -> dict[str, str | None]:
    return {
        "code": row.code,
        "content": catalogue.version(row.version_id).name.vi,
        "owner": row.owner_name,
        "submitted": _iso(row.submitted_at),
        "due": _iso(row.due_at),
        "ended": _iso(row.ended_at),
        "returned": _iso(row.returned_at),
        "channel": str(CHANNEL_WORDS[row.channel]),
        "status": row.status_name,
    }


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(clock.LEGAL_ZONE).isoformat() if at else None


def _date(day: date | None) -> str | None:
    return day.isoformat() if day else None
