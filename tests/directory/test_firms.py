"""A firm, its representative and its staff: what each may do, and from when not any more."""

import pytest

from motcua.directory import api as directory
from motcua.directory.errors import (
    FirmCodeInvalidError,
    NotThePersonAddedError,
    NotTheRepresentativeError,
    NotThisPersonError,
    PrincipalNotFoundError,
    RightsMissingError,
    SeatRequiredError,
)
from motcua.directory.models import Firm, FirmMember
from motcua.directory.types import FirmRight
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, official_actor, receptionist

pytestmark = pytest.mark.django_db
CODE = "3901234567"
NAME = "Công ty TNHH Gạo Sạch Truông Mít"
BAY = ("Nguyễn Thị Bảy", "072192000007")
DUNG = ("Phạm Quốc Dũng", "072085000009")


def registered(official, **changed):
    given = {
        "code": CODE,
        "name": NAME,
        "representative_number": BAY[1],
        "representative_name": BAY[0],
    }
    return directory.register_firm(actor=official, **{**given, **changed})


@pytest.fixture
def bay(province_with_procedures):
    return make_citizen(*BAY)


@pytest.fixture
def dung(province_with_procedures):
    return make_citizen(*DUNG)


@pytest.fixture
def firm_id(bay):
    return registered(receptionist())


@pytest.fixture
def leader(bay, firm_id):
    return directory.acting_for(actor=bay, principal_id=firm_id)


def give(leader, *rights, person=DUNG):
    return directory.give_rights(actor=leader, personal_id=person[1], name=person[0], rights=rights)


def test_the_representative_may_do_all(leader, firm_id):
    principal = leader.principal

    assert (principal.id, principal.name, principal.represents) == (firm_id, NAME, True)
    assert principal.rights == frozenset(FirmRight)


def test_staff_may_do_what_they_were_given_until_removed(leader, dung, firm_id):
    member_id = give(leader, FirmRight.DRAFT)
    assert directory.acting_for(actor=dung, principal_id=firm_id).principal.rights == {
        FirmRight.DRAFT
    }
    assert give(leader, FirmRight.DRAFT, FirmRight.SUBMIT) == member_id
    assert len(directory.firm_members(actor=leader)) == 1

    directory.remove_member(actor=leader, member_id=member_id)

    with pytest.raises(PrincipalNotFoundError):
        directory.acting_for(actor=dung, principal_id=firm_id)
    with pytest.raises(NotThePersonAddedError):
        directory.remove_member(actor=leader, member_id=member_id)


def test_staff_do_not_manage_staff(leader, dung, firm_id):
    member_id = give(leader, *FirmRight)
    employee = directory.acting_for(actor=dung, principal_id=firm_id)

    with pytest.raises(NotTheRepresentativeError):
        give(employee, FirmRight.SUBMIT, person=BAY)
    with pytest.raises(NotTheRepresentativeError):
        directory.remove_member(actor=employee, member_id=member_id)
    with pytest.raises(NotTheRepresentativeError):
        give(dung, FirmRight.SUBMIT)
    with acting(SYSTEM):
        assert FirmMember.objects.filter(removed_at=None).count() == 1


def test_without_rights_or_person_nothing_is_given(leader):
    with pytest.raises(RightsMissingError):
        give(leader)
    with pytest.raises(NotThisPersonError):
        give(leader, FirmRight.DRAFT, person=("Không Ai", "072085000099"))
    with acting(SYSTEM):
        assert not FirmMember.objects.exists()


def test_another_representative_takes_over_and_the_former_is_out(bay, dung, firm_id):
    again = registered(receptionist(), representative_number=DUNG[1], representative_name=DUNG[0])

    assert again == firm_id
    assert directory.acting_for(actor=dung, principal_id=firm_id).principal.represents
    with pytest.raises(PrincipalNotFoundError):
        directory.acting_for(actor=bay, principal_id=firm_id)


@pytest.mark.parametrize("code", ["", "39012345", "39012345678", "390123456a", "3901234567-12"])
def test_a_code_that_is_none_is_refused(bay, code):
    with pytest.raises(FirmCodeInvalidError):
        registered(receptionist(), code=code)

    with acting(SYSTEM):
        assert not Firm.objects.exists()


def test_a_branch_has_thirteen_digits():
    assert directory.firm_code("3901234567-001") == directory.firm_code("3901 234 567 001")


def test_only_a_counter_enters_a_firm(bay):
    for actor in (bay, official_actor("case_officer", unit_kind="civil_status")):
        with pytest.raises(SeatRequiredError):
            registered(actor)

    with acting(SYSTEM):
        assert not Firm.objects.exists()


def test_a_stranger_sees_no_staff(leader, dung):
    give(leader, FirmRight.DRAFT)

    with acting(make_citizen("Lê Văn Tám", "072090000008").scope):
        assert not FirmMember.objects.exists()
    with acting(dung.scope):
        assert FirmMember.objects.count() == 1
