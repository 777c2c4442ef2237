"""Two administrators bring in the next version while the present one is live."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    DatesCrossError,
    DraftClosedError,
    DraftFaultyError,
    DraftNotFoundError,
    DraftNotProposedError,
    DraftOpenError,
    OwnDraftError,
    PresentVersionChangedError,
    ReturnReasonMissingError,
    TooEarlyError,
)
from motcua.catalogue.models import VersionDraft
from motcua.directory.types import Role
from motcua.kit import clock
from motcua.kit.scope import NOBODY, SYSTEM, acting
from tests.catalogue.drafting import (
    CODE,
    SIMPLE,
    counted,
    draft,
    edit,
    frame,
    in_days,
    proposed,
    published,
    seen,
    stored,
)
from tests.catalogue.factories import MACHINE, a_folder, seated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]


def test_one_procedure_has_one_draft_at_a_time():
    draft(seated())
    with pytest.raises(DraftOpenError) as refused:
        draft(seated())
    assert SIMPLE in str(refused.value)
    assert draft(seated(), CODE)


def test_a_withdrawn_draft_makes_room_and_stays_on_record():
    author = seated()
    draft_id = draft(author)
    catalogue.withdraw_draft(actor=author, draft_id=draft_id)
    assert stored(draft_id).state == "withdrawn"
    assert draft(author)
    with pytest.raises(DraftClosedError):
        catalogue.withdraw_draft(actor=author, draft_id=draft_id)


# ------------------------------------------------------------------ two persons


def test_nobody_publishes_what_they_wrote():
    author, helper, second = seated(), seated(), seated()
    draft_id = draft(author)
    edit(helper, draft_id, frame())
    catalogue.propose_version(actor=second, draft_id=draft_id)
    before = counted()
    for writer in (author, helper):
        with pytest.raises(OwnDraftError) as refused:
            catalogue.publish_version(actor=writer, draft_id=draft_id)
    assert "quản trị viên khác" in str(refused.value)
    assert (counted(), stored(draft_id).state) == (before, "proposed")
    assert catalogue.procedure(SIMPLE).valid_to is None
    assert catalogue.publish_version(actor=second, draft_id=draft_id)


def test_the_database_itself_refuses_the_author():
    author = seated()
    draft_id = proposed(author)
    with acting(SYSTEM):
        row = VersionDraft.objects.get(pk=draft_id)
        row.state, row.published_by, row.published_id = (
            "published",
            author.person_id,
            row.based_on_id,
        )
        with (
            pytest.raises(IntegrityError, match="version_draft_published_by_another"),
            transaction.atomic(),
        ):
            row.save()
        row.authors = []
        with pytest.raises(DatabaseError, match="an author stays an author"), transaction.atomic():
            row.save()
    assert stored(draft_id).state == "proposed"


def test_what_is_not_proposed_is_not_published():
    draft_id = draft(seated())
    with pytest.raises(DraftNotProposedError):
        catalogue.publish_version(actor=seated(), draft_id=draft_id)
    assert stored(draft_id).state == "writing"


def test_the_second_person_returns_it_with_a_reason():
    author, second = seated(), seated()
    draft_id = proposed(author)
    with pytest.raises(ReturnReasonMissingError):
        catalogue.return_version(actor=second, draft_id=draft_id, reason="  ")
    catalogue.return_version(actor=second, draft_id=draft_id, reason="Thiếu căn cứ")
    assert seen(author, draft_id).returned_with == "Thiếu căn cứ"
    edit(author, draft_id, frame(decision="78/QĐ-UBND"))
    catalogue.propose_version(actor=author, draft_id=draft_id)
    assert catalogue.publish_version(actor=second, draft_id=draft_id)


def test_what_waits_for_the_second_person_is_not_written_in():
    author = seated()
    draft_id = proposed(author)
    with pytest.raises(DraftClosedError):
        edit(author, draft_id, frame(decision="79/QĐ-UBND"))
    assert stored(draft_id).decision == "77/QĐ-UBND"


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_only_administrators_touch_it(role):
    author, other = seated(), seated(role)
    draft_id = proposed(author)
    before = stored(draft_id)
    attempts = [
        lambda: catalogue.prepare_version(actor=other, code=CODE),
        lambda: edit(other, draft_id, frame()),
        lambda: catalogue.propose_version(actor=other, draft_id=draft_id),
        lambda: catalogue.return_version(actor=other, draft_id=draft_id, reason="Không"),
        lambda: catalogue.publish_version(actor=other, draft_id=draft_id),
        lambda: catalogue.withdraw_draft(actor=other, draft_id=draft_id),
        lambda: seen(other, draft_id),
        lambda: catalogue.procedures(actor=other),
        lambda: catalogue.procedure_page(actor=other, code=SIMPLE),
    ]
    for attempt in attempts:
        with pytest.raises(AdministratorRequiredError):
            attempt()
    assert (stored(draft_id).state, stored(draft_id).changed_at) == ("proposed", before.changed_at)


def test_what_is_not_published_is_hidden_from_everybody_else():
    draft_id = draft(seated())
    with acting(NOBODY):
        assert not VersionDraft.objects.filter(pk=draft_id).exists()


def test_an_unknown_draft_is_not_found():
    with pytest.raises(DraftNotFoundError):
        catalogue.withdraw_draft(actor=seated(), draft_id=seated().person_id)


def test_every_act_is_recorded():
    author, second = seated(), seated()
    draft_id = proposed(author)
    version_id = catalogue.publish_version(actor=second, draft_id=draft_id)
    with acting(SYSTEM):
        verbs = set(
            Entry.objects.filter(object_id__in=[str(draft_id), str(version_id)]).values_list(
                "verb", flat=True
            )
        )
    assert verbs == {
        "catalogue.prepare_version",
        "catalogue.edit_version",
        "catalogue.propose_version",
        "catalogue.publish_version",
    }


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_day_that_is_over_or_running_is_refused(days):
    author = seated()
    draft_id = draft(author)
    with pytest.raises(TooEarlyError) as refused:
        edit(author, draft_id, frame(on=in_days(days)))
    assert f"{in_days(1):%d/%m/%Y}" in str(refused.value)
    assert stored(draft_id).takes_effect_on is None


def test_a_day_before_another_version_begins_is_refused():
    published(on=in_days(20))
    author = seated()
    draft_id = draft(author)
    for day in (in_days(5), in_days(20)):
        with pytest.raises(DatesCrossError):
            edit(author, draft_id, frame(on=day))
    edit(author, draft_id, frame(on=in_days(21)))


def test_a_day_that_passed_while_it_waited_is_refused():
    draft_id = proposed(seated(), on=in_days(1))
    before = counted()
    with clock.set_to(clock.now() + timedelta(days=2)), pytest.raises(TooEarlyError):
        catalogue.publish_version(actor=seated(), draft_id=draft_id)
    assert (counted(), stored(draft_id).state) == (before, "proposed")


def test_a_present_version_that_changed_meanwhile_is_noticed(tmp_path):
    a_folder(tmp_path)
    catalogue.load_procedures(tmp_path, actor=MACHINE)
    draft_id = proposed(seated(), "3.999999", on=in_days(40))
    a_folder(tmp_path, valid_from=f"{in_days(20)}", replace=[("minutes: 4", "minutes: 3")])
    catalogue.load_procedures(tmp_path, actor=MACHINE)
    before = counted()
    with pytest.raises(PresentVersionChangedError):
        catalogue.publish_version(actor=seated(), draft_id=draft_id)
    assert (counted(), stored(draft_id).state) == (before, "proposed")


def test_an_unfinished_frame_is_not_proposed():
    author = seated()
    draft_id = draft(author)
    with pytest.raises(DraftFaultyError) as refused:
        catalogue.propose_version(actor=author, draft_id=draft_id)
    told = str(refused.value)
    assert "Ngày có hiệu lực" in told
    assert "Số quyết định" in told
    assert "Lý do" in told
    assert stored(draft_id).state == "writing"
