"""Offices that decisions of another province name: guessed where the words say it, else said once by a person."""

import json

import pytest

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    OfficeNotFoundError,
    OfficeUnitUnknownError,
)
from motcua.catalogue.models import OfficeMeaning
from motcua.directory.types import Role
from motcua.kit.scope import NOBODY, SYSTEM, acting
from tests.catalogue.factories import MACHINE, seated
from tests.catalogue.published import SHARED, a_file, done_by

pytestmark = pytest.mark.django_db
ABOVE = "Chuyên viên Phòng Khoa giáo - Văn xã"
KEY = "chuyen vien phong khoa giao - van xa"


def load(*rows):
    return catalogue.load_processes(actor=MACHINE, file=a_file(*rows))


def second_of(code="9.000001"):
    reader = seated()
    (line,) = catalogue.standard_processes(actor=reader, code=code, words=code)[0]
    return catalogue.standard_steps(actor=reader, process_id=line.process_id)[1]


def held():
    with acting(SYSTEM):
        return dict(OfficeMeaning.objects.values_list("key", "unit"))


@pytest.mark.parametrize(
    ("agency", "work", "unit", "role"),
    [
        ("Lãnh đạo Phòng BTXH và Trẻ em", "Phân công", "social_protection", "head"),
        ("Chuyên viên Phòng Bảo trợ xã hội", "Thẩm định", "social_protection", "case_officer"),
        ("Công chức Văn hoá - Xã hội", "Thẩm định", "culture_society", "case_officer"),
        ("Lãnh đạo phòng QLVH&GĐ", "Phân công", "division", "head"),
        ("Công chức thẩm định hồ sơ, trình Lãnh đạo phòng", "Xử lý", "division", "case_officer"),
        ("Phân công thụ lý", "Lãnh đạo Phòng BTXH - Sở Y tế", "social_protection", "head"),
        # of the provincial committee, of another agency, of the citizen: nobody can tell
        (ABOVE, "Thẩm định, trình lãnh đạo Văn phòng", "", "case_officer"),
        ("Viên chức cơ sở trợ giúp xã hội", "Xử lý hồ sơ", "", "case_officer"),
        ("Người sử dụng đất", "Đăng tin ba lần", "", "case_officer"),
    ],
)
def test_the_words_of_a_decision_say_who_works_or_leave_it_open(agency, work, unit, role):
    load(done_by(agency, work))
    found = second_of()
    assert (found.unit, found.role) == (unit, role)


def test_columns_printed_the_other_way_round_are_put_right():
    load(done_by("Phân công thụ lý hồ sơ", "Lãnh đạo Phòng BTXH và Trẻ em - Sở Y tế"))
    assert second_of().name_vi == "Phân công thụ lý hồ sơ"


def test_a_division_is_one_of_a_department_only():
    load(done_by("Lãnh đạo phòng QLVH&GĐ", signer="Chủ tịch UBND xã"))
    assert second_of().unit == ""


def test_what_is_said_once_holds_for_every_step_that_says_it():
    admin = seated()
    load(done_by(ABOVE), done_by(f"{ABOVE}.", code="9.000002"))
    (line,) = catalogue.offices(actor=admin)
    assert (line.key, line.unit, line.steps, line.processes) == (KEY, "", 2, 2)
    assert line.examples == ("Thẩm định hồ sơ",)

    assert catalogue.name_offices(actor=admin, units={KEY: "division"}) == 1
    assert (second_of().unit, second_of("9.000002").unit) == ("division", "division")
    assert load(done_by(ABOVE)).new == 0
    assert second_of().unit == "division"  # a file read again changes nothing of it
    assert catalogue.name_offices(actor=admin, units={KEY: "division"}) == 0
    assert catalogue.name_offices(actor=admin, units={KEY: "economy"}) == 1
    assert second_of().unit == "economy"
    assert catalogue.name_offices(actor=admin, units={KEY: ""}) == 1
    assert (second_of().unit, held()) == ("", {})
    with acting(SYSTEM):
        entries = Entry.objects.filter(verb="catalogue.name_offices")
        assert [one.actor_id for one in entries] == [admin.person_id] * 3


def test_what_cannot_be_said_changes_nothing():
    admin = seated()
    load(done_by(ABOVE))
    for units, refusal in (
        ({KEY: "king"}, OfficeUnitUnknownError),
        ({KEY: "division", "khong co": "division"}, OfficeNotFoundError),
    ):
        with pytest.raises(refusal):
            catalogue.name_offices(actor=admin, units=units)
    for role in (Role.LEADER, Role.RECEPTION):
        with pytest.raises(AdministratorRequiredError):
            catalogue.name_offices(actor=seated(role), units={KEY: "division"})
        with pytest.raises(AdministratorRequiredError):
            catalogue.offices(actor=seated(role))
    assert held() == {}


def test_meanings_are_for_officials():
    admin = seated()
    load(done_by(ABOVE))
    catalogue.name_offices(actor=admin, units={KEY: "division"})
    with acting(NOBODY):
        assert not OfficeMeaning.objects.exists()


@pytest.mark.django_db
def test_the_list_is_read_in_two_statements(django_assert_max_num_queries):
    admin = seated()
    load(*(done_by(f"Nơi thứ {n}", code=f"9.00000{n}") for n in range(9)))
    with django_assert_max_num_queries(8):  # with those that open and close the actor's scope
        assert len(catalogue.offices(actor=admin)) == 9


@pytest.mark.skipif(not SHARED.exists(), reason="the published processes are not beside the clone")
def test_of_the_published_processes_few_steps_stay_open():
    catalogue.load_processes(actor=MACHINE, file=json.loads(SHARED.read_text("utf-8")))
    lines = catalogue.offices(actor=seated())
    assert sum(line.steps for line in lines) == 57
    assert len(lines) < 30
