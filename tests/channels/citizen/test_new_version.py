"""A new version takes effect while a person is filling in the form."""

from datetime import timedelta

import pytest

from motcua.dossiers import api as dossiers
from motcua.kit import clock
from tests.dossiers import factories as make
from tests.dossiers.test_new_version import AHEAD, bring_in, shorter

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(bay):
    """Everything answered; then the next version is published for a week ahead."""
    draft_id = make.draft(bay.actor)
    bring_in(shorter())
    return draft_id


def test_nothing_is_said_before_its_day(bay, held):
    assert (
        "Quy định của thủ tục này thay đổi" not in bay.page(f"/ho-so/nhap/{held}/kiem-tra/").words
    )


def test_the_person_is_told_at_the_next_opening_and_loses_nothing(bay, held):
    before = dossiers.draft(actor=bay.actor, draft_id=held)
    with clock.set_to(clock.now() + AHEAD):
        words = bay.page(f"/ho-so/nhap/{held}/kiem-tra/").words
    assert "Quy định của thủ tục này thay đổi" in words
    assert "90/QĐ-UBND" in words
    after = dossiers.draft(actor=bay.actor, draft_id=held)
    assert after.answers == before.answers
    assert after.version_id != before.version_id


def test_a_page_that_was_open_at_midnight_is_not_submitted_unseen(bay, held):
    with clock.set_to(clock.now() + AHEAD + timedelta(minutes=1)):
        answer = bay.send(f"/ho-so/nhap/{held}/kiem-tra/", declared="1")
        assert answer.status == 422
        assert "hãy xem lại rồi nộp" in answer.words
        assert dossiers.draft(actor=bay.actor, draft_id=held).dossier_id is None
        bay.send(f"/ho-so/nhap/{held}/kiem-tra/", declared="1")
        assert dossiers.draft(actor=bay.actor, draft_id=held).dossier_id
