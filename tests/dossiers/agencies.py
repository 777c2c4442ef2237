"""Dossiers that several agencies work on, and who answers for each of them."""

from datetime import timedelta

from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.events import ChildMoved, LinkAsked, MainEnded, OpinionGiven
from motcua.dossiers.models import Dossier, Referral, Step, Turn
from motcua.dossiers.types import Channel
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

BUILDING = "1.013225"
MARRIAGE = "1.000894"
CONSTRUCTION = "H53.04"  # Sở Xây dựng
OTHER_COMMUNE = "H53.31.87"  # where the other party of the sample marriage lives


class BuildingDesk(make.Desk):
    """The construction team of the commune."""

    @property
    def specialist(self):
        return self._official(Role.CASE_OFFICER, "construction")

    @property
    def economist(self):
        return self._official(Role.CASE_OFFICER, "economy")

    @property
    def head(self):
        return self._official(Role.HEAD, "construction")


LAND = "1.012783"
LAND_BRANCH = "H53.08.11"
TAX_OFFICE = "H53.27.01"


class LandDesk(make.Desk):
    """A branch of the land registry, and the tax office that works for it."""

    def __init__(self):
        super().__init__(agency=LAND_BRANCH)

    @property
    def specialist(self):
        return self._official(Role.CASE_OFFICER, "land_registration")

    @property
    def head(self):
        return self._official(Role.HEAD, "land_registration")

    @property
    def tax(self):
        if "tax" not in self._held:
            self._held["tax"] = official_actor(
                Role.CASE_OFFICER, unit_kind="tax", agency=TAX_OFFICE, name="Tô Hoài Phong"
            )
        return self._held["tax"]


def at_the_tax_office(desk, citizen):
    """Examined and told to the tax office: the first appointment is met, the clock stands still."""
    dossier_id = submitted_land(citizen)
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    make.finish_until(desk, dossier_id, "wait_payment")
    return dossier_id


def submitted_land(citizen):
    version = make.catalogue.procedure(LAND)
    answers = make.sample_answers(version)
    draft_id = dossiers.start_draft(
        actor=citizen,
        procedure_code=LAND,
        agency_id=agency(LAND_BRANCH),
        case_code=version.cases[0].code,
    )
    dossiers.save_draft(actor=citizen, draft_id=draft_id, answers=answers)
    for component in dossiers.wanted_components(version.cases[0], answers, channel=Channel.ONLINE):
        if component.required and component.mode == "submit":
            dossiers.attach_paper(
                actor=citizen,
                draft_id=draft_id,
                component=component.code,
                file_ids=[make.stored_file(citizen).id],
            )
    return dossiers.submit(actor=citizen, draft_id=draft_id).dossier_id


def department():
    return official_actor(
        Role.CASE_OFFICER, unit_kind="leadership", agency=CONSTRUCTION, name="Lê Văn Xây"
    )


def building(desk, citizen):
    dossier_id = make.submitted(citizen, BUILDING)
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    return dossier_id


def marriage(desk, citizen, case="nam_o_xa_khac"):
    """The woman lives here, the man in another commune: one submission, two dossiers."""
    dossier_id = submitted_marriage(citizen, case)
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    open_children(dossier_id)
    return dossier_id


def submitted_marriage(citizen, case):
    version = make.catalogue.procedure(MARRIAGE)
    draft_id = dossiers.start_draft(
        actor=citizen, procedure_code=MARRIAGE, agency_id=make.agency_id(), case_code=case
    )
    answers = make.sample_answers(version, 1)  # where the man lives in the other commune
    dossiers.save_draft(actor=citizen, draft_id=draft_id, answers=answers)
    return dossiers.submit(actor=citizen, draft_id=draft_id).dossier_id


def open_children(dossier_id):
    for row in rows_of(dossier_id, kind="linked"):
        dossiers.open_child(LinkAsked(referral_id=row.id))


def rows_of(dossier_id, **which):
    with acting(SYSTEM):
        return list(Referral.objects.filter(dossier_id=dossier_id, **which).order_by("opened_at"))


def row_to(dossier_id, agency):
    return next(r for r in rows_of(dossier_id) if r.to_agency_id == make.agency_id(agency))


def take_in(row):
    dossiers.take_in_opinion(OpinionGiven(referral_id=row.id))


def moved(child_id):
    """What the worker does after each turn of a child."""
    with acting(SYSTEM):
        turn = Turn.objects.filter(dossier_id=child_id).latest("seq")
    dossiers.follow_child(ChildMoved(dossier_id=child_id, turn_id=turn.id))


def main_ended(dossier_id):
    dossiers.end_children(MainEnded(dossier_id=dossier_id))


def child_of(dossier_id):
    with acting(SYSTEM):
        return Dossier.objects.get(matter_id=dossier_id)


def steps_of(dossier_id, **which):
    with acting(SYSTEM):
        return list(
            Step.objects.filter(dossier_id=dossier_id, **which).order_by("opened_at", "key")
        )


def facts(dossier_id, kind):
    with acting(SYSTEM):
        turns = Turn.objects.filter(dossier_id=dossier_id, kind=kind).order_by("seq")
        return [turn.facts for turn in turns]


def after(moment, **more):
    return clock.set_to(moment + timedelta(**more))


def agency(code):
    return directory.organisation_by_code(code).id
