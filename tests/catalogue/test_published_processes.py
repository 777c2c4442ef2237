"""Published internal processes: a row is taken whole, or refused with place, reason and what to do."""

import json

import pytest

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    ProcessFileError,
    StandardProcessNotFoundError,
)
from motcua.catalogue.models import StandardProcess
from motcua.catalogue.types import ProcessEdit
from motcua.directory.types import Role
from motcua.engines.flow import api as flow
from motcua.kit.ids import new_id
from motcua.kit.scope import NOBODY, SYSTEM, acting
from tests.catalogue.drafting import draft, edit, stored
from tests.catalogue.factories import MACHINE, seated
from tests.catalogue.published import SHARED, STEPS, a_file, a_row, a_step

pytestmark = pytest.mark.django_db


def load(*rows, actor=MACHINE):
    return catalogue.load_processes(actor=actor, file=a_file(*rows))


def held():
    with acting(SYSTEM):
        return list(StandardProcess.objects.order_by("search_key"))


def steps_of(code):
    reader = seated()
    (line,) = catalogue.standard_processes(actor=reader, code=code, words=code)[0]
    return catalogue.standard_steps(actor=reader, process_id=line.process_id)


def test_a_row_becomes_steps_with_their_people_and_kinds():
    assert load(a_row()).taken == 1
    said = [(one.name_vi, one.unit, one.role, one.kind) for one in steps_of("9.000001")]
    assert said == [
        ("Kiểm tra, tiếp nhận hồ sơ", "service_centre", "reception", "normal"),
        ("Thẩm định, dự thảo kết quả", "economy", "case_officer", "draft"),
        ("Ký phê duyệt kết quả", "leadership", "leader", "sign"),
        ("Vào sổ, đóng dấu", "registry", "registry_clerk", "number"),
        ("Trả kết quả cho tổ chức", "service_centre", "reception", "return"),
    ]
    steps = steps_of("9.000001")
    assert (steps[2].returns_to, steps[4].counted) == (steps[1].key, False)
    assert flow.load(flow.write_table("x", steps)).total_hours == 8


def test_days_are_eight_hours_and_tax_waits_outside_the_limit():
    days = [{**step, "hours_8h_day": None, "time_days": 0.5} for step in STEPS[:2]]
    tax = {**a_step("Xác định nghĩa vụ tài chính", "Cơ quan thuế", None), "time_days": None}
    load(a_row(unit="day as printed", published_total=1.0, steps=[*days, tax]))
    steps = steps_of("9.000001")
    assert [one.hours for one in steps] == [4, 4, 0, 0]
    assert (steps[2].kind, steps[2].counted) == ("wait_payment", False)
    assert (steps[3].kind, steps[3].name_vi) == ("return", "Trả kết quả")


def test_hours_that_do_not_add_up_are_refused_with_the_decision_to_look_at():
    report = load(a_row("9.000002", published_total=9.0), a_row())
    (refused,) = report.refused
    assert (report.read, report.taken, refused.number) == (2, 1, 1)
    assert str(refused) == (
        "Dòng 1 (9.000002), steps: thời gian các bước cộng lại 8 giờ (1 ngày), tổng công bố 9 giờ"
        " (1,125 ngày); đối chiếu QĐ 1/QĐ-UBND rồi sửa cho khớp"
    )
    assert [one.procedure_code for one in held()] == ["9.000001"]


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ("text", "-", "không phải một quy trình"),
        (a_row(procedure="", title_tail=" "), "procedure", "chưa có tên thủ tục"),
        (a_row(unit="moon"), "unit", "không hiểu đơn vị «moon»"),
        (a_row(steps=[]), "steps", "thêm ít nhất một bước"),
        (a_row(steps="many"), "steps", "thêm ít nhất một bước"),
        (a_row(steps=[a_step("x", "y", 0.0)] * 61), "steps", "gộp bớt lại"),
        (a_row(steps=["x"]), "steps[1]", "không phải một bước"),
        (a_row(steps=[a_step("", "", 8.0)]), "steps[1]", "chưa có việc phải làm"),
        (a_row(steps=[a_step("x", "y", "8")]), "steps[1].hours_8h_day", "viết số, ví dụ 4"),
        (a_row(steps=[a_step("x", "y", -8.0)]), "steps[1].hours_8h_day", "viết số, ví dụ 4"),
        (a_row(steps=[a_step("x", "y", hours=True)]), "steps[1].hours_8h_day", "viết số, ví dụ 4"),
        (a_row(published_total=None), "published_total", "chưa có tổng thời gian"),
        (a_row(steps=[a_step(" - ", "y", 8.0)]), "steps[1]", "chưa có tên"),
    ],
)
def test_a_bad_row_names_its_place_and_the_good_ones_stay(row, field, said):
    report = load(a_row("9.000003"), row)
    (refused,) = report.refused
    assert (refused.number, refused.field) == (2, field)
    assert said in refused.reason
    assert [one.procedure_code for one in held()] == ["9.000003"]


