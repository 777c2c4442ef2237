"""Papers leave the counter by a list, and the unit says what it received."""

import io

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from motcua.audit.models import Entry
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    HandoverChangedError,
    HandoverNotFoundError,
    HandoverReceivedError,
    NothingToHandOverError,
    SeatRequiredError,
)
from motcua.dossiers.models import Dossier, HandoverList, Step
from motcua.dossiers.types import Channel
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor, unit
from tests.dossiers import agencies, factories as make
from tests.dossiers.test_who_handed_it_in import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def civil_status(province_with_procedures):
    return unit("civil_status").id


@pytest.fixture
def brought(desk):
    return [make.brought(desk, number) for number in range(2)]


def hand(desk, civil_status, ids):
    return dossiers.hand_to_unit(actor=desk.receptionist, unit_id=civil_status, dossier_ids=ids)


def pile(desk):
    piles = dossiers.to_hand_to_units(actor=desk.receptionist)
    return [row.dossier_id for one in piles for row in one.rows]


def lists():
    with acting(SYSTEM):
        return HandoverList.objects.count()


def test_what_came_on_paper_waits_for_its_unit_with_its_papers(desk, brought, civil_status):
    make.accepted(desk)  # handed in online: nothing lies at the counter

    (one,) = dossiers.to_hand_to_units(actor=desk.receptionist)

    assert one.unit_id == civil_status
    assert [row.dossier_id for row in one.rows] == brought
    assert {(paper.originals, paper.copies) for paper in one.rows[1].papers} == {(1, 1)}


def test_a_list_takes_them_off_the_pile_and_the_unit_signs(desk, brought, civil_status):
    list_id = hand(desk, civil_status, brought)
    assert pile(desk) == []
    seen = dossiers.handover_list(actor=desk.specialist, list_id=list_id)
    assert (seen.may_receive, len(seen.rows)) == (True, 2)
    assert seen.code == f"BG-{clock.today():%y%m%d}-01"

    dossiers.receive_handover(actor=desk.specialist, list_id=list_id, received=brought)

    seen = dossiers.handover_list(actor=desk.receptionist, list_id=list_id)
    assert seen.received_by == desk.specialist.name
    assert (seen.may_receive, seen.not_received) == (False, 0)
    with acting(SYSTEM):
        verbs = [e.verb for e in Entry.objects.filter(object_type="handover_list").order_by("pk")]
    assert verbs == ["dossier.hand_to_unit", "dossier.receive_handover"]


def test_what_did_not_come_lies_at_the_counter_again(desk, brought, civil_status):
    list_id = hand(desk, civil_status, brought)

    dossiers.receive_handover(actor=desk.head, list_id=list_id, received=brought[:1])

    assert pile(desk) == brought[1:]
    assert dossiers.handover_list(actor=desk.head, list_id=list_id).not_received == 1
    again = hand(desk, civil_status, brought[1:])
    assert dossiers.handover_list(actor=desk.head, list_id=again).code.endswith("-02")


def test_papers_leave_the_counter_once_whoever_works_on_them_later(desk, brought, civil_status):
    list_id = hand(desk, civil_status, brought)
    dossiers.receive_handover(actor=desk.head, list_id=list_id, received=brought)

    make.finish_until(desk, brought[0], "sign")

    assert pile(desk) == []


def test_nothing_is_listed_twice_nor_half(desk, brought, civil_status):
    hand(desk, civil_status, brought[:1])

    with pytest.raises(HandoverChangedError):
        hand(desk, civil_status, brought)
    with pytest.raises(NothingToHandOverError):
        hand(desk, civil_status, [])
    assert lists() == 1
    assert pile(desk) == brought[1:]


def test_only_to_the_unit_whose_step_it_is(desk, brought):
    with pytest.raises(HandoverChangedError):
        hand(desk, unit("registry").id, brought)
    assert lists() == 0


@pytest.mark.parametrize("who", ["specialist", "head", "clerk"])
def test_only_the_counter_gives(desk, brought, civil_status, who):
    with pytest.raises(SeatRequiredError):
        dossiers.hand_to_unit(actor=getattr(desk, who), unit_id=civil_status, dossier_ids=brought)
    assert lists() == 0


def test_another_counter_gives_nothing_of_ours(desk, brought, civil_status):
    elsewhere = make.Desk(agency="H53.31.28")

    with pytest.raises(HandoverChangedError):
        hand(elsewhere, civil_status, brought)
    assert pile(elsewhere) == []
    assert lists() == 0


def test_only_the_unit_receives_and_never_who_gave(desk, brought, civil_status):
    list_id = hand(desk, civil_status, brought)
    both = official_actor(Role.RECEPTION, name="Đỗ Văn Hai")

    with pytest.raises(SeatRequiredError):
        dossiers.receive_handover(actor=desk.receptionist, list_id=list_id, received=brought)
    with pytest.raises(SeatRequiredError):
        dossiers.receive_handover(actor=both, list_id=list_id, received=brought)
    with pytest.raises(HandoverNotFoundError):
        dossiers.receive_handover(actor=desk.clerk, list_id=list_id, received=brought)
    with pytest.raises(HandoverNotFoundError):
        dossiers.handover_list(actor=make.Desk(agency="H53.31.28").head, list_id=list_id)
    assert dossiers.handover_list(actor=desk.head, list_id=list_id).received_at is None


