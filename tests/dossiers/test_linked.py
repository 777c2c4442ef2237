"""One submission, dossiers at two communes: the main one waits for its child, which has its own clock."""

import pytest

from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import DossierNotFoundError, ReferralNotFoundError, StepNotYoursError
from motcua.dossiers.events import DossierAccepted, LinkAsked
from motcua.dossiers.models import Dossier, Referral, Turn
from motcua.dossiers.queries.drafts import seal_content
from motcua.dossiers.types import Status
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import agencies, factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_desk(province_with_procedures):
    return make.Desk(agency=agencies.OTHER_COMMUNE)


@pytest.fixture
def main(desk, citizen):
    return agencies.marriage(desk, citizen)


def link_of(dossier_id):
    [row] = agencies.rows_of(dossier_id, kind="linked")
    return row


def end_child(other_desk, child, act):
    act(other_desk, child.id)
    agencies.moved(child.id)


def refuse(other_desk, child_id):
    dossiers.refuse(actor=other_desk.receptionist, dossier_id=child_id, reason="Không cư trú ở đây")


def test_one_submission_makes_a_dossier_of_its_own_at_the_other_commune(main):
    child = agencies.child_of(main)

    assert child.procedure_code == make.MARITAL
    assert child.agency_id == agencies.agency(agencies.OTHER_COMMUNE)
    assert (child.state, child.owner_id) == (Status.SUBMITTED, make.stored(main).owner_id)
    assert child.code.startswith(agencies.OTHER_COMMUNE)
    assert child.secret != make.stored(main).secret
    assert link_of(main).child_code == child.code


def test_run_twice_there_is_still_one_child(main):
    dossiers.open_child(LinkAsked(referral_id=link_of(main).id))

    with acting(SYSTEM):
        assert Dossier.objects.filter(matter_id=main).count() == 1


def test_the_child_knows_what_its_form_asks_and_nothing_more(main, other_desk):
    child = agencies.child_of(main)

    shown = dossiers.dossier(actor=other_desk.receptionist, dossier_id=child.id)

    lines = {line.label: line.value for section in shown.sections for line in section.lines}
    assert "Phạm Quốc Dũng" in lines.values()  # the man, whose commune this is
    assert "Lê Thị Ánh" in lines.values()  # whom he is to marry
    assert not {"072188000011"} & set(lines.values())  # but nothing else of her
    assert shown.main_id == main


def test_each_commune_sees_its_own_dossier_and_the_row_between_them(desk, other_desk, main):
    child = agencies.child_of(main)

    for actor, theirs in ((other_desk.receptionist, main), (desk.receptionist, child.id)):
        with pytest.raises(DossierNotFoundError):
            dossiers.dossier(actor=actor, dossier_id=theirs)
    with acting(other_desk.receptionist.scope):
        assert [d.id for d in Dossier.objects.all()] == [child.id]
        assert [r.child_id for r in Referral.objects.all()] == [child.id]
    assert child.id in [row.dossier_id for row in dossiers.incoming(actor=other_desk.receptionist)]


def test_the_child_has_its_own_clock_and_its_own_receipt(main, other_desk):
    child = agencies.child_of(main)
    dossiers.accept(actor=other_desk.receptionist, dossier_id=child.id)
    agencies.moved(child.id)
    with acting(SYSTEM):
        turn = Turn.objects.get(dossier_id=child.id, kind="accepted")
    dossiers.print_for_turn(DossierAccepted(dossier_id=child.id, turn_id=turn.id))

    due = make.stored(child.id).due_at
    assert due != make.stored(main).due_at
    assert (link_of(main).due_at, link_of(main).child_status) == (due, Status.IN_PROGRESS)
    owner = make.directory.citizen_actor(child.owner_id, 2, "Nguyễn Thị Bảy")
    [receipt] = dossiers.dossier(actor=owner, dossier_id=child.id).forms
    assert receipt.media_type == "application/pdf"


