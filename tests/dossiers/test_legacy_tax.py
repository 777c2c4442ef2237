"""Land dossiers that wait for tax in another system: the clock stands outside here too."""

from datetime import datetime, time
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Dossier, Step, Turn
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import agencies, factories as make, legacy_files as files

pytestmark = pytest.mark.django_db
MAPPING = f"""
source: H34
units: {{LA-DatDai: {agencies.LAND_BRANCH}}}
procedures: {{DD-01: "{agencies.LAND}", HN-01: "{make.MARITAL}"}}
statuses:
  Chờ thuế: payment_required
  Đang xử lý: in_progress
  Chờ bổ sung: supplement_requested
  Rút hồ sơ: withdrawn
  Đã trả: result_returned
"""
HEAD = (*files.HEAD, "ngay_yeu_cau_tai_chinh", "ngay_xong_tai_chinh")
WAITING = {
    "ma_ho_so": "H34.08.01-250701-0001",
    "ma_thu_tuc": "DD-01",
    "ma_don_vi": "LA-DatDai",
    "trang_thai": "Chờ thuế",
    "chu_ho_so": "Nguyễn Văn Út",
    "so_dinh_danh": "080085123456",
    "ngay_nop": "02/07/2026 08:00",
    "ngay_tiep_nhan": "02/07/2026 09:30",
    "ngay_hen_tra": "16/07/2026",
    "ngay_yeu_cau_tai_chinh": "10/07/2026 10:00",
}
PAID = {
    **WAITING,
    "trang_thai": "Đang xử lý",
    "ngay_xong_tai_chinh": "20/07/2026 10:00",
    "ngay_hen_tra": "31/12/2026 16:00",
}


@pytest.fixture
def desk(province_with_procedures):
    return agencies.LandDesk()


@pytest.fixture
def run(tmp_path, desk):
    def go(*rows, mapping=MAPPING):
        return dossiers.import_legacy(
            actor=make.MACHINE,
            file=files.write(tmp_path, rows, head=HEAD),
            mapping=files.write_mapping(tmp_path, mapping),
        )

    return go


def landed():
    with acting(SYSTEM):
        return Dossier.objects.get(code=WAITING["ma_ho_so"])


def day(moment):
    return f"{moment.astimezone(clock.LEGAL_ZONE):%d/%m/%Y %H:%M}"


def test_who_waits_for_tax_waits_here_with_the_clock_outside_since_then(run, desk):
    report = run(WAITING)

    assert report.findings == []
    dossier = landed()
    assert dossier.state is Status.PAYMENT_REQUIRED
    assert day(dossier.paused_since) == "10/07/2026 10:00"
    assert day(dossier.first_due_at) == "16/07/2026 17:00"
    [step] = agencies.steps_of(dossier.id, done_at=None)
    assert (step.kind, day(step.opened_at)) == ("wait_payment", "10/07/2026 10:00")
    view = dossiers.dossier(actor=desk.specialist, dossier_id=dossier.id)
    assert view.clock.left.state == "paused"
    [held] = view.held
    assert "Thuế cơ sở" in held.holder
    assert held.late is False
    assert dossiers.broken_chronicles([dossier.id]) == []


def test_the_tax_office_ends_the_waiting_here_and_the_second_appointment_begins(run, desk):
    run(WAITING)
    [step] = agencies.steps_of(landed().id, done_at=None)
    calendar = make.catalogue.calendar()
    settled = calendar.next_working_day(clock.today())

    with clock.set_to(datetime.combine(settled, time(9), clock.LEGAL_ZONE)):
        dossiers.complete_step(actor=desk.tax, step_id=step.id, outcome="settled")

    dossier = landed()
    assert dossier.state is Status.IN_PROGRESS
    second = calendar.add_working_days(settled, 2)
    assert dossier.due_at.astimezone(clock.LEGAL_ZONE).date() == second
    told = dossiers.dossier(actor=desk.specialist, dossier_id=dossier.id).clock
    assert len(told.appointments) == 2
    assert dossiers.broken_chronicles([dossier.id]) == []


