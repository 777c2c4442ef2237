"""What was imported this morning is handed in, accepted and worked on this afternoon."""

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import NotOnlineError
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel
from tests.catalogue.factories import MACHINE
from tests.catalogue.national import CLEAN, a_file, a_row
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db
CODE = CLEAN["code"]


def imported(*rows):
    catalogue.import_catalogue(actor=MACHINE, name="thu.jsonl", content=a_file(*rows))
    catalogue.publish_import(actor=MACHINE)
    return catalogue.procedure(CODE)


def official(step, agency=make.COMMUNE):
    return official_actor(Role(step.role), unit_kind=step_unit(step), agency=agency)


def step_unit(step):
    row = make.stored(step.dossier_id)
    diagram = catalogue.diagram(row.version_id, row.case_code)
    return diagram.step(step.key).unit


def walk(dossier_id, agency=make.COMMUNE):
    """The standard way until the leader has it; the keys of the steps that were done."""
    done = []
    for _ in range(10):
        step = make.open_step(dossier_id)
        if step.kind == "sign":
            return done
        actor = official(step, agency)
        if step.kind == "draft":
            dossiers.draft_result(actor=actor, dossier_id=dossier_id, data={"ket_luan": "Đồng ý"})
            dossiers.propose_result(actor=actor, dossier_id=dossier_id)
        else:
            view = dossiers.dossier(actor=actor, dossier_id=dossier_id)
            outcome = next(one for one in view.steps if one.step_id == step.id).outcomes[0]
            dossiers.complete_step(actor=actor, step_id=step.id, outcome=outcome)
        done.append(step.key)
    raise AssertionError(done)


def test_an_imported_procedure_is_submitted_accepted_and_stepped(desk, citizen):
    imported(CLEAN)
    dossier_id = make.submitted(citizen, CODE)
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    assert walk(dossier_id) == ["receive", "assign", "draft", "review"]
    view = dossiers.dossier(actor=desk.leader, dossier_id=dossier_id)
    assert [step.key for step in view.steps if step.done_at is None] == ["sign"]


def test_the_answers_decide_which_papers_are_asked_for(desk, citizen):
    version = imported(CLEAN)
    case = version.cases[0]
    rented = dossiers.wanted_components(case, {"truong_hop": ["th_1"]}, channel=Channel.ONLINE)
    own = dossiers.wanted_components(case, {"truong_hop": []}, channel=Channel.ONLINE)
    assert len(rented) == len(own) + 1


def test_a_department_handles_what_is_its_own(desk, citizen):
    version = imported(a_row(executing_agency="Sở Tư pháp", levels=["Cấp tỉnh"]))
    (agency,) = dossiers.offering_agencies(version)
    assert agency.name.startswith("Sở Tư pháp")
    draft_id = dossiers.start_draft(actor=citizen, procedure_code=CODE, agency_id=agency.id)
    answers = make.sample_answers(version)
    dossiers.save_draft(actor=citizen, draft_id=draft_id, answers=answers)
    for component in dossiers.wanted_components(version.cases[0], answers, channel=Channel.ONLINE):
        file = make.stored_file(citizen)
        dossiers.attach_paper(
            actor=citizen, draft_id=draft_id, component=component.code, file_ids=[file.id]
        )
    dossier_id = dossiers.submit(actor=citizen, draft_id=draft_id).dossier_id
    receptionist = official_actor(Role.RECEPTION, unit_kind="service_centre", agency=agency.code)
    dossiers.accept(actor=receptionist, dossier_id=dossier_id)
    assert walk(dossier_id, agency.code)[-1] == "review"


def test_what_the_province_does_not_decide_is_not_begun_online(desk, citizen):
    version = imported(a_row(executing_agency="Chi cục Hải quan khu vực", levels=["Cấp tỉnh"]))
    (agency,) = dossiers.offering_agencies(version)
    with pytest.raises(NotOnlineError):
        dossiers.start_draft(actor=citizen, procedure_code=CODE, agency_id=agency.id)
    assert dossiers.my_drafts(actor=citizen) == ()
