"""A new version takes effect: what is new follows it, what was received keeps its own."""

from datetime import timedelta

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.events import VersionTookEffect
from motcua.catalogue.models import VersionDraft
from motcua.catalogue.types import CaseEdit, FrameEdit, PaperDrop, ProcessEdit, Rule, Text
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import DraftNotFoundError, UnknownOutcomeError, VersionChangedError
from motcua.dossiers.models import Draft, Turn, TurnKind
from motcua.engines.flow import api as flow
from motcua.engines.flow.api import TableStep
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.factories import seated
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db

CODE = make.MARITAL
BIRTH = "1.001193"
AHEAD = timedelta(days=7)


def bring_in(*edits, rule=Rule.STAY, code=CODE):
    """A next version from a week ahead on, by two administrators."""
    author = seated()
    draft_id = catalogue.prepare_version(actor=author, code=code)
    frame = FrameEdit("90/QĐ-UBND", "Rút ngắn thời hạn", clock.today() + AHEAD, rule)
    for edit in (frame, *edits):
        catalogue.edit_version(actor=author, draft_id=draft_id, edit=edit)
    catalogue.propose_version(actor=author, draft_id=draft_id)
    return catalogue.publish_version(actor=seated(), draft_id=draft_id)


def shorter():
    case = catalogue.procedure(CODE).cases[0]
    return CaseEdit(case.code, Text(case.name.vi, case.name.en), 2, "working_day", None)


def a_week_on():
    return clock.set_to(clock.now() + AHEAD)


def turns(dossier_id):
    with acting(SYSTEM):
        return list(Turn.objects.filter(dossier_id=dossier_id).order_by("seq"))


@pytest.mark.parametrize("rule", list(Rule))
def test_what_waits_moves_only_by_the_rule(rule, desk, citizen):
    waiting, received = make.submitted(citizen), make.accepted(desk, make.another_citizen())
    old = make.stored(waiting).version_id
    version_id = bring_in(shorter(), rule=rule)
    with a_week_on():
        dossiers.move_waiting(VersionTookEffect(version_id=version_id))
        dossiers.move_waiting(VersionTookEffect(version_id=version_id))
    moved = rule is Rule.MOVE
    assert make.stored(waiting).version_id == (version_id if moved else old)
    assert make.stored(received).version_id == old
    kinds = [turn.kind for turn in turns(waiting)]
    assert kinds == [TurnKind.SUBMITTED, *([TurnKind.VERSION_CHANGED] if moved else [])]
    assert not dossiers.broken_chronicles()
    if moved:
        facts = turns(waiting)[-1].facts
        assert (facts["before"], facts["decision"]) == (str(old), "90/QĐ-UBND")
        dossiers.accept(actor=desk.receptionist, dossier_id=waiting)
        assert dossiers.dossier(actor=desk.receptionist, dossier_id=waiting).timeline


def choosing():
    """Before the steps of now one that chooses whether a second one is done."""
    version = catalogue.procedure(CODE)
    case = version.cases[0].code
    first, *rest = flow.read_table(catalogue.diagram(version.id, case).source)
    seat = {"unit": first.unit, "role": first.role}
    look = TableStep(
        key="xem",
        name_vi="Xem hồ sơ",
        when="phải hỏi thêm",
        when_to="hoi",
        goes_to=first.key,
        **seat,
    )
    asks = TableStep(key="hoi", name_vi="Hỏi thêm", **seat)
    return ProcessEdit(case, (look, asks, first, *rest)), first.key