def test_where_tax_is_paid_the_appointment_told_is_the_second_and_it_stays(run, desk):
    run(PAID)

    dossier = landed()
    assert dossier.state is Status.IN_PROGRESS
    assert day(dossier.due_at) == "31/12/2026 16:00"
    assert dossier.paused_since is None
    clock_told = dossiers.dossier(actor=desk.specialist, dossier_id=dossier.id).clock
    assert len(clock_told.appointments) == 2
    assert any("ngày hẹn đó được giữ" in reason.vi for reason in clock_told.reasons)
    with acting(SYSTEM):
        kinds = [turn.kind for turn in Turn.objects.filter(dossier_id=dossier.id).order_by("seq")]
    assert kinds[2:4] == ["obligation_required", "obligation_settled"]


def test_papers_asked_for_after_tax_are_told_after_tax(run):
    asked = {
        "trang_thai": "Chờ bổ sung",
        "ngay_yeu_cau_bo_sung": "22/07/2026 09:00",
        "han_bo_sung": "31/12/2026",
    }
    report = run({**PAID, **asked})
    assert report.findings == []
    assert landed().state is Status.SUPPLEMENT_REQUESTED


def test_a_person_may_withdraw_while_tax_is_owed(run):
    report = run({**WAITING, "trang_thai": "Rút hồ sơ", "ngay_ket_thuc": "15/07/2026"})
    assert report.findings == []
    assert landed().state is Status.WITHDRAWN


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"ngay_yeu_cau_tai_chinh": ""}, "ngay_yeu_cau_tai_chinh", "cần có ngày"),
        ({"ngay_xong_tai_chinh": "20/07/2026"}, "ngay_xong_tai_chinh", "không hợp"),
        ({"ngay_tiep_nhan": ""}, "ngay_tiep_nhan", "cần có ngày"),
        ({"ma_thu_tuc": "HN-01"}, "trang_thai", "không có bước chờ nghĩa vụ tài chính"),
        ({"trang_thai": "Đang xử lý"}, "ngay_xong_tai_chinh", "cần có ngày"),
        (
            {"ngay_yeu_cau_bo_sung": "12/07/2026", "ngay_nhan_bo_sung": "13/07/2026"},
            "ngay_yeu_cau_tai_chinh",
            "trước ngay_nhan_bo_sung",
        ),
        ({"ngay_yeu_cau_tai_chinh": "01/07/2026"}, "ngay_yeu_cau_tai_chinh", "trước"),
    ],
)
def test_what_does_not_fit_is_refused_with_field_and_reason_and_nothing_lands(
    run, changes, field, said
):
    where = "LA-DatDai: H53.31.61" if "ma_thu_tuc" in changes else ""
    mapping = MAPPING.replace(f"LA-DatDai: {agencies.LAND_BRANCH}", where) if where else MAPPING
    report = run({**WAITING, **changes}, mapping=mapping)

    assert any(f.field == field and said in f.reason for f in report.findings), report.findings
    assert all(finding.todo for finding in report.findings)
    with acting(SYSTEM):
        assert (Dossier.objects.count(), Step.objects.count()) == (0, 0)


MOMENTS = (
    "ngay_nop", "ngay_tiep_nhan", "ngay_yeu_cau_bo_sung", "ngay_nhan_bo_sung", "han_bo_sung",
    "ngay_yeu_cau_tai_chinh", "ngay_xong_tai_chinh", "ngay_hen_tra", "ngay_ket_thuc", "ngay_tra",
)  # fmt: skip
STATUSES = ("Chờ thuế", "Đang xử lý", "Chờ bổ sung", "Rút hồ sơ", "Đã trả")


@given(
    status=st.sampled_from(STATUSES),
    days=st.lists(st.none() | st.integers(1, 28), min_size=10, max_size=10),
    sort=st.booleans(),
)
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_dates_a_row_tells_it_lands_lawfully_or_is_refused_with_a_reason(
    run, status, days, sort
):
    """A history that the law does not know is no crash and no dossier."""
    told = sorted(days, key=lambda one: (one is None, one)) if sort else days
    dates = {
        name: f"{one:02d}/07/2026 08:00" if one else ""
        for name, one in zip(MOMENTS, told, strict=True)
    }
    with acting(SYSTEM):
        before = Dossier.objects.count()
    code = f"H34-{before}-{crc32(repr((status, told)).encode()):X}"
    row = {**WAITING, **dates, "trang_thai": status, "ma_ho_so": code}

    report = run(row)

    assert (report.landed == 1) == (report.findings == [])
    with acting(SYSTEM):
        made = list(Dossier.objects.filter(code=code))
    assert len(made) == report.landed
    assert dossiers.broken_chronicles([one.id for one in made]) == []