@pytest.mark.parametrize("file", [None, "x", {"other": []}, {"processes": {}}])
def test_another_file_is_refused_whole(file):
    with pytest.raises(ProcessFileError) as refused:
        catalogue.load_processes(actor=MACHINE, file=file)
    assert "chọn đúng tệp" in str(refused.value)
    assert not held()


def test_the_same_file_again_changes_nothing_and_a_change_is_said():
    rows = [a_row(), a_row("9.000004"), a_row("9.000004")]
    assert (load(*rows).new, len(held())) == (3, 3)
    before = [(one.id, one.steps) for one in held()]
    again = load(*rows)
    assert (again.new, again.changed, again.taken) == (0, (), 3)
    assert [(one.id, one.steps) for one in held()] == before
    better = [{**STEPS[0], "hours_8h_day": 1.0}, {**STEPS[1], "hours_8h_day": 5.0}, *STEPS[2:]]
    changed = load(a_row(steps=better))
    assert (changed.new, changed.changed) == (0, ("9.000001 Cấp giấy thử nghiệm",))
    assert len(held()) == 3


def test_what_came_in_is_on_the_record_once():
    load(a_row())
    load(a_row())
    with acting(SYSTEM):
        entries = Entry.objects.filter(verb="catalogue.load_processes")
        assert [entry.details["new"] for entry in entries] == [1]


def test_only_administrators_bring_in_and_read():
    for act in (
        lambda: load(a_row(), actor=seated(Role.LEADER)),
        lambda: catalogue.standard_processes(actor=seated(Role.LEADER), code="x"),
        lambda: catalogue.standard_steps(actor=seated(Role.LEADER), process_id=new_id()),
    ):
        with pytest.raises(AdministratorRequiredError):
            act()
    assert not held()
    with pytest.raises(StandardProcessNotFoundError):
        catalogue.standard_steps(actor=seated(), process_id=new_id())


def test_citizens_see_no_row():
    load(a_row())
    with acting(NOBODY):
        assert not StandardProcess.objects.exists()


def test_the_list_is_one_statement_and_begins_with_the_procedures_own(django_assert_num_queries):
    load(*(a_row(f"9.0001{n:02}") for n in range(25)))
    reader = seated()
    with acting(reader.scope), django_assert_num_queries(1):
        lines, more = catalogue.standard_processes(actor=reader, code="9.000124")
    assert (len(lines), more, lines[0].procedure_code) == (20, True, "9.000124")
    second, more = catalogue.standard_processes(actor=reader, code="9.000124", page=2)
    assert (len(second), more) == (5, False)
    found, _more = catalogue.standard_processes(actor=reader, code="x", words="giay thu 9.000107")
    assert [line.procedure_code for line in found] == ["9.000107"]


@pytest.mark.usefixtures("procedures")
def test_a_published_process_becomes_the_next_versions():
    load(a_row())
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, ProcessEdit("mac_dinh", steps_of("9.000001")))
    source = stored(draft_id).content["processes"]["process-mac-dinh.bpmn"]
    assert [one.name_vi for one in flow.load(source.encode()).steps][
        1
    ] == "Thẩm định, dự thảo kết quả"


@pytest.mark.skipif(not SHARED.exists(), reason="the published processes are not at hand")
def test_95_published_processes_are_read_94_taken_and_one_does_not_add_up():
    published = json.loads(SHARED.read_text("utf-8"))
    report = catalogue.load_processes(actor=MACHINE, file=published)
    assert (report.read, report.taken, report.new) == (95, 94, 94)
    (refused,) = report.refused
    assert (refused.number, refused.code, refused.field) == (23, "1.003999", "steps")
    assert "cộng lại 76 giờ (9,5 ngày), tổng công bố 84 giờ (10,5 ngày)" in refused.reason
    assert "đối chiếu QĐ 2028/QĐ-UBND rồi sửa cho khớp" in refused.reason
    assert len(held()) == 94
    assert catalogue.load_processes(actor=MACHINE, file=published).new == 0
    for one in held():
        steps = steps_by_id(one.id)
        assert flow.table_hours(steps) == one.hours, one.title


def steps_by_id(process_id):
    return catalogue.standard_steps(actor=seated(), process_id=process_id)
