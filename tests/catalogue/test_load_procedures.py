from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    ProcedureFolderError,
    VersionInForceError,
    VersionOverlapsError,
)
from motcua.catalogue.models import ProcedureVersion
from motcua.directory.types import Role
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.factories import CODE, MACHINE, a_folder, edit, seated

pytestmark = pytest.mark.django_db


def load(root, actor=MACHINE):
    return catalogue.load_procedures(root, actor=actor)


def published():
    return ProcedureVersion.objects.filter(procedure__code=CODE)


def problems_of(root):
    with pytest.raises(ProcedureFolderError) as refused:
        load(root)
    assert not published().exists()
    return str(refused.value)


def test_publishes_once_and_writes_it_down(tmp_path):
    a_folder(tmp_path)
    assert load(tmp_path).added == (f"{CODE} 2025-11-01",)
    again = load(tmp_path)
    assert (again.added, again.unchanged) == ((), (f"{CODE} 2025-11-01",))
    version = published().get()
    with acting(SYSTEM):
        assert Entry.objects.filter(object_id=str(version.id)).count() == 1


@pytest.mark.usefixtures("procedures")
def test_what_comes_with_the_product_is_already_there():
    report = catalogue.load_procedures(actor=MACHINE)
    assert (report.added, report.replaced, len(report.unchanged)) == ((), (), 23)


@pytest.mark.usefixtures("procedures")
def test_the_same_code_keeps_its_versions_by_date():
    old = catalogue.procedure("1.001193", on=date(2024, 5, 6))
    new = catalogue.procedure("1.001193", on=date(2026, 11, 23))
    assert (old.valid_from, old.valid_to) == (date(2021, 1, 1), date(2025, 6, 30))
    between = catalogue.procedure("1.001193", on=date(2025, 12, 1))
    assert (between.valid_from, between.valid_to) == (date(2025, 7, 1), date(2026, 1, 31))
    assert (new.valid_from, new.valid_to) == (date(2026, 2, 1), None)
    assert catalogue.version(old.id).min_level == 1


def test_what_is_in_force_cannot_be_changed(tmp_path):
    folder = a_folder(tmp_path)
    load(tmp_path)
    edit(folder / "procedure.yaml", "minutes: 4", "minutes: 5")
    with pytest.raises(VersionInForceError) as refused:
        load(tmp_path)
    assert "01/11/2025" in str(refused.value)
    assert catalogue.procedure(CODE).minutes == 4


def test_a_version_to_come_is_replaced(tmp_path):
    folder = a_folder(tmp_path, valid_from="2099-01-01")
    load(tmp_path)
    edit(folder / "procedure.yaml", "minutes: 4", "minutes: 5")
    assert load(tmp_path).replaced == (f"{CODE} 2099-01-01",)
    assert catalogue.procedure(CODE, on=date(2099, 1, 1)).minutes == 5


def test_a_new_version_closes_the_one_before(tmp_path):
    a_folder(tmp_path)
    load(tmp_path)
    a_folder(tmp_path, valid_from="2027-03-01", replace=[("minutes: 4", "minutes: 3")])
    assert load(tmp_path).added == (f"{CODE} 2027-03-01",)
    before = catalogue.procedure(CODE, on=date(2027, 2, 28))
    assert (before.minutes, before.valid_to) == (4, date(2027, 2, 28))
    assert catalogue.procedure(CODE, on=date(2027, 3, 1)).minutes == 3


def test_a_version_added_before_a_later_one_ends_on_its_eve(tmp_path):
    a_folder(tmp_path, valid_from="2027-03-01")
    load(tmp_path)
    a_folder(tmp_path)
    load(tmp_path)
    assert catalogue.procedure(CODE, on=date(2026, 1, 1)).valid_to == date(2027, 2, 28)


def test_a_version_may_not_reach_into_the_next(tmp_path):
    a_folder(tmp_path, valid_from="2027-03-01")
    load(tmp_path)
    early = a_folder(tmp_path)
    edit(
        early / "procedure.yaml",
        "valid_from: 2025-11-01",
        "valid_from: 2025-11-01\nvalid_to: 2027-06-01",
    )
    with pytest.raises(VersionOverlapsError):
        load(tmp_path)
    assert published().count() == 1


