"""Lessons 12 to 14 and 22: versions come and go, and nothing that hangs on them breaks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import GeneralEdit, Text
from motcua.dossiers import api as dossiers
from motcua.kit import clock
from tests.catalogue.drafting import SIMPLE, draft, edit, frame, in_days
from tests.catalogue.factories import seated
from tests.dossiers import factories as make
from tests.dossiers.test_new_version import a_week_on, bring_in, shorter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province_with_procedures")]


def test_13_a_new_version_of_a_procedure_breaks_no_right_link_or_report(desk, citizen):
    running = make.accepted(desk, citizen)
    before = dossiers.dossier(actor=desk.specialist, dossier_id=running)
    old = make.stored(running)
    version_id = bring_in(shorter())
    with a_week_on():
        after = dossiers.dossier(actor=desk.specialist, dossier_id=running)
        assert make.stored(running).version_id == old.version_id != version_id
        assert (after.clock.due_at, after.sections, after.papers) == (
            before.clock.due_at,
            before.sections,
            before.papers,
        )
        # the right of its official, the link by its code, the lists
        step = make.open_step(running)
        dossiers.take(actor=desk.specialist, step_id=step.id)
        assert dossiers.find(actor=desk.specialist, words=old.code)[0].dossier_id == running
        assert dossiers.track(code=old.code, secret=old.secret).code == old.code
        mine = dossiers.my_dossiers(actor=citizen)
        assert [one.dossier_id for one in mine] == [running]
        # what is new follows the new one by itself
        other = make.another_citizen()
        fresh = make.submitted(other)
        assert make.stored(fresh).version_id == version_id
        dossiers.accept(actor=desk.receptionist, dossier_id=fresh)
        limit = dossiers.dossier(actor=desk.specialist, dossier_id=fresh).clock
        assert limit.due_at <= clock.now() + timedelta(days=6)
        make.finish_until(desk, running, "sign")
        make.finish_until(desk, fresh, "sign")
    assert not dossiers.broken_chronicles()


def test_14_the_next_version_is_prepared_while_the_present_one_stays_live():
    author, second = seated(), seated()
    present = catalogue.procedure(SIMPLE)
    draft_id = draft(author)
    edit(
        author,
        draft_id,
        GeneralEdit(Text("Sao y bản chính", ""), present.summary, present.who_may_apply),
    )
    edit(author, draft_id, frame(on=in_days(30)))
    assert catalogue.procedure(SIMPLE) == present
    assert [found.name for found in catalogue.search(SIMPLE)] == [present.name]

    catalogue.propose_version(actor=author, draft_id=draft_id)
    assert catalogue.procedure(SIMPLE) == present
    catalogue.publish_version(actor=second, draft_id=draft_id)

    still = catalogue.procedure(SIMPLE)
    assert (still.id, still.valid_to) == (present.id, in_days(29))
    coming = catalogue.procedure(SIMPLE, on=in_days(30))
    assert (coming.name.vi, coming.decision) == ("Sao y bản chính", "77/QĐ-UBND")
    assert catalogue.search("sao y", on=in_days(30))[0].name.vi == "Sao y bản chính"
    assert catalogue.form(coming.id).pages


def statements(work):
    with CaptureQueriesContext(connection) as sent:
        work()
    return len(sent.captured_queries)


def costs_of(desk, dossier_id):
    """Statements for reading it, taking its step, and its way to the signature."""
    return (
        statements(lambda: dossiers.dossier(actor=desk.specialist, dossier_id=dossier_id)),
        statements(
            lambda: dossiers.take(actor=desk.specialist, step_id=make.open_step(dossier_id).id)
        ),
        statements(lambda: make.finish_until(desk, dossier_id, "sign")),
    )


def test_22_a_year_old_running_process_is_as_fast_as_a_new_one(desk):
    """In statements; the seconds are for the bench. Its version was superseded meanwhile."""
    with clock.set_to(clock.now() - timedelta(days=380)):
        old = [make.accepted(desk, make.another_citizen()) for _ in range(2)]
        bring_in(shorter())
    fresh = [make.accepted(desk) for _ in range(2)]
    assert make.stored(old[0]).version_id != make.stored(fresh[0]).version_id

    # The first of each kind fills what a process remembers of a version.
    first_old, first_fresh = costs_of(desk, old[0]), costs_of(desk, fresh[0])
    assert costs_of(desk, old[1]) == costs_of(desk, fresh[1])

    assert max(first_old) < 2 * max(first_fresh)
    assert make.open_step(old[1]).kind == "sign"
