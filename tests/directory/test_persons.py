import threading
from datetime import date

import pytest
from django.db import connection

from motcua.audit.models import Entry
from motcua.directory import api as directory
from motcua.directory.errors import (
    NameMissingError,
    PersonalIdInvalidError,
    PersonNotFoundError,
    PurposeMissingError,
    SeatRequiredError,
)
from motcua.directory.models import Person
from motcua.directory.types import Role, Sex
from motcua.kit.scope import NOBODY, SYSTEM, Scope, acting
from tests.directory.factories import (
    MACHINE,
    make_citizen,
    make_person,
    official_actor,
    receptionist,
)

pytestmark = pytest.mark.usefixtures("province")
BAY = "072192000007"


def rows(scope=SYSTEM):
    with acting(scope):
        return Person.objects.count()


def written_down(verb):
    with acting(SYSTEM):
        return list(Entry.objects.filter(verb=verb))


def test_registers_with_everything_sealed():
    person_id = make_person(
        birth_date=date(1992, 3, 12),
        sex=Sex.FEMALE,
        phone="0900000007",
        email="bay@tayninh.example",
        residence="Ấp Thuận Hòa, xã Truông Mít",
    )

    with acting(SYSTEM):
        view = directory.person(person_id)
        row = Person.objects.values().get(pk=person_id)
    assert (view.name, view.sex, view.birth_date) == ("Nguyễn Thị Bảy", "female", date(1992, 3, 12))
    assert view.residence == "Ấp Thuận Hòa, xã Truông Mít"
    assert view.masked_personal_id == "072••••••007"
    kept = b"".join(bytes(v) for v in row.values() if isinstance(v, bytes | memoryview))
    for plain in (BAY, "0900000007", "bay@tayninh", "Truông Mít"):
        assert plain.encode() not in kept
        assert plain not in str([v for v in row.values() if isinstance(v, str)])


def test_the_same_number_is_the_same_person():
    first = make_person()

    again = make_person(name="Tên Khác Hẳn", personal_id="0721 9200 0007")

    assert again == first
    with acting(SYSTEM):
        assert directory.person(first).name == "Nguyễn Thị Bảy"


def test_persons_without_a_number_are_never_merged():
    assert make_person(personal_id="") != make_person(personal_id="")


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"personal_id": "12345"}, PersonalIdInvalidError),
        ({"personal_id": "07219200000A"}, PersonalIdInvalidError),
        ({"personal_id": "٠٧٢١٩٢٠٠٠٠٠٧"}, PersonalIdInvalidError),
        ({"name": " \u200b "}, NameMissingError),
    ],
)
def test_refuses_and_writes_nothing(details, refusal):
    before = rows()

    with pytest.raises(refusal):
        make_person(**{"name": "Lê Thị Ánh", "personal_id": "", **details})

    assert rows() == before


def test_a_citizen_registers_a_relative_without_seeing_them():
    bay = make_citizen()
    known = make_person("Lê Văn Tám", "072090000008")

    found = directory.register_person(actor=bay, name="Lê Văn Tám", personal_id="072090000008")
    new = directory.register_person(actor=bay, name="Lê Bé Chín", personal_id="072226000013")

    assert found == known
    with acting(bay.scope):
        assert directory.person(bay.person_id).name == "Nguyễn Thị Bảy"
        for other in (known, new):
            with pytest.raises(PersonNotFoundError):
                directory.person(other)


def test_nobody_sees_no_citizen_but_every_officials_name():
    make_citizen()
    officer = receptionist()

    assert rows(NOBODY) == 1
    with acting(NOBODY):
        assert directory.names_of([officer.person_id]) == {officer.person_id: officer.name}


def test_looking_past_the_rows_does_not_open_the_scope():
    make_person()
    bay = make_citizen()

    with acting(Scope(person=bay.person_id)), connection.cursor() as cursor:
        cursor.execute("SELECT directory_person_with('\\x00')")
        cursor.execute("SELECT count(*) FROM directory_person WHERE NOT official")
        assert cursor.fetchone() == (1,)


def test_the_counter_finds_by_number_and_it_is_written_down():
    person_id = make_person()

    found = directory.find_person(actor=receptionist(), personal_id=BAY)

    assert found is not None
    assert found.id == person_id
    assert [entry.object_id for entry in written_down("directory.find_person")] == [str(person_id)]


def test_revealing_a_number_is_written_down_with_its_purpose():
    person_id = make_person()
    officer = official_actor(Role.CASE_OFFICER)

    number = directory.personal_id_of(actor=officer, person_id=person_id, purpose="H53-1")

    (entry,) = written_down("directory.reveal_personal_id")
    assert number == BAY
    assert entry.actor_id == officer.person_id
    assert entry.details == {"purpose": "H53-1"}


def test_revealing_needs_a_purpose():
    with pytest.raises(PurposeMissingError):
        directory.personal_id_of(actor=MACHINE, person_id=make_person(), purpose=" ")
    assert not written_down("directory.reveal_personal_id")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_roles_that_handle_no_dossier_see_no_number(role):
    person_id = make_person()

    with pytest.raises(SeatRequiredError):
        directory.personal_id_of(actor=official_actor(role), person_id=person_id, purpose="tò mò")
    with pytest.raises(SeatRequiredError):
        directory.find_person(actor=official_actor(role), personal_id=BAY)
    assert not written_down("directory.reveal_personal_id")


def test_a_citizen_sees_only_their_own_number():
    bay, tam = make_citizen(), make_citizen("Lê Văn Tám", "072090000008")

    assert directory.personal_id_of(actor=bay, person_id=bay.person_id, purpose="tờ khai") == BAY
    with pytest.raises(PersonNotFoundError):
        directory.personal_id_of(actor=bay, person_id=tam.person_id, purpose="tờ khai")


def test_contact_is_corrected_by_oneself_only():
    bay, tam = make_citizen(), make_citizen("Lê Văn Tám", "072090000008")

    directory.update_contact(actor=bay, person_id=bay.person_id, phone="0900000007")

    with pytest.raises(PersonNotFoundError):
        directory.update_contact(actor=bay, person_id=tam.person_id, phone="0900000000")
    with acting(SYSTEM):
        assert directory.person(bay.person_id).phone == "0900000007"
        assert directory.person(tam.person_id).phone == ""


@pytest.mark.django_db(transaction=True)
def test_two_counters_meet_the_same_person_in_the_same_second():
    found, together = [], threading.Barrier(4)

    def register():
        together.wait()
        found.append(make_person("Võ Hoàng Long", "072079000012"))
        connection.close()

    threads = [threading.Thread(target=register) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4
    assert len(set(found)) == 1
