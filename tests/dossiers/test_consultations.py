"""Opinions in parallel, each with its own clock; silence is consent only where the law says so."""

import pytest
from django.db import IntegrityError, transaction

from motcua.audit.models import Entry
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.api import Question
from motcua.dossiers.errors import (
    AnswerDaysError,
    AskedAlreadyError,
    DossierNotFoundError,
    FileNotHereError,
    NobodyToAskError,
    QuestionRequiredError,
    ReasonRequiredError,
    ReferralClosedError,
    ReferralNotFoundError,
    SeatRequiredError,
    StepNotYoursError,
)
from motcua.dossiers.models import Dossier, Referral, Step
from motcua.dossiers.types import Opinion, SupplementItem, Tab
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import agencies, factories as make
from tests.dossiers.test_substitute import give, now_as
from tests.dossiers.test_supplement import answer

pytestmark = pytest.mark.django_db

JUSTICE = "H53.09"
ARTICLE = "Điều 102 Luật Xây dựng"


@pytest.fixture
def desk(province_with_procedures):
    return agencies.BuildingDesk()


@pytest.fixture
def department(province_with_procedures):
    return agencies.department()


@pytest.fixture
def asked(desk, citizen):
    return agencies.building(desk, citizen)


def justice():
    return official_actor(
        Role.CASE_OFFICER, unit_kind="leadership", agency=JUSTICE, name="Trịnh Văn Luật"
    )


def ask(desk, dossier_id, *, to=(JUSTICE,), **changed):
    question = {"words": "Đất có tranh chấp không?", "days": 5, **changed}
    return dossiers.consult(
        actor=desk.specialist,
        dossier_id=dossier_id,
        agency_ids=[agencies.agency(code) for code in to],
        question=Question(**question),
    )


def test_the_process_asks_both_at_once_each_with_its_own_clock(asked):
    economy, department = sorted(
        agencies.rows_of(asked), key=lambda row: row.to_agency_id != make.agency_id()
    )

    assert economy.to_agency_id == make.agency_id()
    assert department.to_agency_id == agencies.agency(agencies.CONSTRUCTION)
    assert department.due_at == economy.due_at > department.opened_at
    assert ARTICLE in department.silence
    assert [fact["step"] for fact in agencies.facts(asked, "consulted")] == [
        "consult", "consult_department",
    ]  # fmt: skip


def test_who_is_asked_sees_the_question_and_its_papers_and_nothing_else(asked, department):
    row = agencies.row_to(asked, agencies.CONSTRUCTION)

    shown = dossiers.referral(actor=department, referral_id=row.id)
    assert (shown.code, shown.sees_dossier, shown.may_act) == (row.dossier_code, False, True)
    assert len(shown.files) == len(row.file_ids) > 0
    name, _, content = dossiers.referral_file(
        actor=department, referral_id=row.id, file_id=row.file_ids[0]
    )
    assert (name, content[:4]) == ("giay-to.pdf", b"%PDF")
    with pytest.raises(DossierNotFoundError):
        dossiers.dossier(actor=department, dossier_id=asked)
    with acting(department.scope):
        assert [r.id for r in Referral.objects.all()] == [row.id]
        assert not Dossier.objects.exists()
        assert not Step.objects.exists()


def test_a_stranger_finds_neither_the_row_nor_its_files(asked):
    row = agencies.row_to(asked, agencies.CONSTRUCTION)
    stranger = justice()

    with pytest.raises(ReferralNotFoundError):
        dossiers.referral(actor=stranger, referral_id=row.id)
    with pytest.raises(ReferralNotFoundError):
        dossiers.referral_file(actor=stranger, referral_id=row.id, file_id=row.file_ids[0])
    with pytest.raises(ReferralNotFoundError):
        dossiers.answer_consultation(
            actor=stranger, referral_id=row.id, opinion=Opinion.AGREED, words=""
        )
    assert agencies.row_to(asked, agencies.CONSTRUCTION).closed_at is None


def test_an_answer_moves_the_process_on_under_the_name_of_who_gave_it(desk, asked, department):
    row = agencies.row_to(asked, agencies.CONSTRUCTION)
    dossiers.answer_consultation(
        actor=department, referral_id=row.id, opinion=Opinion.CONDITIONAL, words="Lùi 3 mét"
    )
    agencies.take_in(row)
    agencies.take_in(row)  # a job may run twice

    [fact] = agencies.facts(asked, "opinion")
    assert (fact["answer"], fact["late"]) == ("conditional", False)
    [step] = agencies.steps_of(asked, key="consult_department")
    assert (step.outcome, step.done_by_id) == ("conditional", department.person_id)
    seen = dossiers.dossier(actor=desk.specialist, dossier_id=asked)
    answered = next(one for one in seen.referrals if one.referral_id == row.id)
    assert (answered.answer, answered.answered_by) == ("Lùi 3 mét", department.name)


