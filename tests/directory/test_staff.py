from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from motcua.directory import api as directory
from motcua.directory.errors import (
    OrganisationNotFoundError,
    SeatRequiredError,
    UsernameTakenError,
)
from motcua.directory.models import Seat, StaffUser
from motcua.directory.types import Role
from motcua.kit import clock
from motcua.kit.ids import new_id
from tests.directory.factories import (
    MACHINE,
    PASSWORD,
    make_citizen,
    make_official,
    make_person,
    official_actor,
    receptionist,
    unit,
)

pytestmark = pytest.mark.usefixtures("province")


def test_seats_say_where_and_as_what():
    actor = official_actor(Role.RECEPTION, Role.CASE_OFFICER)
    agency = directory.organisation_by_code("H53.31.61").id

    assert actor.agencies == {agency}
    assert actor.holds(Role.RECEPTION, unit_id=unit().id, agency_id=agency)
    assert not actor.holds(Role.RECEPTION, unit_id=unit("economy").id)
    assert not actor.holds(Role.LEADER)


def test_a_seat_counts_from_its_first_day_to_its_last():
    user_id, person_id = make_official(Role.LEADER)
    seat = Seat.objects.get(person_id=person_id)
    user = StaffUser.objects.get(pk=user_id)

    directory.end_seat(actor=MACHINE, seat_id=seat.id, on=clock.today())
    assert directory.staff_actor(user).holds(Role.LEADER)

    with clock.set_to(clock.now() + timedelta(days=1)):
        assert not directory.staff_actor(user).seats
        assert not directory.holders(unit().id, Role.LEADER)


def test_a_session_ends_with_the_password(django_assert_num_queries):
    user_id, _ = make_official(Role.LEADER, Role.HEAD)
    user = StaffUser.objects.get(pk=user_id)
    session_hash = user.get_session_auth_hash()

    with django_assert_num_queries(1):
        actor = directory.staff_of_session(user_id, session_hash)
    assert actor is not None
    assert len(actor.seats) == 2

    user.set_password("mot-mat-khau-khac-han")
    user.save()
    assert directory.staff_of_session(user_id, session_hash) is None


def test_a_closed_account_opens_nothing():
    user_id, _ = make_official(Role.LEADER)
    user = StaffUser.objects.get(pk=user_id)
    StaffUser.objects.update(is_active=False)

    assert directory.staff_of_session(user_id, user.get_session_auth_hash()) is None


def test_holders_of_a_role_by_name():
    make_official(Role.CASE_OFFICER, name="Phạm Thị Yến")
    make_official(Role.CASE_OFFICER, name="Bùi Văn An")

    names = [holder.name for holder in directory.holders(unit().id, Role.CASE_OFFICER)]

    assert names == ["Bùi Văn An", "Phạm Thị Yến"]


def test_only_an_administrator_opens_accounts_and_seats():
    person_id = make_person("Trịnh Văn Mười", "")
    for actor in (receptionist(), make_citizen()):
        with pytest.raises(SeatRequiredError):
            directory.open_staff_account(
                actor=actor, person_id=person_id, username="muoi", password=PASSWORD
            )
        with pytest.raises(SeatRequiredError):
            directory.appoint(
                actor=actor, person_id=person_id, unit_id=unit().id, role=Role.LEADER, title="x"
            )
    assert not StaffUser.objects.filter(person_id=person_id).exists()
    assert not Seat.objects.filter(person_id=person_id).exists()

    directory.open_staff_account(
        actor=official_actor(Role.ADMINISTRATOR),
        person_id=person_id,
        username="muoi",
        password=PASSWORD,
    )
    assert StaffUser.objects.filter(username="muoi").exists()


def test_a_username_is_taken_once():
    make_official(Role.HEAD, username="truongphong")

    with pytest.raises(UsernameTakenError):
        make_official(Role.HEAD, username="truongphong")


def test_a_weak_password_opens_no_account():
    with pytest.raises(ValidationError):
        directory.open_staff_account(
            actor=MACHINE, person_id=make_person(), username="yeu", password="12345678"
        )
    assert not StaffUser.objects.filter(username="yeu").exists()


def test_a_seat_needs_a_unit():
    with pytest.raises(OrganisationNotFoundError):
        directory.appoint(
            actor=MACHINE, person_id=make_person(), unit_id=new_id(), role=Role.HEAD, title="x"
        )


def test_appointing_twice_is_one_seat():
    _, person_id = make_official(Role.HEAD)
    made = {"actor": MACHINE, "person_id": person_id, "unit_id": unit().id}
    made |= {"role": Role.HEAD, "title": "Trưởng bộ phận"}

    assert directory.appoint(**made) == directory.appoint(**made)
