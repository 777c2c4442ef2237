"""An application becomes a dossier: once, however often the button is pressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.utils import translation

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, Component, ProcedureVersion
from motcua.directory import api as directory
from motcua.directory.types import Actor, FirmRight
from motcua.documents import api as documents
from motcua.dossiers.actions.change_version import refuse_old_version
from motcua.dossiers.actions.hand_in import reused_facts, write_papers
from motcua.dossiers.chronicle import Chronicle, acting_facts
from motcua.dossiers.errors import AnswersIncompleteError, PapersMissingError
from motcua.dossiers.events import DossierSubmitted
from motcua.dossiers.models import Dossier, Draft, TurnKind
from motcua.dossiers.permissions import refuse_unless_granted
from motcua.dossiers.queries.answers import facts_of, lacking, without_hidden
from motcua.dossiers.queries.drafts import Content, read_content, seal_content
from motcua.dossiers.queries.locks import lock_draft
from motcua.dossiers.queries.offices import service_centre
from motcua.dossiers.queries.reuse import Offers, with_reused
from motcua.dossiers.queries.wanted import missing_components
from motcua.dossiers.rules import ARCHIVE_OPEN_DAYS, dossier_code
from motcua.dossiers.types import Channel, PaperIn, PaperSource, Submitted
from motcua.engines.forms.types import FieldError
from motcua.kit import clock, crypto
from motcua.kit.events import publish
from motcua.kit.ids import new_id
from motcua.kit.scope import command
from motcua.kit.text import search_key


@dataclass(frozen=True, slots=True)
class Application:
    """What is submitted, by whichever door it came."""

    source_key: UUID
    version: ProcedureVersion
    case: Case
    agency_id: UUID
    owner_id: UUID
    submitter_id: UUID
    channel: Channel
    content: Content
    papers: tuple[PaperIn, ...] = field(default_factory=tuple)
    received_by_unit_id: UUID | None = None
    facts: Mapping[str, object] = field(default_factory=dict)  # who typed, who acted for whom
    matter_id: UUID | None = None  # of a child: the dossier that the person handed in


@command
def submit(*, actor: Actor, draft_id: UUID) -> Submitted:
    """Check everything, then number it. Called again with the same draft, it answers the same."""
    draft = lock_draft(draft_id, actor=actor)
    if draft.dossier_id is not None:
        return submitted_before(draft.dossier_id)
    dossier = file_draft(draft, actor=actor)
    draft.dossier_id = dossier.id
    draft.content_sealed = seal_content(draft.id, answers={}, provenance={})
    draft.save(update_fields=["dossier_id", "content_sealed"])
    return Submitted(dossier.id, dossier.code, dossier.secret)


def file_draft(
    draft: Draft,
    *,
    actor: Actor,
    facts: Mapping[str, object] | None = None,
    offered: Offers | None = None,
) -> Dossier:
    """All that must hold for an application through the network, by hand or by a sheet; then file it.

    `offered`: what the owner's archive holds, where it was looked up in this transaction already.
    """
    refuse_unless_granted(actor, draft.procedure_code, FirmRight.SUBMIT)
    refuse_old_version(draft)
    application = application_of(actor, draft)
    refuse_incomplete_answers(application)
    refuse_missing_papers(application)
    return file_application(replace(application, facts=facts or {}), actor=actor, offered=offered)


def refuse_incomplete_answers(application: Application) -> None:
    errors = lacking_answers(application)
    if errors:
        raise AnswersIncompleteError(count=len(errors), errors=errors)


def lacking_answers(application: Application) -> list[FieldError]:
    case = application.case.code
    return lacking(application.version.id, application.content, facts_of(case, application.channel))


def submitted_before(dossier_id: UUID) -> Submitted:
    dossier = Dossier.objects.get(pk=dossier_id)
    return Submitted(dossier.id, dossier.code, dossier.secret)


def file_application(
    application: Application, *, actor: Actor, offered: Offers | None = None
) -> Dossier:
    """Write dossier, papers and the first turn. The caller has checked what may be filed."""
    dossier = _new_dossier(application)
    _open_archive(dossier, actor)
    papers = with_reused(
        application.papers,
        procedure_code=dossier.procedure_code,
        case=application.case,
        owner_id=dossier.owner_id,
        offered=offered,
    )
    turns = Chronicle(dossier, actor)
    turn = turns.add(
        TurnKind.SUBMITTED,
        facts={
            "channel": application.channel.value,
            "case": application.case.code,
            **reused_facts(papers),
            **application.facts,
        },
        unit_id=dossier.received_by_unit_id,
    )
    dossier.save(force_insert=True)
    turns.write_new()
    write_papers(dossier, papers)
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.submit",
        object_type="dossier",
        object_id=dossier.id,
        details={
            "code": dossier.code,
            "version": str(dossier.version_id),
            **acting_facts(actor, dossier.procedure_code),
        },
    )
    publish(DossierSubmitted(dossier_id=dossier.id, turn_id=turn.id))
    return dossier


def refuse_missing_papers(application: Application) -> None:
    missing = missing_papers(application)
    if missing:
        language = translation.get_language() or "vi"
        raise PapersMissingError(
            names=", ".join(component.name.say(language) for component in missing),
            components=[component.code for component in missing],
        )


def missing_papers(application: Application) -> tuple[Component, ...]:
    return missing_components(
        application.case,
        application.content.answers,
        application.papers,
        channel=application.channel,
    )


def application_of(actor: Actor, draft: Draft) -> Application:
    """What would be filed of this draft: questions that are asked, papers that are there."""
    version = catalogue.version(draft.version_id)
    case = version.case(draft.case_code)
    uploaded = [
        PaperIn(component, tuple(UUID(held) for held in held_files), copies=1)
        for component, held_files in draft.papers.items()
    ]
    by_data = [
        PaperIn(component, source=PaperSource.DATA)
        for component in draft.replaced
        if component not in draft.papers
    ]
    return Application(
        source_key=draft.id,
        version=version,
        case=case,
        agency_id=draft.agency_id,
        owner_id=actor.owner_id,
        submitter_id=actor.person_id,
        channel=Channel.ONLINE,
        content=without_hidden(
            version.id, read_content(draft), facts_of(case.code, Channel.ONLINE)
        ),
        papers=(*uploaded, *by_data, *reused_papers_in(draft.reused)),
    )


def reused_papers_in(reused: Mapping[str, str]) -> tuple[PaperIn, ...]:
    """Component → paper of the archive, as papers handed in."""
    return tuple(
        PaperIn(component, source=PaperSource.ARCHIVE, archived_id=UUID(held))
        for component, held in reused.items()
    )


def _new_dossier(application: Application) -> Dossier:
    agency = directory.organisation(application.agency_id)
    receiving = application.received_by_unit_id or service_centre(agency.id).id
    owner = directory.names_of([application.owner_id])[application.owner_id]
    dossier_id = new_id()
    day = clock.today()
    dossier = Dossier(
        id=dossier_id,
        code=dossier_code(agency.code, day, next_serial(agency.id, day)),
        secret_sealed=crypto.seal(crypto.new_secret(), row=f"dossier:secret:{dossier_id}"),
        source_key=application.source_key,
        version_id=application.version.id,
        procedure_code=application.version.code,
        case_code=application.case.code,
        agency_id=agency.id,
        received_by_unit_id=receiving,
        agencies=sorted({agency.id, directory.organisation(receiving).agency_id}),
        channel=application.channel,
        matter_id=application.matter_id,
        owner_id=application.owner_id,
        owner_name=owner,
        owner_key=search_key(owner),
        submitter_id=application.submitter_id,
        language=(translation.get_language() or "vi")[:2],
        submitted_at=clock.now(),
    )
    dossier.answers_sealed = seal_content(
        dossier_id,
        answers=application.content.answers,
        provenance=application.content.provenance,
    )
    return dossier


def next_serial(agency_id: UUID, day: date) -> int:
    """One row per agency and day, locked until this dossier is in: no gap, no double."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossier_code_serial (agency_id, day, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (agency_id, day) DO UPDATE SET last = dossier_code_serial.last + 1"
            " RETURNING last",
            [agency_id, day],
        )
        row = cursor.fetchone()
    return int(row[0])


def _open_archive(dossier: Dossier, actor: Actor) -> None:
    """Whoever applies lets the agencies see what they need not ask for (NĐ 45/2020/NĐ-CP Điều 16)."""
    if actor.kind == "citizen" and actor.person_id != dossier.owner_id:
        return  # somebody who hands in for another cannot open the other's archive
    documents.open_archive(
        actor=actor,
        owner_id=dossier.owner_id,
        agencies=dossier.agencies,
        purpose=str(dossier.id),
        until=clock.now() + timedelta(days=ARCHIVE_OPEN_DAYS),
    )
