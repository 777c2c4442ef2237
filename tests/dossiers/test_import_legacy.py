"""Dossiers of another province: each once, as it was told, and nothing invented."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.directory.models import Person
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import AdministratorRequiredError, FileNotHereError
from motcua.dossiers.models import (
    Dossier,
    LegacyBatch,
    LegacyDifference,
    LegacyEntry,
    Step,
    Turn,
)
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make, legacy_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, province_with_procedures):
    """`run(rows)`: import them, with the mapping of the tests."""

    def go(rows, *, mapping=files.MAPPING, **how):
        written = {name: how.pop(name) for name in ("separator", "head") if name in how}
        file = files.write(tmp_path, rows, **written)
        return dossiers.import_legacy(
            actor=make.MACHINE,
            file=file,
            mapping=files.write_mapping(tmp_path, mapping),
            **how,
        )

    return go


def everything():
    with acting(SYSTEM):
        tables = (Dossier, Turn, Step, LegacyEntry, LegacyBatch, Person)
        return tuple(table.objects.count() for table in tables)


def landed(code=files.RETURNED["ma_ho_so"]):
    with acting(SYSTEM):
        return Dossier.objects.get(code=code)


def told(dossier):
    with acting(SYSTEM):
        return list(Turn.objects.filter(dossier_id=dossier.id).order_by("seq"))


def test_it_lands_as_it_was_told(run):
    report = run([files.RETURNED])

    assert (report.rows, report.landed, report.refused) == (1, 1, 0)
    dossier = landed()
    assert dossier.state is Status.RESULT_RETURNED
    assert dossier.due_at == dossier.first_due_at
    assert dossier.due_at.astimezone(clock.LEGAL_ZONE).strftime("%d/%m %H:%M") == "07/07 17:00"
    assert [turn.kind for turn in told(dossier)] == [
        "submitted", "accepted", "resolved", "returned", "imported",
    ]  # fmt: skip
    assert dossiers.broken_chronicles([dossier.id]) == []


def test_the_history_is_marked_as_told_elsewhere_and_says_by_whom_it_was_taken_over(desk, run):
    run([files.RETURNED])

    turns = told(landed())
    assert all(turn.facts["told_elsewhere"] for turn in turns[:-1])
    assert {turn.actor_id for turn in turns[:-1]} == {None}
    assert turns[-1].at > turns[-2].at
    assert min(turn.recorded_at for turn in turns) > turns[-2].at
    view = dossiers.dossier(actor=desk.head, dossier_id=landed().id)
    assert {note.who for note in view.notes[:-1]} == {"theo hệ thống cũ"}
    assert "H34.50.001-250701-0001" in view.notes[-1].text
    assert "«" not in view.timeline[1].title
    assert view.timeline[1].title == "UBND xã Hưng Hà tiếp nhận"
    assert view.timeline[1].detail == "Theo hệ thống cũ"
    assert any("ở hệ thống trước" in reason.vi for reason in view.clock.reasons)


def test_it_is_found_listed_and_followed_under_the_same_rules(desk, run):
    run([files.RETURNED])
    code, elsewhere = files.RETURNED["ma_ho_so"], make.Desk("H53.31.01")

    assert [row.code for row in dossiers.find(actor=desk.specialist, words=code.lower())] == [code]
    assert [row.code for row in dossiers.find(actor=desk.head, words="nguyen van ut")] == [code]
    assert dossiers.find(actor=elsewhere.head, words=code) == ()
    followed = dossiers.track(code=code, secret=landed().secret)
    assert followed.status is Status.RESULT_RETURNED
    assert followed.owner_name == "N. V. Út"


def test_a_running_one_goes_on_at_the_desk(desk, run):
    run([files.RUNNING])
    dossier = landed()

    assert dossier.state is Status.IN_PROGRESS
    assert f"{dossier.due_at.astimezone(clock.LEGAL_ZONE):%d/%m/%Y %H:%M}" == "31/12/2026 16:00"
    step = make.open_step(dossier.id)
    dossiers.take(actor=desk.specialist, step_id=step.id)
    make.finish_until(desk, dossier.id, "sign")
    assert landed().due_at == dossier.due_at
    assert dossiers.broken_chronicles([dossier.id]) == []


def test_a_result_that_waits_is_handed_over_here(desk, run):
    run([{**files.RETURNED, "trang_thai": "Có kết quả", "ngay_tra": ""}])

    waiting = dossiers.to_hand_over(actor=desk.receptionist)
    assert [row.code for row in waiting] == [files.RETURNED["ma_ho_so"]]
    dossiers.hand_over(actor=desk.receptionist, dossier_id=landed().id, received_by="Nguyễn Văn Út")
    assert landed().state is Status.RESULT_RETURNED


WAITING = {
    **files.RUNNING,
    "trang_thai": "Chờ bổ sung",
    "ngay_yeu_cau_bo_sung": "03/07/2025 10:00",
    "han_bo_sung": "31/12/2026",
    "ghi_chu": "Thiếu bản sao hộ chiếu",
}


def test_a_request_for_papers_goes_on_waiting_and_is_answered_here(desk, run):
    run([WAITING])
    dossier = landed()
    assert dossier.state is Status.SUPPLEMENT_REQUESTED
    assert dossier.paused_since is not None
    assert dossier.supplements == 1
    view = dossiers.dossier(actor=desk.receptionist, dossier_id=dossier.id)
    assert view.open_supplement.reason == "Thiếu bản sao hộ chiếu"

    dossiers.answer_supplement(
        actor=desk.receptionist, request_id=view.open_supplement.request_id, answers={}, papers=[]
    )
    assert landed().state is Status.IN_PROGRESS
    assert landed().due_at >= dossier.due_at


@pytest.mark.parametrize(
    ("words", "status", "other"),
    [
        ("Mới nộp", Status.SUBMITTED, {"ngay_tiep_nhan": "", "ngay_hen_tra": ""}),
        ("Từ chối", Status.NOT_ACCEPTED, {"ngay_tiep_nhan": "", "ngay_ket_thuc": "04/07/2025"}),
        ("Rút hồ sơ", Status.WITHDRAWN, {"ngay_ket_thuc": "04/07/2025"}),
        ("Dừng", Status.STOPPED, {"ngay_ket_thuc": "04/07/2025"}),
    ],
)
def test_every_standing_has_a_lawful_history(run, words, status, other):
    report = run([{**files.RUNNING, "trang_thai": words, **other}])
    assert report.findings == []
    assert landed().state is status
    assert dossiers.broken_chronicles([landed().id]) == []


def test_no_form_of_here_attests_what_happened_there(desk, run):
    run([files.RETURNED])
    with pytest.raises(FileNotHereError):
        dossiers.printed_form(actor=desk.head, dossier_id=landed().id, number="01")


# ------------------------------------------------------------------ again, and nothing doubled


def test_the_same_file_again_changes_nothing(run):
    run(files.numbered(3))
    before = everything()

    report = run(files.numbered(3), separator=";")

    assert (report.landed, report.same) == (0, 3)
    *rest, batches, persons = everything()
    assert [*rest, batches - 1, persons] == list(before)


def test_what_is_told_otherwise_later_is_reported_by_field_and_overwrites_nothing(run):
    run(files.numbered(2))
    first, second = files.numbered(2)
    again = [first, {**second, "ngay_tra": "08/07/2025 10:00", "ghi_chu": "Gửi bưu điện"}]

    for _ in range(2):
        report = run(again)
        assert (report.same, report.changed, report.landed) == (1, 1, 0)
        [difference] = report.differences
        assert [(c.field, c.before, c.after) for c in difference.changes] == [
            ("ghi_chu", "", "Gửi bưu điện"),
            ("ngay_tra", "07/07/2025 10:00", "08/07/2025 10:00"),
        ]
    returned = landed("H34.50.001-250701-0002").returned_at
    assert f"{returned.astimezone(clock.LEGAL_ZONE):%d/%m}" == "07/07"
    with acting(SYSTEM):
        assert LegacyDifference.objects.count() == 1


def test_one_person_with_many_dossiers_is_one_person(run):
    rows = files.numbered(4, so_dinh_danh="080085123456", chu_ho_so="Nguyễn Văn Út")
    run(rows[:2])
    run(rows)
    with acting(SYSTEM):
        assert Dossier.objects.values("owner_id").distinct().count() == 1


def test_the_citizen_finds_it_among_their_own(run):
    owner = make.make_citizen("Nguyễn Văn Út", "080085123456")
    run([files.RETURNED])
    assert [row.code for row in dossiers.my_dossiers(actor=owner)] == [files.RETURNED["ma_ho_so"]]


# ------------------------------------------------------------------ a dry run


def test_a_dry_run_says_what_would_happen_and_leaves_no_trace(run):
    before = everything()
    bad = {**files.RETURNED, "ma_ho_so": "X-1", "ma_don_vi": "lạ"}

    report = run([*files.numbered(2), bad], dry_run=True)

    assert (report.landed, report.refused) == (2, 1)
    assert report.by_standing == {"result_returned": 2}
    assert everything() == before
    assert run([*files.numbered(2), bad]).landed == 2


# ------------------------------------------------------------------ half of it is unknown


def half_unknown(count):
    return [
        {
            **row,
            **({"ma_thu_tuc": "LA-la"} if n % 2 else {}),
            **({"ma_don_vi": "?"} if n % 4 == 1 else {}),
        }
        for n, row in enumerate(files.numbered(count))
    ]


def test_of_a_file_with_half_its_codes_unknown_the_good_half_lands_and_each_bad_row_says_why(run):
    report = run(half_unknown(8))

    assert (report.landed, report.refused) == (4, 4)
    assert [(f.row, f.field, f.value) for f in report.findings] == [
        (3, "ma_don_vi", "?"), (3, "ma_thu_tuc", "LA-la"), (5, "ma_thu_tuc", "LA-la"),
        (7, "ma_don_vi", "?"), (7, "ma_thu_tuc", "LA-la"), (9, "ma_thu_tuc", "LA-la"),
    ]  # fmt: skip
    assert all(finding.reason and finding.todo for finding in report.findings)
    assert {(one.kind, one.code, one.rows) for one in report.unknown} == {
        ("unit", "?", 2), ("procedure", "LA-la", 4),
    }  # fmt: skip
    with acting(SYSTEM):
        assert Dossier.objects.count() == 4
        assert Turn.objects.values("dossier_id").distinct().count() == 4


def test_when_the_mapping_has_grown_just_the_rest_lands(run):
    run(half_unknown(8))
    grown = files.MAPPING.replace("units:", 'units:\n  "?": H53.31.61').replace(
        "procedures:", 'procedures:\n  LA-la: "1.004873"'
    )
    report = run(half_unknown(8), mapping=grown)
    assert (report.landed, report.same, report.refused) == (4, 4, 0)
    with acting(SYSTEM):
        assert Dossier.objects.count() == 8


def test_only_administrators_and_the_machine_import(tmp_path, desk):
    file, mapping = files.write(tmp_path, [files.RETURNED]), files.write_mapping(tmp_path)
    for refused in (desk.head, desk.receptionist, make.another_citizen()):
        with pytest.raises(AdministratorRequiredError):
            dossiers.import_legacy(actor=refused, file=file, mapping=mapping)
    with acting(SYSTEM):
        assert Dossier.objects.count() == 0
    administrator = official_actor(Role.ADMINISTRATOR, unit_kind="leadership", agency=make.COMMUNE)
    assert dossiers.import_legacy(actor=administrator, file=file, mapping=mapping).landed == 1


def test_a_transaction_costs_the_same_statements_however_many_rows_it_takes(run):
    """Two statements a table: 500 rows of a transaction share about fifty."""
    run(files.numbered(1))

    def statements(first, count):
        rows = files.numbered(first + count)[first:]
        with CaptureQueriesContext(connection) as told:
            assert run(rows).landed == count
        return len(told)

    few, many = statements(1, 4), statements(5, 60)
    assert many == few <= 50