def test_the_draft_opens_only_when_all_have_answered(desk, asked, department):
    row = agencies.row_to(asked, agencies.CONSTRUCTION)
    own = agencies.row_to(asked, make.COMMUNE)
    [appraise] = agencies.steps_of(asked, key="appraise")
    dossiers.complete_step(actor=desk.specialist, step_id=appraise.id, outcome="done")
    dossiers.answer_consultation(
        actor=desk.economist, referral_id=own.id, opinion=Opinion.AGREED, words=""
    )
    agencies.take_in(own)
    assert agencies.steps_of(asked, key="draft") == []

    dossiers.answer_consultation(actor=department, referral_id=row.id, opinion=Opinion.AGREED)
    agencies.take_in(row)

    assert len(agencies.steps_of(asked, key="draft", done_at=None)) == 1


def test_silence_is_consent_by_law_and_counts_as_the_lateness_of_who_was_silent(desk, asked):
    row = agencies.row_to(asked, agencies.CONSTRUCTION)
    with clock.set_to(row.due_at):
        assert dossiers.lapse_consultations() == 0

    with agencies.after(row.due_at, seconds=1):
        assert dossiers.lapse_consultations() == 2
        assert dossiers.lapse_consultations() == 0

    fact = next(one for one in agencies.facts(asked, "opinion") if one["referral"] == str(row.id))
    assert (fact["answer"], fact["late"]) == ("silent", True)
    assert ARTICLE in fact["ground"]
    [step] = agencies.steps_of(asked, key="consult_department")
    assert step.outcome == "silent"
    notes = dossiers.dossier(actor=desk.head, dossier_id=asked).notes
    assert any("coi như đồng ý" in note.text and ARTICLE in note.text for note in notes)
    today = clock.today()
    figures = dossiers.workload(
        actor=make.MACHINE, since=today, until=row.due_at.astimezone(clock.LEGAL_ZONE).date()
    )
    late = {share.agency_id: share.late_answers for share in figures.shares}
    assert late[agencies.agency(agencies.CONSTRUCTION)] == 1


def test_too_late_to_answer_when_silence_was_taken_as_consent(asked, department):
    row = agencies.row_to(asked, agencies.CONSTRUCTION)
    with agencies.after(row.due_at, seconds=1):
        dossiers.lapse_consultations()

        with pytest.raises(ReferralClosedError) as refusal:
            dossiers.answer_consultation(
                actor=department, referral_id=row.id, opinion=Opinion.DISAGREED, words="Không"
            )
    assert "coi như đồng ý" in str(refusal.value)
    assert agencies.row_to(asked, agencies.CONSTRUCTION).outcome == "silent"


def test_without_a_law_silence_is_never_consent(desk, asked):
    [referral_id] = ask(desk, asked)
    row = next(r for r in agencies.rows_of(asked) if r.id == referral_id)

    with agencies.after(row.due_at, days=30):
        dossiers.lapse_consultations()
        [held] = [
            h for h in dossiers.dossier(actor=desk.head, dossier_id=asked).held
            if h.referral_id == row.id
        ]  # fmt: skip

    assert held.late
    assert "vẫn phải chờ" in held.whose
    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=row.id).update(
            outcome="silent", closed_at=row.due_at.replace(year=row.due_at.year + 1)
        )


def test_an_answer_during_a_supplement_waits_and_is_taken_in_afterwards(desk, asked, department):
    row = agencies.row_to(asked, agencies.CONSTRUCTION)
    dossiers.request_supplement(
        actor=desk.specialist,
        dossier_id=asked,
        items=[SupplementItem("paper", "DRAWINGS", "Thiếu mặt cắt")],
        reason="Thiếu bản vẽ mặt cắt",
    )
    dossiers.answer_consultation(actor=department, referral_id=row.id, opinion=Opinion.AGREED)
    agencies.take_in(row)
    assert len(agencies.facts(asked, "opinion")) == 1
    assert agencies.steps_of(asked, key="consult_department")[0].done_at is None

    answer(make.directory.citizen_actor(make.stored(asked).owner_id, 2, "Bảy"), asked)
    dossiers.lapse_consultations()

    assert agencies.steps_of(asked, key="consult_department")[0].outcome == "agreed"
    assert len(agencies.facts(asked, "opinion")) == 1


