"""Dossiers in the situations that tests need, made only through the doors."""

import uuid
from dataclasses import dataclass, field

from motcua.catalogue import api as catalogue
from motcua.demo.pages import scanned_page
from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.types import (
    Applicant,
    Channel,
    PaperIn,
    PaperSource,
    Status,
    SupplementItem,
)
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, official_actor

MARITAL = "1.004873"
COMMUNE = "H53.31.61"
MACHINE = directory.system_actor("tests")


@dataclass
class Desk:
    """The officials of one commune, made when first asked for."""

    agency: str = COMMUNE
    _held: dict = field(default_factory=dict)

    def _official(self, role, kind):
        key = (role, kind)
        if key not in self._held:
            self._held[key] = official_actor(role, unit_kind=kind, agency=self.agency)
        return self._held[key]

    @property
    def receptionist(self):
        return self._official(Role.RECEPTION, "service_centre")

    @property
    def specialist(self):
        return self._official(Role.CASE_OFFICER, "civil_status")

    @property
    def head(self):
        return self._official(Role.HEAD, "civil_status")

    @property
    def leader(self):
        return self._official(Role.LEADER, "leadership")

    @property
    def clerk(self):
        return self._official(Role.REGISTRY_CLERK, "registry")


def agency_id(code=COMMUNE):
    return directory.organisation_by_code(code).id


def sample_answers(version, number=0):
    return catalogue.form(version.id).sample_people[number]["answers"]


def draft(citizen, procedure=MARITAL):
    """A draft with everything in it, ready to submit."""
    draft_id = dossiers.start_draft(actor=citizen, procedure_code=procedure, agency_id=agency_id())
    version = catalogue.procedure(procedure)
    dossiers.save_draft(actor=citizen, draft_id=draft_id, answers=sample_answers(version))
    case = version.cases[0]
    for component in dossiers.wanted_components(
        case, sample_answers(version), channel=Channel.ONLINE
    ):
        if component.required and component.mode == "submit":
            file = stored_file(citizen)
            dossiers.attach_paper(
                actor=citizen, draft_id=draft_id, component=component.code, file_ids=[file.id]
            )
    return draft_id


def stored_file(actor):
    """Sent in by this actor, in their own name or in that of whom they act for."""
    return documents.store_paper(
        actor=actor,
        name="giay-to.pdf",
        content=scanned_page("Giấy tờ thử"),
        media_type="application/pdf",
        owner_id=actor.owner_id,
        agencies=actor.agencies,
    )


def submitted(citizen=None, procedure=MARITAL):
    citizen = citizen or make_citizen()
    return dossiers.submit(actor=citizen, draft_id=draft(citizen, procedure)).dossier_id


def accepted(desk, citizen=None):
    dossier_id = submitted(citizen)
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    return dossier_id


def awaiting_supplement(desk, citizen=None):
    dossier_id = accepted(desk, citizen)
    dossiers.request_supplement(
        actor=desk.specialist,
        dossier_id=dossier_id,
        items=[SupplementItem("paper", some_component(dossier_id), "Chụp lại cho rõ")],
        reason="Giấy tờ bị mờ",
    )
    return dossier_id


def some_component(dossier_id):
    row = stored(dossier_id)
    return catalogue.version(row.version_id).case(row.case_code).components[0].code


def stored(dossier_id):
    with acting(SYSTEM):
        return Dossier.objects.get(pk=dossier_id)


def open_step(dossier_id):
    with acting(SYSTEM):
        return (
            Step.objects.filter(dossier_id=dossier_id, done_at=None).order_by("opened_at").first()
        )


def open_steps(dossier_id):
    with acting(SYSTEM):
        return list(Step.objects.filter(dossier_id=dossier_id, done_at=None).order_by("opened_at"))


def another_citizen():
    return make_citizen("Phạm Quốc Dũng", "072085000009")


def unknown():
    return uuid.uuid4()


def proposed(desk, citizen=None):
    """Drafted and proposed: it waits for the leader."""
    dossier_id = accepted(desk, citizen)
    finish_until(desk, dossier_id, "sign")
    return dossier_id


def finish_until(desk, dossier_id, kind):
    """Go the normal way on until a step of that kind is open."""
    for _ in range(10):
        step = open_step(dossier_id)
        if step.kind == kind:
            return
        finish(desk, step)
    raise AssertionError(f"no step {kind}")


def finish(desk, step):
    if step.kind == "draft":
        dossiers.draft_result(actor=desk.specialist, dossier_id=step.dossier_id, data={})
        dossiers.propose_result(actor=desk.specialist, dossier_id=step.dossier_id)
        return
    actor = {"case_officer": desk.specialist, "head": desk.head}[step.role]
    view = dossiers.dossier(actor=actor, dossier_id=step.dossier_id)
    outcome = next(s for s in view.steps if s.step_id == step.id).outcomes[0]
    dossiers.complete_step(actor=actor, step_id=step.id, outcome=outcome)


PIN = "246810"


def give_keys(desk):
    """The leader a key, the agency a seal; needs the authorities of the sandbox."""
    agency = directory.organisation_by_code(desk.agency)
    documents.enrol_personal_key(
        actor=MACHINE,
        person_id=desk.leader.person_id,
        person_name=desk.leader.name,
        agency_id=agency.id,
        agency_name=agency.name,
        pin=PIN,
        image=documents.make_signature_image(desk.leader.name),
    )
    documents.enrol_seal(
        actor=MACHINE,
        agency_id=agency.id,
        agency_name=agency.name,
        image=documents.make_seal_image(agency.name),
    )


def signed(desk, citizen=None):
    dossier_id = proposed(desk, citizen)
    [told] = dossiers.sign_results(actor=desk.leader, dossier_ids=[dossier_id], pin=PIN)
    assert told.ok, told.message
    return dossier_id


def resolved(desk, citizen=None):
    """Signed, numbered and sealed: it waits to be handed over."""
    dossier_id = signed(desk, citizen)
    [told] = dossiers.issue_results(actor=desk.clerk, dossier_ids=[dossier_id])
    assert told.ok, told.message
    return dossier_id


def brought(desk, number=0, *, name="Nguyễn Thị Bảy", personal_id="072192000007"):
    """A person brought papers to the counter, and the official took them in."""
    version = catalogue.procedure(MARITAL)
    answers = sample_answers(version)
    components = dossiers.wanted_components(version.cases[0], answers, channel=Channel.DIRECT)
    papers = [
        PaperIn(component.code, source=PaperSource.COUNTER, originals=1, copies=number)
        for component in components
        if component.required
    ]
    dossier_id = dossiers.register_at_counter(
        actor=desk.receptionist,
        key=uuid.uuid4(),
        procedure_code=MARITAL,
        case_code=version.cases[0].code,
        applicant=Applicant(name, personal_id),
        answers=answers,
        papers=papers,
    ).dossier_id
    if stored(dossier_id).state is Status.SUBMITTED:
        dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    return dossier_id
