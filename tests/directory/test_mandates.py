"""One person lets another act for them: by number and name, from a day to a day, until ended."""

from datetime import timedelta

import pytest

from motcua.audit.models import Entry
from motcua.directory import api as directory
from motcua.directory.errors import (
    MandateDatesError,
    NotThisPersonError,
    PersonalIdInvalidError,
    PrincipalNotFoundError,
    SeatRequiredError,
    ToOneselfError,
)
from motcua.directory.models import Mandate
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen

pytestmark = pytest.mark.django_db
DUNG = ("Phạm Quốc Dũng", "072085000009")


@pytest.fixture
def bay(db):
    return make_citizen()


@pytest.fixture
def dung(db):
    return make_citizen(*DUNG)


def grant(giver, **changed):
    today = clock.today()
    given = {
        "personal_id": DUNG[1],
        "name": DUNG[0],
        "starts_on": today,
        "ends_on": today + timedelta(days=30),
    }
    return directory.grant_mandate(actor=giver, **{**given, **changed})


def count():
    with acting(SYSTEM):
        return Mandate.objects.count()


def test_the_receiver_may_act_from_the_first_day_to_the_last(bay, dung):
    today = clock.today()
    grant(bay, starts_on=today + timedelta(days=2), ends_on=today + timedelta(days=4))
    may = {}
    for days in range(7):
        with clock.set_to(clock.now() + timedelta(days=days)):
            may[days] = bool(directory.principals(actor=dung))

    assert may == {0: False, 1: False, 2: True, 3: True, 4: True, 5: False, 6: False}


def test_a_name_is_forgiven_its_accents_but_not_its_letters(bay, dung):
    grant(bay, name="pham quoc dung", personal_id="072 085 000 009")
    assert [p.name for p in directory.principals(actor=dung)] == [bay.name]

    with pytest.raises(NotThisPersonError):
        grant(bay, name="Phạm Quốc Dùng Nhầm")

    assert count() == 1


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"personal_id": "072085000010"}, NotThisPersonError),
        ({"personal_id": "07208500001"}, PersonalIdInvalidError),
        ({"personal_id": "072192000007", "name": "Nguyễn Thị Bảy"}, ToOneselfError),
        ({"ends_on": clock.today() - timedelta(days=1)}, MandateDatesError),
        ({"starts_on": clock.today() - timedelta(days=1)}, MandateDatesError),
        ({"ends_on": clock.today() + timedelta(days=3000)}, MandateDatesError),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_granted(bay, dung, changed, refusal):
    with pytest.raises(refusal):
        grant(bay, **changed)

    assert count() == 0


@pytest.mark.parametrize("who", ["bay", "dung"])
def test_either_of_the_two_ends_it_at_once(bay, dung, who):
    mandate_id = grant(bay)
    acting_now = directory.acting_for(actor=dung, principal_id=bay.person_id)
    assert acting_now.principal.name == bay.name

    directory.end_mandate(actor={"bay": bay, "dung": dung}[who], mandate_id=mandate_id)

    with pytest.raises(PrincipalNotFoundError):
        directory.acting_for(actor=dung, principal_id=bay.person_id)
    with acting(SYSTEM):
        told = [e.verb for e in Entry.objects.filter(object_id=mandate_id).order_by("id")]
    assert told == ["directory.grant_mandate", "directory.end_mandate"]


def test_a_stranger_neither_sees_ends_nor_uses_it(bay, dung):
    mandate_id = grant(bay)
    stranger = make_citizen("Lê Văn Tám", "072090000008")

    with pytest.raises(PrincipalNotFoundError):
        directory.end_mandate(actor=stranger, mandate_id=mandate_id)
    with pytest.raises(PrincipalNotFoundError):
        directory.acting_for(actor=stranger, principal_id=bay.person_id)
    with acting(stranger.scope):
        assert not Mandate.objects.exists()
    assert [m.state for m in directory.mandates(actor=bay)] == ["running"]


def test_what_was_received_is_not_passed_on(bay, dung):
    grant(bay)
    for_bay = directory.acting_for(actor=dung, principal_id=bay.person_id)
    make_citizen("Lê Văn Tám", "072090000008")

    with pytest.raises(SeatRequiredError):
        grant(for_bay, personal_id="072090000008", name="Lê Văn Tám")

    assert count() == 1


def test_the_database_lets_nobody_write_a_mandate_in_anothers_name(bay, dung):
    with pytest.raises(Exception, match="row-level security"), acting(dung.scope):
        Mandate.objects.create(
            giver_id=bay.person_id,
            giver_name=bay.name,
            receiver_id=dung.person_id,
            receiver_name=dung.name,
            starts_on=clock.today(),
            ends_on=clock.today(),
            granted_at=clock.now(),
        )

    assert count() == 0
