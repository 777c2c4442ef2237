import time
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.exchange import api as exchange
from motcua.exchange.breaker import FAILURES
from motcua.exchange.errors import PersonNotFoundError, PurposeMissingError, RegisterDownError
from motcua.exchange.models import Breaker, RegisterAnswer, RegisterLookup
from motcua.kit import clock
from motcua.kit.http import NetworkInTransactionError
from motcua.kit.ids import new_id
from motcua.kit.scope import NOBODY, SYSTEM, Scope, acting
from sandbox.persons import everybody
from sandbox.population import register

BAY = {
    "personal_id": "072192000007",
    "name": "Nguyễn Thị Bảy",
    "birth_date": date(1992, 3, 12),
    "purpose": "1.001193",
}
ME = new_id()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register(settings, outside):
    settings.POPULATION_WSDL = f"{outside.address}/population?wsdl"
    settings.POPULATION_BUDGET_MS = 3000  # a busy test machine; the budget has its own tests
    register.asked.clear()


def look_up(**changed):
    return exchange.citizen_record(**{**BAY, "on_behalf_of": ME, **changed})


def outcomes():
    with acting(SYSTEM):
        rows = RegisterAnswer.objects.order_by("lookup__asked_at", "lookup_id")
        return list(rows.values_list("outcome", flat=True))


def test_a_record_speaks_the_language_of_our_forms():
    record = look_up()

    assert record.values["ho_ten"] == "Nguyễn Thị Bảy"
    assert record.values["ngay_sinh"] == date(1992, 3, 12)
    assert record.values["gioi_tinh"] == "Nữ"
    assert record.values["noi_thuong_tru"] == {"ward": "25666", "detail": "Ấp Thuận Hòa"}
    assert record.values["vo_chong"] == {"ho_ten": "Lê Văn Tám", "so_dinh_danh": "072090000008"}


def test_the_question_says_who_asks_and_what_for():
    record = look_up()

    (asked,) = register.asked
    assert (asked.asked_by, asked.account) == (str(ME), "tayninh")
    assert asked.request_id == record.record_id


def test_every_look_up_is_written_down_with_its_purpose():
    draft = new_id()
    record = look_up(about=draft)

    with acting(SYSTEM):
        lookup = RegisterLookup.objects.get()
    assert (str(lookup.id), lookup.asked_by_id) == (record.record_id, ME)
    assert (lookup.purpose, lookup.about_id) == ("1.001193", draft)
    assert b"072192000007" not in bytes(lookup.subject_index)
    assert outcomes() == ["found"]


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Nguyễn Thị Tám"},
        {"birth_date": date(1992, 3, 13)},
        {"personal_id": "072192999999"},
    ],
)
def test_one_thing_that_differs_finds_nobody(changed):
    with pytest.raises(PersonNotFoundError):
        look_up(**changed)
    assert outcomes() == ["not_found"]


def test_a_person_without_a_birth_date_is_not_asked_about():
    with pytest.raises(PersonNotFoundError):
        look_up(birth_date=None)
    assert not register.asked


def test_no_purpose_no_question():
    with pytest.raises(PurposeMissingError):
        look_up(purpose=" ")
    assert not register.asked


def test_only_the_year_of_birth_may_be_known():
    record = look_up(**_year_only_question())

    assert "ngay_sinh" not in record.values
    assert len(record.values["nam_sinh"]) == 4


def _year_only_question():
    person = next(one for one in everybody().values() if one.year_only)
    return {
        "personal_id": person.personal_id,
        "name": person.name,
        "birth_date": person.birth_date,
    }


@pytest.mark.parametrize("fault", ["down", "garbage", "soap_fault", "half_answer"])
def test_a_register_that_fails_is_said_to_be_down(outside, fault):
    outside.fails("population", fault)

    with pytest.raises(RegisterDownError):
        look_up()
    assert outcomes() == ["down"]


@pytest.mark.parametrize("fault", ["hang", "slow"])
def test_a_slow_register_costs_no_more_than_the_budget(settings, outside, fault):
    settings.POPULATION_BUDGET_MS = 300
    outside.fails("population", fault)

    began = time.monotonic()
    with pytest.raises(RegisterDownError):
        look_up()
    assert time.monotonic() - began < 1.5
    assert outcomes() == ["down"]


def test_a_register_that_keeps_failing_is_left_alone_then_tried_once(outside):
    outside.fails("population", "down")
    for _ in range(FAILURES + 2):
        with pytest.raises(RegisterDownError):
            look_up()
    assert outcomes() == ["down"] * FAILURES + ["skipped"] * 2
    assert exchange.resting_peers() == ["population"]

    outside.fails("population", "ok")
    with pytest.raises(RegisterDownError):
        look_up()
    with clock.set_to(clock.now() + timedelta(seconds=31)):
        assert look_up().values["ho_ten"] == "Nguyễn Thị Bảy"
    assert exchange.resting_peers() == []


def test_after_the_rest_one_caller_tries_and_the_others_wait(outside):
    Breaker.objects.create(
        peer="population", failures=FAILURES, open_until=clock.now() - timedelta(seconds=1)
    )
    outside.fails("population", "down")

    for _ in range(3):
        with pytest.raises(RegisterDownError):
            look_up()

    assert outcomes() == ["down", "skipped", "skipped"]


def test_the_answer_to_another_question_is_not_believed(monkeypatch):
    monkeypatch.setattr(
        register, "_new_answer", lambda q: register.Answer("another", register.FOUND, "")
    )

    with pytest.raises(RegisterDownError):
        look_up()


def test_the_record_of_another_person_is_not_believed(monkeypatch):
    tam = everybody()["072090000008"]
    monkeypatch.setattr(
        register, "_new_answer", lambda q: register.Answer(q.request_id, register.FOUND, "", tam)
    )

    with pytest.raises(RegisterDownError):
        look_up()


def test_the_network_is_refused_inside_a_transaction():
    with transaction.atomic(), pytest.raises(NetworkInTransactionError):
        look_up()
    assert not register.asked


def test_look_ups_belong_to_who_asked_and_stay():
    look_up()

    for scope, seen in ((Scope(person=ME), 1), (Scope(person=new_id()), 0), (NOBODY, 0)):
        with acting(scope):
            assert RegisterLookup.objects.count() == seen
            assert RegisterAnswer.objects.count() == seen
    for rows in (RegisterLookup, RegisterAnswer):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(SYSTEM):
            rows.objects.all()._raw_delete("default")
