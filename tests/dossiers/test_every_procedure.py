"""Each procedure that comes with the product, in each of its cases, from the form to the signed result."""

from datetime import timedelta

import pytest

from motcua.catalogue import api as catalogue, data_files, folders
from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import PostingNotOverError
from motcua.dossiers.models import Step, Turn, TurnKind
from motcua.dossiers.types import Channel, Status, SupplementItem
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import MACHINE, make_citizen, official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db

READ = [folders.read(path) for path in folders.version_folders(data_files.PROCEDURES)]
CASES = [
    pytest.param(one.code, case["code"], id=f"{one.code} {case['code']}")
    for one in READ
    if one.valid_from == max(other.valid_from for other in READ if other.code == one.code)
    for case in one.plain["cases"]
    if "linked" not in case  # these wait for another dossier: see test_linked
]
LAND = "1.013978"
TRAFFICKING = "2.001661"


class Everyone:
    """Whoever a step needs, made when first asked for; whoever signs gets a key, the agency its seal."""

    def __init__(self):
        self._made = {}

    def holder(self, unit_id, role):
        if (unit_id, role) not in self._made:
            unit = directory.organisation(unit_id)
            agency = directory.organisation(unit.agency_id)
            self._made[unit_id, role] = official_actor(
                Role(role), unit_kind=unit.kind, agency=agency.code
            )
        return self._made[unit_id, role]

    def signer(self, unit_id):
        fresh = (unit_id, Role.LEADER) not in self._made
        leader = self.holder(unit_id, Role.LEADER)
        if fresh:
            give_keys(leader, directory.organisation(directory.organisation(unit_id).agency_id))
        return leader


def give_keys(leader, agency):
    documents.enrol_personal_key(
        actor=MACHINE,
        person_id=leader.person_id,
        person_name=leader.name,
        agency_id=agency.id,
        agency_name=agency.name,
        pin=make.PIN,
        image=documents.make_signature_image(leader.name),
    )
    documents.enrol_seal(
        actor=MACHINE,
        agency_id=agency.id,
        agency_name=agency.name,
        image=documents.make_seal_image(agency.name),
    )


def agency_for(version):
    """The commune of the tests, or whoever stands for its territory, else the first that offers it."""
    offered = dossiers.offering_agencies(version)
    return next((one for one in offered if one.place == "xã Truông Mít"), offered[0])


def sample_of(version, case_code):
    people = catalogue.form(version.id).sample_people
    named = (one for one in people if one.get("facts", {}).get("case") == case_code)
    return next(named, people[0])["answers"]


def submit(citizen, code, case_code):
    version = catalogue.procedure(code)
    case, answers = version.case(case_code), sample_of(version, case_code)
    draft_id = dossiers.start_draft(
        actor=citizen,
        procedure_code=code,
        agency_id=agency_for(version).id,
        case_code=case_code,
    )
    dossiers.save_draft(actor=citizen, draft_id=draft_id, answers=answers)
    for component in dossiers.wanted_components(case, answers, channel=Channel.ONLINE):
        if component.required and component.mode == "submit":
            dossiers.attach_paper(
                actor=citizen,
                draft_id=draft_id,
                component=component.code,
                file_ids=[make.stored_file(citizen).id],
            )
    return dossiers.submit(actor=citizen, draft_id=draft_id).dossier_id


def accept(everyone, dossier_id):
    unit_id = make.stored(dossier_id).received_by_unit_id
    dossiers.accept(actor=everyone.holder(unit_id, Role.RECEPTION), dossier_id=dossier_id)


def finish(everyone, step):
    dossier_id = step.dossier_id
    match step.kind:
        case "sign":
            (told,) = dossiers.sign_results(
                actor=everyone.signer(step.unit_id), dossier_ids=[dossier_id], pin=make.PIN
            )
            assert told.ok, told.message
        case "number":
            actor = everyone.holder(step.unit_id, step.role)
            (told,) = dossiers.issue_results(actor=actor, dossier_ids=[dossier_id])
            assert told.ok, told.message
        case "draft":
            actor = everyone.holder(step.unit_id, step.role)
            dossiers.draft_result(actor=actor, dossier_id=dossier_id, data={})
            dossiers.propose_result(actor=actor, dossier_id=dossier_id)
        case "posting":
            with clock.set_to(step.due_at):
                assert dossiers.end_postings() == 1
        case "consult":  # nobody answers: silence is consent
            with clock.set_to(step.due_at + timedelta(minutes=1)):
                assert dossiers.lapse_consultations()
        case _:
            actor = everyone.holder(step.unit_id, step.role)
            view = dossiers.dossier(actor=actor, dossier_id=dossier_id)
            outcome = next(s for s in view.steps if s.step_id == step.id).outcomes[0]
            dossiers.complete_step(actor=actor, step_id=step.id, outcome=outcome)


def go_on(everyone, dossier_id, *, until):
    for _ in range(20):
        step = make.open_step(dossier_id)
        if until in {step.kind, step.key}:
            return step
        finish(everyone, step)
    raise AssertionError(f"no step {until}")


@pytest.fixture
def everyone(province_with_procedures, authorities):
    return Everyone()