REFUSALS = [
    ("a_missing_line", ("minutes: 4\n", ""), "thiếu «minutes»"),
    ("a_word_not_in_the_list", ("level: commune", "level: village"), "chọn một trong: commune"),
    ("a_line_nobody_knows", ("minutes: 4", "minutes: 4\nprice: 3"), "không hiểu «price»"),
    ("the_wrong_kind", ("minutes: 4", 'minutes: "bốn"'), "cần kiểu"),
    ("not_a_date", ("valid_from: 2025-11-01", "valid_from: 1/11/2025"), "2026-01-31"),
    ("another_code", (f'code: "{CODE}"', 'code: "2.000816"'), "trùng tên thư mục"),
    ("another_day", ("valid_from: 2025-11-01", "valid_from: 2025-11-02"), "trùng tên thư mục"),
    ("an_unknown_life_event", ("[giay_to]", "[giay_to_cu]"), "không có sự kiện «giay_to_cu»"),
    ("a_clock_without_unit", ("unit: same_day, ", ""), "limit.unit"),
    ("a_condition_on_nothing", ("{var: nuoc_ngoai}", "{var: khong_co}"), "«khong_co»"),
    ("a_condition_never_true", ("nuoc_ngoai}, true]", "nuoc_ngoai}, 3]"), "không có lựa chọn đó"),
    ("a_condition_with_script", ('{"==": [{var: nuoc', '{"exec": [{var: nuoc'), "«exec»"),
    ("a_result_from_nowhere", ("from: so_dinh_danh", "from: so_nao_do"), "«so_nao_do»"),
    ("a_file_that_is_not_there", ("process-mac-dinh.bpmn", "process-khac.bpmn"), "không có tệp"),
    ("not_yaml", ("minutes: 4", "minutes: [4"), "không phải YAML"),
    (
        "a_result_field_from_two_places",
        ("{name: ho_ten, from: ho_ten}", "{name: ho_ten, from: ho_ten, ask: {vi: a, en: b}}"),
        "một trong hai",
    ),
    ("an_empty_text", ("{vi: Chứng thực, en: Certification}", '{vi: "", en: C}'), "để trống"),
]


@pytest.mark.parametrize(("_case", "change", "said"), REFUSALS, ids=[case[0] for case in REFUSALS])
def test_refuses_and_says_where_and_what_to_do(_case, change, said, tmp_path):
    a_folder(tmp_path, replace=[change])
    told = problems_of(tmp_path)
    assert said in told
    assert f"{CODE}/2025-11-01/" in told
    assert "dòng" in told


def test_names_the_line_of_the_mistake(tmp_path):
    folder = a_folder(tmp_path, replace=[("min_level: 1", "min_level: 7")])
    lines = (folder / "procedure.yaml").read_text("utf-8").splitlines()
    number = lines.index("min_level: 7") + 1
    assert f"dòng {number}, min_level" in problems_of(tmp_path)


def test_tells_everything_that_is_wrong_at_once(tmp_path):
    a_folder(tmp_path, replace=[("min_level: 1", "min_level: 7"), ("minutes: 4", "minutes: 0")])
    told = problems_of(tmp_path)
    assert "min_level" in told
    assert "minutes" in told


def test_refuses_a_form_that_does_not_hold_together(tmp_path):
    folder = a_folder(tmp_path)
    edit(folder / "form.yaml", "- field: nuoc_ngoai", "- field: nuoc_ngoai_nao")
    told = problems_of(tmp_path)
    assert "form.yaml" in told
    assert "nuoc_ngoai_nao" in told


def test_refuses_steps_that_do_not_add_up(tmp_path):
    folder = a_folder(tmp_path)
    edit(folder / "process-mac-dinh.bpmn", 'hours="5"', 'hours="4"')
    assert "7 giờ, thời hạn là 8 giờ" in problems_of(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit="certification"', 'unit="kitchen"', "«kitchen»"),
        ('role="leader"', 'role="king"', "«king»"),
        ('name_en="Sign the result"', 'name_en=""', "name_en"),
        ("</bpmn:definitions>", "", "process-mac-dinh.bpmn"),
    ],
)
def test_refuses_a_process_nobody_could_follow(old, new, said, tmp_path):
    folder = a_folder(tmp_path)
    edit(folder / "process-mac-dinh.bpmn", old, new)
    assert said in problems_of(tmp_path)


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_only_an_administrator_loads(role, tmp_path):
    a_folder(tmp_path)
    with pytest.raises(AdministratorRequiredError):
        load(tmp_path, actor=seated(role))
    assert not published().exists()
    assert load(tmp_path, actor=seated()).added


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalogue_procedure_version SET content = '{}'",
        "UPDATE catalogue_procedure_version SET valid_from = '2020-01-01'",
        "DELETE FROM catalogue_procedure_version",
    ],
)
@pytest.mark.usefixtures("procedures")
def test_the_database_itself_keeps_what_is_published(statement):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
