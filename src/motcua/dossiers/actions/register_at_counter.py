"""A person stands at the counter: the official enters the application for them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, ProcedureVersion
from motcua.directory import api as directory
from motcua.directory.types import Actor, OrganisationRef, Role, Sex
from motcua.documents import api as documents
from motcua.dossiers.actions.submit import Application, file_application, submitted_before
from motcua.dossiers.errors import (
    SeatRequiredError,
    UnknownCaseError,
    UnknownComponentError,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.answers import facts_of, refuse_incomplete
from motcua.dossiers.queries.drafts import Content
from motcua.dossiers.queries.offices import offering_agency
from motcua.dossiers.types import Applicant, Channel, PaperIn, Submitted
from motcua.kit import clock
from motcua.kit.scope import command


@command
def register_at_counter(  # noqa: PLR0913  (a door: each is said by name)
    *,
    actor: Actor,
    key: UUID,
    procedure_code: str,
    case_code: str,
    applicant: Applicant,
    answers: Mapping[str, object],
    papers: Sequence[PaperIn] = (),
    agency_id: UUID | None = None,
) -> Submitted:
    """Any counter of the province takes any procedure (NĐ 118/2025/NĐ-CP Điều 14).

    `key` is made with the empty form: sending the form again answers with the same dossier.
    """
    before = Dossier.objects.filter(source_key=key).values_list("id", flat=True).first()
    if before is not None:
        return submitted_before(before)
    version = catalogue.procedure(procedure_code)
    unit_id = counter_of(actor)
    agency = competent_agency(version, agency_id, unit_id)
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
    application = Application(
        source_key=key,
        version=version,
        case=known_case(version, case_code),
        agency_id=agency.id,
        owner_id=owner_id,
        submitter_id=owner_id,
        channel=Channel.DIRECT,
        content=Content(dict(answers), entered_by_official(answers)),
        papers=known_papers(actor, version, case_code, papers),
        received_by_unit_id=unit_id,
    )
    refuse_incomplete(version.id, application.content, facts_of(case_code, Channel.DIRECT))
    dossier = file_application(application, actor=actor)
    return Submitted(dossier.id, dossier.code, dossier.secret)


def counter_of(actor: Actor, *roles: Role) -> UUID:
    """Where the actor receives, or sits in one of these roles."""
    for seat in actor.seats:
        if seat.role in (roles or (Role.RECEPTION,)):
            return seat.unit_id
    raise SeatRequiredError


def competent_agency(
    version: ProcedureVersion, agency_id: UUID | None, unit_id: UUID
) -> OrganisationRef:
    own = directory.organisation(unit_id).agency_id
    return offering_agency(version, agency_id or own)


def known_case(version: ProcedureVersion, case_code: str) -> Case:
    if case_code not in {case.code for case in version.cases}:
        raise UnknownCaseError
    return version.case(case_code)


def known_papers(
    actor: Actor, version: ProcedureVersion, case_code: str, papers: Sequence[PaperIn]
) -> tuple[PaperIn, ...]:
    codes = {component.code for component in known_case(version, case_code).components}
    for paper in papers:
        if paper.component not in codes:
            raise UnknownComponentError(component=paper.component)
        for file_id in paper.file_ids:
            documents.file(actor, file_id)
    return tuple(papers)


def entered_by_official(answers: Mapping[str, object]) -> dict[str, dict[str, object]]:
    mark: dict[str, object] = {"source": "official", "fetched_at": clock.now().isoformat()}
    return dict.fromkeys(answers, mark)