@pytest.mark.parametrize(("outcome", "passes"), [("when", True), ("otherwise", False)])
def test_an_official_chooses_the_way_in_the_words_of_the_process(outcome, passes, desk, citizen):
    waiting = make.submitted(citizen)
    edit, first = choosing()
    version_id = bring_in(edit, rule=Rule.MOVE)
    with a_week_on():
        dossiers.move_waiting(VersionTookEffect(version_id=version_id))
        dossiers.accept(actor=desk.receptionist, dossier_id=waiting)
        step = dossiers.dossier(actor=desk.specialist, dossier_id=waiting).steps[0]
        assert (step.key, step.outcomes) == ("xem", ("otherwise", "when"))
        assert step.outcome_words == {"when": "phải hỏi thêm"}
        with pytest.raises(UnknownOutcomeError):  # «agree to all marked» decides no choice
            dossiers.complete_step(actor=desk.specialist, step_id=step.step_id, outcome="forward")
        dossiers.complete_step(actor=desk.specialist, step_id=step.step_id, outcome=outcome)
    assert make.open_step(waiting).key == ("hoi" if passes else first)


def test_what_the_new_version_no_longer_knows_stays(desk, citizen):
    waiting = make.submitted(citizen, BIRTH)
    view = dossiers.dossier(actor=desk.receptionist, dossier_id=waiting)
    handed_in = next(paper.component for paper in view.papers if paper.source)
    version_id = bring_in(PaperDrop(handed_in), rule=Rule.MOVE, code=BIRTH)
    with a_week_on():
        dossiers.move_waiting(VersionTookEffect(version_id=version_id))
    assert make.stored(waiting).version_id != version_id
    assert len(turns(waiting)) == 1


def test_a_draft_follows_the_version_in_force_and_keeps_its_answers(
    citizen, province_with_procedures
):
    draft_id = make.draft(citizen)
    before = dossiers.draft(actor=citizen, draft_id=draft_id)
    assert not dossiers.renew_draft(actor=citizen, draft=before)
    version_id = bring_in(shorter())
    assert not dossiers.renew_draft(actor=citizen, draft=before)
    with a_week_on():
        with pytest.raises(VersionChangedError):
            dossiers.submit(actor=citizen, draft_id=draft_id)
        assert dossiers.draft(actor=citizen, draft_id=draft_id) == before
        assert dossiers.renew_draft(actor=citizen, draft=before)
        after = dossiers.draft(actor=citizen, draft_id=draft_id)
        assert (after.version_id, after.answers, after.papers) == (
            version_id,
            before.answers,
            before.papers,
        )
        assert after.renewed_at == clock.now()
        dossier_id = dossiers.submit(actor=citizen, draft_id=draft_id).dossier_id
    assert make.stored(dossier_id).version_id == version_id


def test_a_draft_lets_go_of_papers_that_are_no_longer_asked_for(citizen, province_with_procedures):
    draft_id = make.draft(citizen, BIRTH)
    held = dossiers.draft(actor=citizen, draft_id=draft_id)
    gone = next(iter(held.papers))
    bring_in(PaperDrop(gone), code=BIRTH)
    with a_week_on():
        dossiers.renew_draft(actor=citizen, draft=held)
        assert gone not in dossiers.draft(actor=citizen, draft_id=draft_id).papers
        assert dossiers.submit(actor=citizen, draft_id=draft_id).dossier_id


def test_nobody_renews_the_draft_of_another(citizen, province_with_procedures):
    draft_id = make.draft(citizen)
    held = dossiers.draft(actor=citizen, draft_id=draft_id)
    bring_in()
    with a_week_on(), pytest.raises(DraftNotFoundError, match="Không có bản nháp"):
        dossiers.renew_draft(actor=make.another_citizen(), draft=held)
    with acting(SYSTEM):
        assert Draft.objects.get(pk=draft_id).version_id == held.version_id


def test_it_is_told_once_on_its_day(province_with_procedures):
    version_id = bring_in()
    assert catalogue.tell_of_versions() == 0
    with clock.set_to(clock.now() + AHEAD + timedelta(days=2)):
        assert catalogue.tell_of_versions() == 1
        assert catalogue.tell_of_versions() == 0
    with acting(SYSTEM):
        assert VersionDraft.objects.get(published_id=version_id).told_at
