"""A narrowed search: each condition holds, nobody sees further, page follows page."""

from datetime import timedelta

import pytest

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.queries import desk as lists
from motcua.dossiers.types import Channel, Mark, Narrowing, Status
from motcua.kit import clock
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def found(actor, words="", after="", **narrowed):
    page = dossiers.search(actor=actor, words=words, narrowing=Narrowing(**narrowed), after=after)
    return [row.dossier_id for row in page.rows]


def test_each_condition_keeps_what_fits_and_drops_what_does_not(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    dossier = make.stored(dossier_id)
    today = dossier.submitted_at.astimezone(clock.LEGAL_ZONE).date()
    day = timedelta(days=1)

    for fits in (
        {"status": dossier.state},
        {"channel": Channel(dossier.channel)},
        {"procedure_code": make.MARITAL},
        {"submitted_from": today, "submitted_to": today},
    ):
        assert found(desk.receptionist, **fits) == [dossier_id], fits
    for misses in (
        {"status": Status.WITHDRAWN},
        {"channel": Channel.POSTAL},
        {"procedure_code": "9.999999"},
        {"submitted_from": today + day},
        {"submitted_to": today - day},
        {"mark": Mark.OVERDUE},
        {"mark": Mark.ENDED_LATE},
        {"mark": Mark.EXTENDED},
        {"mark": Mark.SUPPLEMENTED},
    ):
        assert found(desk.receptionist, **misses) == [], misses


def test_marks_follow_the_state_of_the_dossier(desk, citizen):
    waiting = make.awaiting_supplement(desk, citizen)

    assert found(desk.receptionist, mark=Mark.SUPPLEMENTED) == [waiting]
    assert found(desk.receptionist, mark=Mark.OVERDUE) == []


def test_the_appointed_day_is_in_time_to_its_end(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    evening = make.stored(dossier_id).due_at.astimezone(clock.LEGAL_ZONE).replace(hour=23)
    midnight = evening + timedelta(hours=1)

    def marked(at, mark):
        with clock.set_to(at):
            return found(desk.receptionist, mark=mark) == [dossier_id]

    assert (marked(evening, Mark.NEAR), marked(evening, Mark.OVERDUE)) == (True, False)
    assert (marked(midnight, Mark.NEAR), marked(midnight, Mark.OVERDUE)) == (False, True)
    for ended_at, late in ((evening, False), (midnight, True)):
        make.Dossier.objects.filter(pk=dossier_id).update(ended_at=ended_at)
        assert marked(midnight, Mark.ENDED_LATE) is late


def test_words_and_conditions_hold_together(desk, citizen):
    dossier_id = make.accepted(desk, citizen)

    assert found(desk.receptionist, "bay", procedure_code=make.MARITAL) == [dossier_id]
    assert found(desk.receptionist, "tran van", procedure_code=make.MARITAL) == []


def test_no_words_and_no_condition_find_nothing(desk, citizen):
    make.accepted(desk, citizen)

    assert found(desk.receptionist) == []


def test_another_agency_finds_nothing(desk, citizen):
    make.accepted(desk, citizen)
    stranger = official_actor(
        Role.CASE_OFFICER, unit_kind="civil_status", agency="H53.31.01", name="Người Lạ"
    )

    assert found(stranger, procedure_code=make.MARITAL) == []


def test_pages_show_each_dossier_once(desk, citizen, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    all_of_them = {make.accepted(desk, citizen) for _ in range(5)}
    seen, after = [], ""
    for _ in range(3):
        page = dossiers.search(
            actor=desk.receptionist,
            words="",
            narrowing=Narrowing(procedure_code=make.MARITAL),
            after=after,
        )
        seen += [row.dossier_id for row in page.rows]
        after = page.after

    assert after == ""
    assert len(seen) == len(set(seen)) == 5
    assert set(seen) == all_of_them


@pytest.mark.parametrize("place", ["x", "2026-01-01_x", "2026-01-01T00:00:00_" + "0" * 32])
def test_a_place_we_did_not_make_starts_at_the_beginning(desk, citizen, place):
    dossier_id = make.accepted(desk, citizen)

    assert found(desk.receptionist, after=place, procedure_code=make.MARITAL) == [dossier_id]


def test_a_search_costs_the_same_for_many(desk, citizen, django_assert_max_num_queries):
    for _ in range(4):
        make.accepted(desk, citizen)
    found(desk.receptionist, procedure_code=make.MARITAL)

    with django_assert_max_num_queries(8):
        assert len(found(desk.receptionist, procedure_code=make.MARITAL)) == 4
