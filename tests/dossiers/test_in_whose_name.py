"""Dossiers handed in for another: by mandate, or for a firm. What is not granted does not exist."""

from datetime import timedelta

import pytest

from motcua.audit.models import Entry
from motcua.directory import api as directory
from motcua.directory.errors import RightNotGivenError
from motcua.directory.types import FirmRight
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    DossierNotFoundError,
    DraftNotFoundError,
    NotCoveredError,
    SeatRequiredError,
)
from motcua.dossiers.events import DossierSubmitted
from motcua.dossiers.models import Dossier, Draft, Turn
from motcua.dossiers.queries.form_data import form_data
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications
from tests.directory import test_firms as firms
from tests.directory.factories import make_citizen
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db
DUNG = ("Phạm Quốc Dũng", "072085000009")
TAM = ("Lê Văn Tám", "072090000008")


@pytest.fixture
def dung(province_with_procedures):
    return make_citizen(*DUNG)


def mandated(giver, receiver, **changed):
    """`receiver` in the name of `giver`."""
    mandate_id = directory.grant_mandate(
        actor=giver,
        personal_id=DUNG[1],
        name=DUNG[0],
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=10),
        **changed,
    )
    return directory.acting_for(actor=receiver, principal_id=giver.person_id), mandate_id


@pytest.fixture
def firm_id(citizen, desk):
    return firms.registered(desk.receptionist)


@pytest.fixture
def leader(citizen, firm_id):
    return directory.acting_for(actor=citizen, principal_id=firm_id)


def employed(leader, person, *rights):
    actor = make_citizen(*person)
    firms.give(leader, *rights, person=person)
    return directory.acting_for(actor=actor, principal_id=leader.principal.id)


def again(actor):
    """The same person on the next page, with what is granted then."""
    own = directory.citizen_actor(actor.person_id, actor.level, actor.name)
    return directory.acting_for(actor=own, principal_id=actor.principal.id)


def ids(actor):
    return [row.dossier_id for row in dossiers.my_dossiers(actor=actor)]


def seen_by_database(actor):
    with acting(actor.scope):
        return set(Dossier.objects.values_list("id", flat=True))


# ------------------------------------------------------------------ by mandate


def test_the_dossier_is_the_givers_and_says_who_acted(desk, citizen, dung):
    for_bay, mandate_id = mandated(citizen, dung)

    dossier_id = make.submitted(for_bay)

    stored = make.stored(dossier_id)
    assert (stored.owner_id, stored.owner_name) == (citizen.person_id, citizen.name)
    assert stored.submitter_id == dung.person_id
    for viewer in (citizen, for_bay, desk.receptionist):
        shown = dossiers.dossier(actor=viewer, dossier_id=dossier_id).handed_in
        assert (shown.acting, shown.submitted_by) == ("mandate", dung.name), viewer
    with acting(SYSTEM):
        [facts] = Turn.objects.filter(dossier_id=dossier_id).values_list("facts", flat=True)
        recorded = Entry.objects.filter(object_id=dossier_id, verb="dossier.submit").get()
    assert facts["basis"] == recorded.details["basis"] == str(mandate_id)
    assert recorded.actor_id == dung.person_id


def test_it_exists_only_while_acting_and_ends_with_the_mandate(citizen, dung):
    for_bay, mandate_id = mandated(citizen, dung)
    dossier_id = make.submitted(for_bay)
    assert ids(for_bay) == ids(citizen) == [dossier_id]
    assert (ids(dung), seen_by_database(dung)) == ([], set())

    directory.end_mandate(actor=citizen, mandate_id=mandate_id)

    with pytest.raises(DossierNotFoundError):
        dossiers.dossier(actor=dung, dossier_id=dossier_id)
    assert ids(citizen) == [dossier_id]


def test_the_givers_other_dossiers_stay_the_givers(citizen, dung):
    own = make.submitted(citizen, make.MARITAL)
    for_bay, _mandate = mandated(citizen, dung)

    assert (ids(for_bay), seen_by_database(for_bay)) == ([], set())
    with pytest.raises(DossierNotFoundError):
        dossiers.dossier(actor=for_bay, dossier_id=own)


def test_a_mandate_for_one_procedure_serves_for_no_other(citizen, dung):
    for_bay, _mandate = mandated(citizen, dung, procedures=["1.001193"])

    with pytest.raises(NotCoveredError):
        make.draft(for_bay, make.MARITAL)

    with acting(SYSTEM):
        assert not Draft.objects.exists()


def test_drafts_in_two_names_do_not_meet(citizen, dung):
    for_bay, _mandate = mandated(citizen, dung)
    own, others = make.draft(dung), make.draft(for_bay)

    assert own != others
    assert [d.draft_id for d in dossiers.my_drafts(actor=dung)] == [own]
    assert [d.draft_id for d in dossiers.my_drafts(actor=for_bay)] == [others]
    with pytest.raises(DraftNotFoundError):
        dossiers.submit(actor=dung, draft_id=others)
    with pytest.raises(DraftNotFoundError):
        dossiers.draft(actor=citizen, draft_id=others)


