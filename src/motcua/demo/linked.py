"""Dossiers between agencies: a marriage of two communes each way, and one handed over by a counter."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.demo.citizens import Citizen
from motcua.demo.stories import present
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.events import LinkAsked, OpinionGiven
from motcua.dossiers.types import Applicant, Opinion, PaperIn, PaperSource, ReferralKind, StepView
from motcua.kit import clock
from motcua.kit.ids import new_id

MARRIAGE = "1.000894"
MARITAL = "1.004873"
AGREED = "Phù hợp quy hoạch chi tiết và quy chế quản lý kiến trúc của khu vực."


def link_agencies(here: Actor, there: Actor, people: Sequence[Citizen], now: datetime) -> None:
    """A child here of a marriage there, a child there of a marriage here, one to be taken over here."""
    moment = present(now) - timedelta(hours=1)
    with clock.set_to(moment):
        _marriage(here, people[0], sample=1, case="nam_o_xa_khac")
        _marriage(there, people[1], sample=1, case="nu_o_xa_khac")
        _handed_over(there, here, people[2])


def _marriage(counter: Actor, citizen: Citizen, *, sample: int, case: str) -> None:
    answers = catalogue.form(catalogue.procedure(MARRIAGE).id).sample_people[sample]["answers"]
    dossier_id = _registered(counter, MARRIAGE, case, citizen, answers)
    for row in dossiers.dossier(actor=counter, dossier_id=dossier_id).referrals:
        dossiers.open_child(LinkAsked(referral_id=row.referral_id))


def _handed_over(counter: Actor, competent: Actor, citizen: Citizen) -> None:
    version = catalogue.procedure(MARITAL)
    answers = dict(catalogue.form(version.id).sample_people[0]["answers"])
    answers |= {"ho_ten": citizen.name, "so_dinh_danh": citizen.personal_id}
    agency = competent.seats[0].agency_id
    _registered(counter, MARITAL, version.cases[0].code, citizen, answers, agency)


def _registered(  # noqa: PLR0917  (a story's facts)
    counter: Actor,
    code: str,
    case: str,
    citizen: Citizen,
    answers: dict[str, Any],
    agency_id: UUID | None = None,
) -> UUID:
    c = citizen
    papers = [
        PaperIn(component.code, source=PaperSource.COUNTER, originals=1)
        for component in catalogue.procedure(code).case(case).components
        if component.required and component.condition is None
    ]
    submitted = dossiers.register_at_counter(
        actor=counter,
        key=new_id(),
        procedure_code=code,
        case_code=case,
        applicant=Applicant(
            c.name, c.personal_id, c.birth_date, c.sex, c.residence, c.phone, c.email
        ),
        answers=answers,
        papers=papers,
        agency_id=agency_id,
    )
    dossiers.accept(actor=counter, dossier_id=submitted.dossier_id)
    return submitted.dossier_id


def complete(actor: Actor, dossier_id: UUID, step: StepView) -> None:
    """A step is done by its holder; what another agency is asked, that agency answers."""
    if step.role != "elsewhere":
        dossiers.complete_step(actor=actor, step_id=step.step_id, outcome=step.outcomes[0])
        return
    for row in dossiers.waiting_for_us(actor=actor):
        if row.kind is ReferralKind.CONSULT and row.dossier_id == dossier_id:
            dossiers.answer_consultation(
                actor=actor, referral_id=row.referral_id, opinion=Opinion.AGREED, words=AGREED
            )
            dossiers.take_in_opinion(OpinionGiven(referral_id=row.referral_id))
