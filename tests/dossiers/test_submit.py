import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.audit.models import Entry
from motcua.directory import api as directory
from motcua.directory.types import AssuranceLevel
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    AnswersIncompleteError,
    DraftNotFoundError,
    IdentityTooWeakError,
    PapersMissingError,
    ProcedureNotOfferedError,
)
from motcua.dossiers.models import Dossier, Turn
from motcua.dossiers.types import Status
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def all_dossiers():
    with acting(SYSTEM):
        return Dossier.objects.count()


def test_the_person_holds_a_code_and_a_secret_at_once(citizen):
    submitted = dossiers.submit(actor=citizen, draft_id=make.draft(citizen))

    assert submitted.code.startswith("H53.31.61-")
    assert submitted.code.endswith("-0001")
    assert len(submitted.secret) == 10
    row = make.stored(submitted.dossier_id)
    assert row.state is Status.SUBMITTED
    assert row.due_at is None


def test_submitting_again_answers_with_the_same_dossier(citizen):
    draft_id = make.draft(citizen)
    first = dossiers.submit(actor=citizen, draft_id=draft_id)

    assert dossiers.submit(actor=citizen, draft_id=draft_id) == first
    assert all_dossiers() == 1


def test_serials_follow_one_another(citizen):
    codes = [dossiers.submit(actor=citizen, draft_id=make.draft(citizen)).code for _ in range(3)]

    assert [code[-4:] for code in codes] == ["0001", "0002", "0003"]


def test_writes_a_turn_an_audit_entry_and_one_job(citizen):
    submitted = dossiers.submit(actor=citizen, draft_id=make.draft(citizen))

    with acting(SYSTEM):
        turn = Turn.objects.get(dossier_id=submitted.dossier_id)
    assert (turn.seq, turn.kind) == (1, "submitted")
    assert Entry.objects.filter(verb="dossier.submit", object_id=submitted.dossier_id).count() == 1
    jobs = ProcrastinateJob.objects.filter(args__dossier_id=str(submitted.dossier_id))
    assert [job.args["turn_id"] for job in jobs] == [str(turn.id)]


def test_what_was_answered_is_sealed_in_the_database(citizen):
    submitted = dossiers.submit(actor=citizen, draft_id=make.draft(citizen))

    sealed = bytes(make.stored(submitted.dossier_id).answers_sealed)
    answers = str(make.sample_answers(make.catalogue.procedure(make.MARITAL)))
    words = {word for word in answers.replace("'", " ").split() if len(word) > 5}
    assert words
    assert not any(word.encode() in sealed for word in words)


def test_unanswered_questions_are_all_named_and_nothing_is_filed(citizen):
    draft_id = dossiers.start_draft(
        actor=citizen, procedure_code=make.MARITAL, agency_id=make.agency_id()
    )

    with pytest.raises(AnswersIncompleteError) as refusal:
        dossiers.submit(actor=citizen, draft_id=draft_id)

    assert refusal.value.details["count"] == len(refusal.value.details["errors"]) > 3
    assert all_dossiers() == 0


def test_a_missing_paper_is_named(citizen):
    draft_id = make.draft(citizen, "1.013225")
    view = dossiers.draft(actor=citizen, draft_id=draft_id)
    component = next(iter(view.papers))
    dossiers.remove_paper(actor=citizen, draft_id=draft_id, component=component)

    with pytest.raises(PapersMissingError) as refusal:
        dossiers.submit(actor=citizen, draft_id=draft_id)

    assert component in refusal.value.details["components"]
    assert all_dossiers() == 0


def test_the_same_draft_waits_on_every_device(citizen):
    first = make.draft(citizen)
    again = dossiers.start_draft(
        actor=citizen, procedure_code=make.MARITAL, agency_id=make.agency_id()
    )

    assert again == first


def test_somebody_elses_draft_is_not_found(citizen):
    draft_id = make.draft(citizen)
    other = make.another_citizen()

    for act in (
        lambda: dossiers.draft(actor=other, draft_id=draft_id),
        lambda: dossiers.submit(actor=other, draft_id=draft_id),
        lambda: dossiers.save_draft(actor=other, draft_id=draft_id, answers={}),
    ):
        with pytest.raises(DraftNotFoundError):
            act()


def test_a_weak_identity_is_told_which_level_is_needed(citizen):
    weak = directory.citizen_actor(citizen.person_id, AssuranceLevel.ONE, citizen.name)

    with pytest.raises(IdentityTooWeakError):
        dossiers.start_draft(actor=weak, procedure_code=make.MARITAL, agency_id=make.agency_id())


def test_an_office_that_does_not_offer_the_procedure_is_refused(citizen):
    with pytest.raises(ProcedureNotOfferedError):
        dossiers.start_draft(
            actor=citizen, procedure_code=make.MARITAL, agency_id=make.agency_id("H53.08.11")
        )


def test_costs_few_statements(citizen, django_assert_max_num_queries):
    draft_id = make.draft(citizen)

    with django_assert_max_num_queries(20):
        dossiers.submit(actor=citizen, draft_id=draft_id)