def test_the_representative_writes_and_withdraws_and_every_turn_says_so(citizen, dung, desk):
    leader = desk.leader
    for_bay, _mandate = mandated(citizen, dung)
    dossier_id = make.submitted(for_bay)
    dossiers.write_message(actor=for_bay, dossier_id=dossier_id, text="Bao giờ xong ạ?")

    dossiers.withdraw(actor=for_bay, dossier_id=dossier_id, reason="Nhầm nơi nộp")

    with acting(SYSTEM):
        last = Turn.objects.filter(dossier_id=dossier_id).latest("seq")
        notice = form_data(make.stored(dossier_id), last)
    assert (make.stored(dossier_id).state, last.facts["acting"]) == (Status.WITHDRAWN, "mandate")
    assert notice["signer_name"] == leader.name  # form 05, NĐ 30/2020/NĐ-CP Điều 13
    assert notice["signer_title"]


def test_both_hear_of_it_and_the_representative_is_led_through_the_right_door(citizen, dung):
    for_bay, _mandate = mandated(citizen, dung)
    dossier_id = make.submitted(for_bay)
    with acting(SYSTEM):
        turn = Turn.objects.get(dossier_id=dossier_id)

    for _ in range(2):
        dossiers.tell_owner(DossierSubmitted(dossier_id=dossier_id, turn_id=turn.id))

    [to_owner], [to_other] = notifications.inbox(citizen), notifications.inbox(dung)
    assert to_owner.link.endswith(f"/ho-so/{dossier_id}/")
    assert f"/lam-thay/{citizen.person_id}/?next=" in to_other.link


# ------------------------------------------------------------------ for a firm


def test_the_firm_owns_what_its_staff_hand_in(desk, leader, firm_id):
    clerk = employed(leader, DUNG, FirmRight.DRAFT, FirmRight.SUBMIT)

    dossier_id = make.submitted(clerk)

    assert make.stored(dossier_id).owner_id == firm_id
    shown = dossiers.dossier(actor=desk.receptionist, dossier_id=dossier_id)
    assert (shown.owner_name, shown.handed_in.acting) == (firms.NAME, "firm")
    assert shown.handed_in.submitted_by == clerk.name
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    assert ids(leader) == ids(clerk) == [dossier_id]


def test_staff_see_their_own_work_or_all_where_it_was_granted(leader):
    clerk = employed(leader, DUNG, FirmRight.DRAFT, FirmRight.SUBMIT)
    dossier_id = make.submitted(clerk)
    other = employed(leader, TAM, FirmRight.DRAFT)
    assert (ids(other), seen_by_database(other)) == ([], set())

    firms.give(leader, FirmRight.DRAFT, FirmRight.SEE_ALL, person=TAM)
    seeing = again(other)

    assert ids(seeing) == [dossier_id]
    shown = dossiers.dossier(actor=seeing, dossier_id=dossier_id)
    assert all(paper.files for paper in shown.papers if paper.source == "upload")
    with pytest.raises(SeatRequiredError):
        dossiers.withdraw(actor=seeing, dossier_id=dossier_id, reason="Thử")
    assert make.stored(dossier_id).state is Status.SUBMITTED


def test_who_was_removed_sees_nothing_any_more_not_even_their_own_work(leader):
    clerk = employed(leader, DUNG, *FirmRight)
    dossier_id = make.submitted(clerk)
    [member] = directory.firm_members(actor=leader)

    directory.remove_member(actor=leader, member_id=member.id)

    own = directory.citizen_actor(clerk.person_id, clerk.level, clerk.name)
    assert (ids(own), seen_by_database(own)) == ([], set())
    with pytest.raises(DossierNotFoundError):
        dossiers.dossier(actor=own, dossier_id=dossier_id)


def test_one_drafts_and_another_submits(leader):
    drafter = employed(leader, DUNG, FirmRight.DRAFT)
    draft_id = make.draft(drafter)
    with pytest.raises(RightNotGivenError):
        dossiers.submit(actor=drafter, draft_id=draft_id)
    with acting(SYSTEM):
        assert not Dossier.objects.exists()

    made = dossiers.submit(actor=leader, draft_id=draft_id)

    assert make.stored(made.dossier_id).submitter_id == leader.person_id
    assert ids(drafter) == []


def test_who_may_only_look_drafts_nothing(leader):
    viewer = employed(leader, DUNG, FirmRight.SEE_ALL)

    with pytest.raises(RightNotGivenError):
        make.draft(viewer)

    with acting(SYSTEM):
        assert not Draft.objects.exists()


def test_the_firm_is_not_its_representative(citizen, leader):
    for_firm, own = make.submitted(leader), make.submitted(citizen)

    assert ids(leader) == [for_firm]
    assert ids(citizen) == [own]
    with acting(leader.scope):
        seen = set(
            Dossier.objects.filter(owner_id=leader.principal.id).values_list("id", flat=True)
        )
    assert seen == {for_firm}