@pytest.mark.parametrize(("code", "case_code"), CASES)
def test_goes_from_the_form_to_the_signed_result(everyone, code, case_code):
    citizen = make_citizen()
    steps = catalogue.diagram(catalogue.procedure(code).id, case_code).steps
    posted = any(step.kind == "posting" for step in steps)
    with clock.set_to(clock.now() - timedelta(days=30 if posted else 0)):
        dossier_id = submit(citizen, code, case_code)
        accept(everyone, dossier_id)
        if posted:
            go_on(everyone, dossier_id, until="posting")
    go_on(everyone, dossier_id, until="return")
    row = make.stored(dossier_id)
    assert row.state is Status.RESOLVED

    counter = everyone.holder(row.received_by_unit_id, Role.RECEPTION)
    dossiers.hand_over(actor=counter, dossier_id=dossier_id, received_by=citizen.name)

    assert make.stored(dossier_id).state is Status.RESULT_RETURNED
    result = dossiers.dossier(actor=citizen, dossier_id=dossier_id).result
    template = catalogue.result_template(row.version_id, row.case_code)
    assert (result.state, result.title) == ("issued", template.title.vi)
    _, _, content = dossiers.dossier_file(
        actor=citizen, dossier_id=dossier_id, file_id=result.file_id
    )
    assert documents.verify_file(content).ok


def turns_of(dossier_id):
    with acting(SYSTEM):
        return [turn.kind for turn in Turn.objects.filter(dossier_id=dossier_id).order_by("seq")]


class TestPosting:
    def posted(self, everyone):
        dossier_id = submit(make_citizen(), LAND, "cap_giay")
        accept(everyone, dossier_id)
        before = make.stored(dossier_id).due_at
        return go_on(everyone, dossier_id, until="posting"), before

    def test_leaves_its_days_out_of_the_time(self, everyone):
        step, before = self.posted(everyone)
        row = make.stored(step.dossier_id)
        assert row.state is Status.IN_PROGRESS
        assert row.paused_since is not None
        assert row.due_at > before
        assert step.due_at >= clock.now() + timedelta(days=14)
        assert turns_of(step.dossier_id)[-1] == TurnKind.POSTING_STARTED

    def test_nobody_ends_it_early(self, everyone):
        step, _ = self.posted(everyone)
        told = turns_of(step.dossier_id)
        actor = everyone.holder(step.unit_id, step.role)
        with pytest.raises(PostingNotOverError) as refused:
            dossiers.complete_step(actor=actor, step_id=step.id, outcome="done")
        assert f"{step.due_at.astimezone(clock.LEGAL_ZONE):%d/%m/%Y}" in str(refused.value)
        assert dossiers.end_postings() == 0
        assert turns_of(step.dossier_id) == told
        assert make.open_step(step.dossier_id).key == "posting"

    def test_goes_on_by_itself_when_the_days_are_over(self, everyone):
        step, _ = self.posted(everyone)
        with clock.set_to(step.due_at):
            assert dossiers.end_postings() == 1
            assert dossiers.end_postings() == 0
        assert make.open_step(step.dossier_id).key == "conclude"
        assert make.stored(step.dossier_id).paused_since is None
        assert turns_of(step.dossier_id)[-2:] == [TurnKind.STEP_DONE, TurnKind.POSTING_ENDED]

    def test_waits_while_the_person_is_asked_for_more(self, everyone):
        step, _ = self.posted(everyone)
        actor = everyone.holder(step.unit_id, step.role)
        dossiers.request_supplement(
            actor=actor,
            dossier_id=step.dossier_id,
            items=[SupplementItem("paper", "EVIDENCE", "Chụp lại cho rõ")],
            reason="Giấy tờ bị mờ",
        )
        with clock.set_to(step.due_at):
            dossiers.end_postings()
        assert make.open_step(step.dossier_id).key == "posting"


class TestTwoLevels:
    def test_the_department_answers_what_the_commune_prepared(self, everyone):
        dossier_id = submit(make_citizen(), TRAFFICKING, "mac_dinh")
        accept(everyone, dossier_id)
        go_on(everyone, dossier_id, until="sign")
        health = directory.organisation_by_code("H53.11")
        commune = directory.organisation_by_code(make.COMMUNE)
        with acting(SYSTEM):
            steps = Step.objects.filter(dossier_id=dossier_id).order_by("opened_at")
            agencies = [step.agency_id for step in steps]
        assert agencies == [commune.id] * 6 + [health.id] * 4
        row = make.stored(dossier_id)
        assert row.agency_id == commune.id
        assert set(row.agencies) == {commune.id, health.id}

    def test_who_signs_at_the_commune_does_not_sign_for_the_department(self, everyone):
        dossier_id = submit(make_citizen(), TRAFFICKING, "mac_dinh")
        accept(everyone, dossier_id)
        step = go_on(everyone, dossier_id, until="sign")
        commune = directory.organisation_by_code(make.COMMUNE)
        leader = everyone.holder(directory.unit_of(commune.id, "leadership").id, Role.LEADER)
        (told,) = dossiers.sign_results(actor=leader, dossier_ids=[dossier_id], pin=make.PIN)
        assert not told.ok
        assert make.open_step(dossier_id).id == step.id


def test_only_the_agencies_named_offer_a_work_permit(province_with_procedures):
    offered = dossiers.offering_agencies(catalogue.procedure("1.014199"))
    assert {one.code for one in offered} == {"H53.07", "H53.13"}


def test_a_case_has_its_own_result(province_with_procedures):
    record = catalogue.procedure("3.000333")
    results = {
        case: catalogue.result_template(record.id, case).result_code
        for case in ("phieu_1", "phieu_2")
    }
    assert results == {"phieu_1": "KQ.G01.000200", "phieu_2": "KQ.G01.000199"}
    assert {one.code for one in record.results} == set(results.values())
