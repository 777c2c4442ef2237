"""Applications typed for citizens that wait for their word."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.errors import EntryNotFoundError
from motcua.dossiers.models import AssistedEntry, Dossier
from motcua.dossiers.permissions import HELP_CITIZENS
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.page_content import sections_of
from motcua.dossiers.types import AssistedPaper, AssistedView, Channel, PaperIn, PaperSource
from motcua.kit.scope import acting

CODE_LASTS = timedelta(minutes=10)


def stored_papers(papers: Sequence[PaperIn]) -> list[dict[str, object]]:
    return [
        {
            "component": paper.component,
            "files": [str(file_id) for file_id in paper.file_ids],
            "source": paper.source.value,
            "originals": paper.originals,
            "copies": paper.copies,
            "archived": str(paper.archived_id) if paper.archived_id else None,
        }
        for paper in papers
    ]


def papers_in(entry: AssistedEntry) -> tuple[PaperIn, ...]:
    return tuple(
        PaperIn(
            component=kept["component"],
            file_ids=tuple(UUID(file_id) for file_id in kept["files"]),
            source=PaperSource(kept["source"]),
            originals=kept["originals"],
            copies=kept["copies"],
            archived_id=UUID(kept["archived"]) if kept["archived"] else None,
        )
        for kept in entry.papers
    )


def visible_entries(actor: Actor) -> QuerySet[AssistedEntry]:
    """Waiting ones: of the counters where an official sits, or of the citizen themself."""
    waiting = AssistedEntry.objects.filter(confirmed_at=None, dropped_at=None)
    if actor.kind == "citizen":
        return waiting.filter(owner_id=actor.person_id)
    units = [seat.unit_id for seat in actor.seats if seat.role in HELP_CITIZENS]
    return waiting.filter(counter_unit_id__in=units)


def assisted_entries(*, actor: Actor) -> tuple[AssistedView, ...]:
    """The oldest first, without what was answered; at most 100."""
    with acting(actor.scope):
        return tuple(_line(row) for row in visible_entries(actor).order_by("typed_at")[:100])


def assisted_entry(*, actor: Actor, entry_id: UUID) -> AssistedView:
    """Everything that the citizen is to confirm. Raises EntryNotFoundError, also once it is confirmed."""
    with acting(actor.scope):
        row = visible_entries(actor).filter(pk=entry_id).first()
        if row is None:
            raise EntryNotFoundError
        return _whole(row)


def submitted_entry(*, actor: Actor, entry_id: UUID) -> UUID | None:
    """The dossier it became, for whom that dossier exists."""
    with acting(actor.scope):
        found = Dossier.objects.filter(source_key=entry_id).values_list("id", flat=True)
        return found.first()


def _line(row: AssistedEntry) -> AssistedView:
    version = catalogue.version(row.version_id)
    return AssistedView(
        entry_id=row.id,
        procedure_name=in_language(version.name),
        case_name=in_language(version.case(row.case_code).name),
        agency_name=directory.organisation(row.agency_id).name,
        counter_name=directory.organisation(row.counter_unit_id).name,
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        typed_by=row.typed_by_name,
        typed_at=row.typed_at,
        expires_on=row.expires_on,
        code_until=code_until(row),
        code_waits=code_waits(row),
    )


def _whole(row: AssistedEntry) -> AssistedView:
    content = unseal_content(row.id, row.content_sealed)
    as_dossier = Dossier(
        version_id=row.version_id, case_code=row.case_code, channel=Channel.DIRECT.value
    )
    case = catalogue.version(row.version_id).case(row.case_code)
    names = {component.code: in_language(component.name) for component in case.components}
    line = _line(row)
    return AssistedView(
        **{name: getattr(line, name) for name in _LINE_FIELDS},
        sections=sections_of(as_dossier, content),
        papers=tuple(
            AssistedPaper(names.get(paper.component, paper.component), paper.source)
            for paper in papers_in(row)
        ),
        masked_email=masked_email(directory.person(row.owner_id).email),
    )


_LINE_FIELDS = tuple(
    name
    for name in AssistedView.__dataclass_fields__
    if name not in {"sections", "papers", "masked_email"}
)


def code_until(row: AssistedEntry) -> datetime | None:
    if row.code_made_at is None or row.code_index is None:
        return None
    return row.code_made_at + CODE_LASTS


def code_waits(row: AssistedEntry) -> bool:
    asked = row.code_asked_at
    return asked is not None and (row.code_made_at is None or row.code_made_at < asked)


def masked_email(address: str) -> str:
    """`cd0007@thu.example` → `c…7@thu.example`: enough to know one's own."""
    name, at, host = address.partition("@")
    return f"{name[:1]}…{name[-1:]}@{host}" if at else ""
