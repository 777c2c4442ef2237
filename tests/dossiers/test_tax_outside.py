"""Land: two appointments, and the time at the tax office belongs to neither."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Turn
from motcua.dossiers.queries.form_data import form_data
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import agencies, factories as make

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 09:00


@pytest.fixture
def desk(province_with_procedures):
    return agencies.LandDesk()


@pytest.fixture
def waiting(desk, citizen):
    with clock.set_to(MORNING):
        return agencies.at_the_tax_office(desk, citizen)


def test_a_month_at_the_tax_office_is_nobodys_lateness(desk, waiting):
    [step] = agencies.steps_of(waiting, done_at=None)
    month_later = MORNING + timedelta(days=30)

    with clock.set_to(month_later):
        paused = dossiers.dossier(actor=desk.specialist, dossier_id=waiting)
        dossiers.complete_step(actor=desk.tax, step_id=step.id, outcome="settled")
        after = dossiers.dossier(actor=desk.specialist, dossier_id=waiting).clock

    assert paused.clock.left.state == "paused"
    calendar = make.catalogue.calendar()
    second = calendar.add_working_days(month_later.astimezone(clock.LEGAL_ZONE).date(), 2)
    assert after.due_at.date() == second
    assert len(after.appointments) == 2
    assert make.stored(waiting).state is Status.IN_PROGRESS


def test_who_has_it_and_that_it_does_not_count_is_told_to_all(desk, citizen, waiting):
    dossier = make.stored(waiting)

    for held in (
        dossiers.dossier(actor=citizen, dossier_id=waiting).held,
        dossiers.dossier(actor=desk.specialist, dossier_id=waiting).held,
        dossiers.track(code=dossier.code, secret=dossier.secret).held,
    ):
        [one] = held
        assert "Thuế cơ sở" in one.holder
        assert "không tính vào thời hạn giải quyết" in one.whose
        assert "lần hai" in one.whose
        assert (one.since, one.late, one.elsewhere) == (MORNING, False, True)
    [listed] = dossiers.waiting_on_others(actor=desk.specialist)
    assert listed.code == dossier.code


def test_the_receipt_tells_both_appointments(waiting):
    with acting(SYSTEM):
        turn = Turn.objects.get(dossier_id=waiting, kind="accepted")
        printed = form_data(make.stored(waiting), turn)

    assert printed["second_appointment"].startswith("2 ngày làm việc kể từ khi nộp xong")
    assert printed["competent"].startswith("Chi nhánh")


def test_the_tax_office_is_in_the_count_of_who_had_a_part(waiting):
    told = dossiers.workload(actor=make.MACHINE, since=MORNING.date(), until=MORNING.date())

    assert told.matters == 1
    assert {share.agency_id for share in told.shares} == {
        agencies.agency(agencies.LAND_BRANCH),
        agencies.agency(agencies.TAX_OFFICE),
    }