def test_one_signature_is_enough(desk, brought, civil_status):
    list_id = hand(desk, civil_status, brought)
    dossiers.receive_handover(actor=desk.head, list_id=list_id, received=brought)

    with pytest.raises(HandoverReceivedError):
        dossiers.receive_handover(actor=desk.specialist, list_id=list_id, received=[])
    assert dossiers.handover_list(actor=desk.head, list_id=list_id).not_received == 0


def test_the_database_knows_that_giver_and_receiver_are_two(desk, brought, civil_status):
    list_id = hand(desk, civil_status, brought)

    with pytest.raises(IntegrityError), acting(SYSTEM), transaction.atomic():
        HandoverList.objects.filter(pk=list_id).update(
            received_by_id=desk.receptionist.person_id, received_at=clock.now()
        )


def test_the_list_is_printed(desk, brought, civil_status):
    list_id = hand(desk, civil_status, brought)

    name, pdf = dossiers.print_handover(actor=desk.head, list_id=list_id)

    assert name == f"BG-{clock.today():%y%m%d}-01.pdf"
    with pikepdf.open(io.BytesIO(pdf)) as sheet:
        assert len(sheet.pages) == 1
    with pytest.raises(HandoverNotFoundError):
        dossiers.print_handover(actor=desk.leader, list_id=list_id)


def test_the_lists_cost_the_same_however_many(
    desk, brought, civil_status, django_assert_max_num_queries
):
    for one in brought:
        hand(desk, civil_status, [one])
    make.brought(desk)

    with django_assert_max_num_queries(11):
        assert len(dossiers.handover_lists(actor=desk.receptionist)) == 2
        assert len(pile(desk)) == 1


# ------------------------------------------------------------------ the day of the counter


def test_the_day_in_figures(desk, brought, civil_status):
    make.accepted(desk)
    make.submitted()
    refused = make.submitted()
    dossiers.refuse(actor=desk.receptionist, dossier_id=refused, reason="Sai cơ quan")
    list_id = hand(desk, civil_status, brought)
    dossiers.receive_handover(actor=desk.head, list_id=list_id, received=brought[:1])

    day = dossiers.shift_report(actor=desk.receptionist, day=clock.today())

    assert dict(day.taken_in) == {Channel.DIRECT: 2, Channel.ONLINE: 1}
    assert (day.taken_in_together, day.refused, day.waiting) == (3, 1, 1)
    assert (day.lists, day.handed_to_units, day.not_received) == (1, 2, 1)
    assert (day.at_work, day.papers_here, day.given_back) == (3, 1, 0)
    assert day.fees == ()


def test_another_day_has_none_of_it(desk, brought):
    yesterday = clock.today().replace(year=clock.today().year - 1)

    day = dossiers.shift_report(actor=desk.receptionist, day=yesterday)

    assert (day.taken_in_together, day.lists, day.refused) == (0, 0, 0)


def test_only_a_counter_has_a_day(desk, brought):
    with pytest.raises(SeatRequiredError):
        dossiers.shift_report(actor=desk.head, day=clock.today())
    with pytest.raises(SeatRequiredError):
        dossiers.print_shift(actor=desk.head, day=clock.today())


def test_the_day_on_paper_says_the_same(desk, brought, tmp_path):
    make.accepted(desk)

    name, pdf = dossiers.print_shift(actor=desk.receptionist, day=clock.today())

    words = words_of(pdf, tmp_path)
    assert name == f"ca-truc-{clock.today()}.pdf"
    for figure in ("Tiếp nhận 3", "Nộp tại quầy 2", "Nộp trực tuyến 1", "Đang giải quyết 3"):
        assert figure in words
    assert desk.receptionist.name in words


def test_papers_go_to_who_decides_not_to_who_is_asked_for_an_opinion(citizen):
    """The building permit asks two units at once; its originals leave the counter once, for one of them."""
    desk = agencies.BuildingDesk()
    dossier_id = agencies.building(desk, citizen)
    with acting(SYSTEM):
        Dossier.objects.filter(pk=dossier_id).update(channel=Channel.DIRECT)
        units = {step.kind: step.unit_id for step in Step.objects.filter(dossier=dossier_id)}
    assert len(units) == 2  # the specialist's, and who is asked

    piles = dossiers.to_hand_to_units(actor=desk.receptionist)

    assert [(one.unit_id, one.rows[0].dossier_id) for one in piles] == [
        (units["normal"], dossier_id)
    ]
    with pytest.raises(HandoverChangedError):
        hand(desk, units["consult"], [dossier_id])
