"""An official types an application for a citizen; nothing is submitted before the citizen confirms it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor, Sex
from motcua.documents import api as documents
from motcua.dossiers.actions.register_at_counter import (
    competent_agency,
    counter_of,
    entered_by_official,
    known_case,
    known_papers,
)
from motcua.dossiers.errors import EntryNotFoundError
from motcua.dossiers.models import AssistedEntry
from motcua.dossiers.permissions import HELP_CITIZENS, refuse_unless_helping
from motcua.dossiers.queries.answers import facts_of, refuse_incomplete
from motcua.dossiers.queries.assisted import papers_in, stored_papers, visible_entries
from motcua.dossiers.queries.drafts import Content, seal_content
from motcua.dossiers.types import Applicant, Channel, PaperIn
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting, command

KEPT_FOR = timedelta(days=30)


@command
def fill_in_for(
    *,
    actor: Actor,
    key: UUID,
    procedure_code: str,
    case_code: str,
    applicant: Applicant,
    answers: Mapping[str, object],
    agency_id: UUID | None = None,
) -> UUID:
    """`key` is made with the empty form: sent again, it is the same entry."""
    if AssistedEntry.objects.filter(pk=key).exists():
        return key
    version = catalogue.procedure(procedure_code)
    unit_id = counter_of(actor, *HELP_CITIZENS)
    case = known_case(version, case_code)
    content = Content(dict(answers), entered_by_official(answers))
    refuse_incomplete(version.id, content, facts_of(case.code, Channel.DIRECT))
    owner_id = directory.register_person(
        actor=actor,
        name=applicant.name,
        personal_id=applicant.personal_id,
        birth_date=applicant.birth_date,
        sex=applicant.sex or Sex.UNKNOWN,
        phone=applicant.phone,
        email=applicant.email,
        residence=applicant.residence,
    )
    AssistedEntry.objects.create(
        id=key,
        version_id=version.id,
        case_code=case.code,
        agency_id=competent_agency(version, agency_id, unit_id).id,
        counter_unit_id=unit_id,
        counter_agency_id=directory.organisation(unit_id).agency_id,
        owner_id=owner_id,
        owner_name=directory.names_of([owner_id])[owner_id],
        content_sealed=seal_content(key, answers=answers, provenance=content.provenance),
        typed_by_id=actor.person_id,
        typed_by_name=actor.name,
        typed_at=clock.now(),
        expires_on=clock.today() + KEPT_FOR,
    )
    record(actor, key, "dossier.fill_in_for", {"owner": str(owner_id)})
    return key


@command
def take_entry_papers(*, actor: Actor, entry_id: UUID, papers: Sequence[PaperIn]) -> None:
    """What the citizen handed over, in place of what was noted before."""
    refuse_unless_helping(actor)
    entry = lock_entry(entry_id, actor=actor)
    version = catalogue.version(entry.version_id)
    known = known_papers(actor, version, entry.case_code, papers)
    documents.let_go(_sent_in(papers_in(entry)))
    documents.hold(_sent_in(known))
    entry.papers = stored_papers(known)
    entry.save(update_fields=["papers"])


def _sent_in(papers: Sequence[PaperIn]) -> list[UUID]:
    """Not what lies in the person's archive and is only referred to."""
    return [held for paper in papers if paper.archived_id is None for held in paper.file_ids]


@command
def drop_entry(*, actor: Actor, entry_id: UUID) -> None:
    """The citizen says that it is not right, or the official that it is no longer wanted."""
    entry = lock_entry(entry_id, actor=actor)
    entry.dropped_at = clock.now()
    entry.dropped_by_id = actor.person_id
    entry.content_sealed = seal_content(entry.id, answers={}, provenance={})
    entry.save(update_fields=["dropped_at", "dropped_by_id", "content_sealed"])
    record(actor, entry.id, "dossier.drop_entry", {})


def forget_entries() -> int:
    """Entries that nobody confirmed for 30 days go, with their files; not one being confirmed."""
    with acting(SYSTEM):
        expired = AssistedEntry.objects.filter(expires_on__lt=clock.today(), dossier_id=None)
        old = list(expired.select_for_update(skip_locked=True))
        for entry in old:
            documents.erase([file_id for paper in papers_in(entry) for file_id in paper.file_ids])
            entry.delete()
    return len(old)


def forget_entry_of(dossier_id: UUID) -> list[UUID]:
    """The files that go with what was typed for the owner of a dossier whose retention is over."""
    entries = AssistedEntry.objects.filter(dossier_id=dossier_id)
    signed = [entry.signed_file_id for entry in entries if entry.signed_file_id]
    entries.delete()
    return signed


def lock_entry(entry_id: UUID, *, actor: Actor) -> AssistedEntry:
    """One that waits, at this official's counter or of this citizen: else there is none."""
    entry = visible_entries(actor).select_for_update().filter(pk=entry_id).first()
    if entry is None:
        raise EntryNotFoundError
    return entry


def record(actor: Actor, entry_id: UUID, verb: str, details: Mapping[str, object]) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="assisted_entry",
        object_id=entry_id,
        details=dict(details),
    )
