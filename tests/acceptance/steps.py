"""Steps that several lessons share."""

from dataclasses import dataclass, field

from motcua.catalogue import api as catalogue
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

LAND, BRANCH, TAX = "1.012783", "H53.08.11", "H53.27.01"


@dataclass
class LandDesks:
    """Officials of a land branch and of the tax office that works for it."""

    _held: dict = field(default_factory=dict)

    def _official(self, role, kind, agency):
        key = (role, kind, agency)
        if key not in self._held:
            self._held[key] = official_actor(role, unit_kind=kind, agency=agency)
        return self._held[key]

    @property
    def receptionist(self):
        return self._official(Role.RECEPTION, "service_centre", BRANCH)

    @property
    def surveyor(self):
        return self._official(Role.CASE_OFFICER, "land_registration", BRANCH)

    @property
    def taxman(self):
        return self._official(Role.CASE_OFFICER, "tax", TAX)


def at_the_tax_office(desks, citizen):
    """A dossier that two agencies have worked on: the land branch, then the tax office."""
    dossier_id = submitted_to(citizen, LAND, BRANCH)
    dossiers.accept(actor=desks.receptionist, dossier_id=dossier_id)
    while make.open_step(dossier_id).kind != "wait_payment":
        step = make.open_step(dossier_id)
        dossiers.complete_step(actor=desks.surveyor, step_id=step.id, outcome="done")
    return dossier_id


def submitted_to(citizen, procedure, agency):
    draft_id = dossiers.start_draft(
        actor=citizen, procedure_code=procedure, agency_id=make.agency_id(agency)
    )
    version = catalogue.procedure(procedure)
    answers = make.sample_answers(version)
    dossiers.save_draft(actor=citizen, draft_id=draft_id, answers=answers)
    wanted = dossiers.wanted_components(version.cases[0], answers, channel=Channel.ONLINE)
    for component in wanted:
        if component.required and component.mode == "submit":
            file = make.stored_file(citizen)
            dossiers.attach_paper(
                actor=citizen, draft_id=draft_id, component=component.code, file_ids=[file.id]
            )
    return dossiers.submit(actor=citizen, draft_id=draft_id).dossier_id