def test_an_official_asks_several_agencies_at_once_with_chosen_papers(desk, asked):
    [paper] = [p for p in dossiers.dossier(actor=desk.head, dossier_id=asked).papers if p.files][:1]
    chosen = [file.file_id for file in paper.files]

    made = ask(desk, asked, to=(JUSTICE, "H53.08"), file_ids=chosen)

    rows = [row for row in agencies.rows_of(asked) if row.id in made]
    assert [row.file_ids for row in rows] == [chosen, chosen]
    judge = justice()
    [seen] = dossiers.waiting_for_us(actor=judge)
    assert (seen.question, seen.silence) == ("Đất có tranh chấp không?", "")
    dossiers.answer_consultation(
        actor=judge, referral_id=seen.referral_id, opinion=Opinion.AGREED, words="Không tranh chấp"
    )
    agencies.take_in(rows[0])
    assert [f["answer"] for f in agencies.facts(asked, "opinion")] == ["agreed"]
    assert {h.holder for h in dossiers.dossier(actor=desk.head, dossier_id=asked).held} >= {
        make.directory.organisation_by_code("H53.08").name
    }


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"to": ()}, NobodyToAskError),
        ({"to": (make.COMMUNE,)}, NobodyToAskError),
        ({"words": " "}, QuestionRequiredError),
        ({"days": 0}, AnswerDaysError),
        ({"days": 31}, AnswerDaysError),
        ({"to": (agencies.CONSTRUCTION,)}, AskedAlreadyError),
        ({"file_ids": [make.unknown()]}, FileNotHereError),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_changed(desk, asked, changed, refusal):
    before = make.stored(asked).last_seq

    with pytest.raises(refusal):
        ask(desk, asked, **changed)

    assert (make.stored(asked).last_seq, len(agencies.rows_of(asked))) == (before, 2)


def test_who_is_not_of_the_competent_agency_does_not_ask(desk, asked, department):
    for actor, refusal in (
        (desk.receptionist, SeatRequiredError),
        (department, DossierNotFoundError),
    ):
        with pytest.raises(refusal):
            dossiers.consult(
                actor=actor,
                dossier_id=asked,
                agency_ids=[agencies.agency(JUSTICE)],
                question=Question("Hỏi", 3),
            )
    assert len(agencies.rows_of(asked)) == 2


def test_a_no_needs_its_reason(asked, department):
    row = agencies.row_to(asked, agencies.CONSTRUCTION)

    with pytest.raises(ReasonRequiredError):
        dossiers.answer_consultation(
            actor=department, referral_id=row.id, opinion=Opinion.DISAGREED, words=" "
        )
    assert agencies.row_to(asked, agencies.CONSTRUCTION).closed_at is None


def test_those_who_wait_neither_do_nor_assign_what_another_agency_answers(desk, asked):
    [step] = agencies.steps_of(asked, key="consult_department")

    with pytest.raises(StepNotYoursError) as refusal:
        dossiers.complete_step(actor=desk.specialist, step_id=step.id, outcome="answered")
    with pytest.raises(StepNotYoursError):
        dossiers.assign(actor=desk.head, step_id=step.id, person_id=desk.specialist.person_id)
    assert "Sở Xây dựng" in str(refusal.value)
    assert agencies.steps_of(asked, key="consult_department")[0].done_at is None
    waiting = dossiers.work_list(actor=desk.specialist, tab=Tab.OTHERS).rows
    assert "Sở Xây dựng tỉnh Tây Ninh" in {row.holder for row in waiting}


def test_the_lists_cost_the_same_however_long(desk, citizen, django_assert_max_num_queries):
    for _ in range(3):
        agencies.building(desk, citizen)
    officer = agencies.department()
    dossiers.waiting_for_us(actor=officer)
    dossiers.waiting_on_others(actor=desk.head)

    with django_assert_max_num_queries(6):
        assert len(dossiers.waiting_for_us(actor=officer)) == 3
    with django_assert_max_num_queries(6):
        assert len(dossiers.waiting_on_others(actor=desk.head)) == 3


def test_a_substitute_answers_under_their_own_name_on_behalf_of_the_seat(asked, department):
    clerk = official_actor(
        Role.REGISTRY_CLERK, unit_kind="registry", agency=agencies.CONSTRUCTION, name="Vũ Thị Thay"
    )
    row = agencies.row_to(asked, agencies.CONSTRUCTION)
    with pytest.raises(ReferralNotFoundError):
        dossiers.answer_consultation(actor=clerk, referral_id=row.id, opinion=Opinion.AGREED)
    give(department, clerk)

    dossiers.answer_consultation(actor=now_as(clerk), referral_id=row.id, opinion=Opinion.AGREED)

    with acting(SYSTEM):
        entry = Entry.objects.get(verb="dossier.answer_consultation", object_id=str(asked))
    assert entry.actor_id == clerk.person_id
    assert entry.details["on_behalf_of"] == str(department.person_id)