def test_the_main_dossier_waits_and_says_for_whom(desk, citizen, main):
    [step] = agencies.steps_of(main, done_at=None)

    with pytest.raises(StepNotYoursError):
        dossiers.complete_step(actor=desk.specialist, step_id=step.id, outcome="resolved")
    [held] = dossiers.dossier(actor=citizen, dossier_id=main).held

    assert (step.key, step.done_at) == ("marital", None)
    assert held.holder == "UBND phường Tân Ninh"
    assert held.child_code == agencies.child_of(main).code
    assert "ngày hẹn riêng" in held.whose
    [row] = dossiers.waiting_on_others(actor=desk.head)
    assert row.held.child_code == held.child_code


def test_the_result_comes_back_and_the_main_dossier_goes_on(
    signing_desk, other_desk, citizen, authorities
):
    main = agencies.marriage(signing_desk, citizen)
    child = agencies.child_of(main)
    make.give_keys(other_desk)
    dossiers.accept(actor=other_desk.receptionist, dossier_id=child.id)
    make.finish_until(other_desk, child.id, "sign")
    dossiers.sign_results(actor=other_desk.leader, dossier_ids=[child.id], pin=make.PIN)
    dossiers.issue_results(actor=other_desk.clerk, dossier_ids=[child.id])
    agencies.moved(child.id)
    agencies.moved(child.id)  # a job may run twice

    row = link_of(main)
    [step] = agencies.steps_of(main, key="marital")
    assert (row.outcome, step.outcome, row.closed_at) == (
        "resolved", "resolved", make.stored(child.id).ended_at,
    )  # fmt: skip
    assert [s.key for s in agencies.steps_of(main, done_at=None)] == ["draft"]
    specialist = signing_desk.specialist
    _, media_type, _ = dossiers.referral_file(
        actor=specialist, referral_id=row.id, file_id=row.result_file_id
    )
    assert media_type == "application/pdf"
    stranger = make.Desk(agency="H53.31.01").specialist
    with pytest.raises(ReferralNotFoundError):
        dossiers.referral_file(actor=stranger, referral_id=row.id, file_id=row.result_file_id)


def test_a_child_that_is_refused_lets_the_main_one_go_on_without_a_result(main, other_desk):
    end_child(other_desk, agencies.child_of(main), refuse)

    assert (link_of(main).outcome, link_of(main).result_file_id) == ("failed", None)
    assert agencies.steps_of(main, key="marital")[0].outcome == "failed"
    assert [s.key for s in agencies.steps_of(main, done_at=None)] == ["draft"]


@pytest.mark.parametrize("accepted", [False, True])
def test_when_the_main_one_is_withdrawn_nobody_works_on_the_child(
    citizen, main, other_desk, accepted
):
    child = agencies.child_of(main)
    if accepted:
        dossiers.accept(actor=other_desk.receptionist, dossier_id=child.id)

    dossiers.withdraw(actor=citizen, dossier_id=main)
    agencies.main_ended(main)
    agencies.main_ended(main)
    agencies.moved(child.id)

    ended = Status.STOPPED if accepted else Status.WITHDRAWN
    assert make.stored(child.id).state is ended
    assert link_of(main).outcome == "ended"
    assert make.stored(main).state is Status.WITHDRAWN
    notes = dossiers.dossier(actor=other_desk.head, dossier_id=child.id).notes
    assert any("Hồ sơ chính đã kết thúc" in note.text for note in notes)


def test_where_no_commune_is_found_the_official_asks_on_paper(desk, citizen):
    dossier_id = agencies.submitted_marriage(citizen, "nam_o_xa_khac")
    with acting(SYSTEM):
        Dossier.objects.filter(pk=dossier_id).update(
            answers_sealed=seal_content(dossier_id, answers={}, provenance={})
        )
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)

    [step] = agencies.steps_of(dossier_id, done_at=None)
    assert agencies.rows_of(dossier_id) == []
    dossiers.complete_step(actor=desk.specialist, step_id=step.id, outcome="resolved")
    assert [s.key for s in agencies.steps_of(dossier_id, done_at=None)] == ["draft"]


def test_the_chronicle_of_both_still_holds(main, other_desk):
    end_child(other_desk, agencies.child_of(main), refuse)

    assert dossiers.broken_chronicles() in ([], (), set())
