import threading

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.kit.ids import new_id
from motcua.kit.scope import NOBODY, SYSTEM, acting
from motcua.payments import api as payments
from motcua.payments.errors import (
    AmountInvalidError,
    CollectingNotAllowedError,
    KeyUsedError,
    LineNotFoundError,
    OrderHasReceiptsError,
    OrderNotFoundError,
    OverpaidError,
)
from motcua.payments.models import FeeOrder, Receipt
from motcua.payments.types import Line, Text
from tests.directory.factories import MACHINE, make_citizen, official_actor, receptionist

pytestmark = pytest.mark.usefixtures("province")
NAME = Text("Phí chứng thực", "Certification fee")


def line(amount=12_000, code="CHUNG_THUC"):
    return Line(code, NAME, amount, 10, "TT 226/2016/TT-BTC")


def commune():
    return directory.organisation_by_code("H53.31.61").id


@pytest.fixture
def bay():
    return make_citizen()


@pytest.fixture
def counter():
    return receptionist()


@pytest.fixture
def order_id(bay):
    return open_order(bay)


def open_order(payer, actor=MACHINE, dossier_id=None, lines=None):
    return payments.open_order(
        actor=actor,
        dossier_id=dossier_id or new_id(),
        agency_id=commune(),
        payer_id=payer.person_id,
        lines=lines or [line()],
    )


def receive(actor, order_id, amount=12_000, key=None, method="cash"):
    return payments.record_receipt(
        actor=actor, order_id=order_id, method=method, amount=amount, key=key or new_id()
    )


def held(order_id):
    with acting(SYSTEM):
        order = FeeOrder.objects.get(pk=order_id)
        return payments.order_of(order.dossier_id)


def test_money_received_is_numbered_and_settles_the_order(counter, order_id):
    first = receive(counter, order_id, 5_000)
    second = receive(counter, order_id, 7_000, method="transfer")

    order = held(order_id)
    assert first.number.startswith("BL-H53.31.61-")
    assert int(second.number[-6:]) == int(first.number[-6:]) + 1
    assert order.settled
    assert [receipt.method for receipt in order.receipts] == ["cash", "transfer"]


def test_the_same_form_sent_twice_is_one_receipt(counter, order_id):
    key = new_id()

    assert receive(counter, order_id, key=key) == receive(counter, order_id, key=key)
    assert len(held(order_id).receipts) == 1


def test_a_used_form_records_nothing_else(counter, order_id):
    key = new_id()
    receive(counter, order_id, 5_000, key=key)

    with pytest.raises(KeyUsedError):
        receive(counter, order_id, 7_000, key=key)
    assert held(order_id).paid == 5_000


@pytest.mark.parametrize(
    ("amount", "refusal"),
    [(0, AmountInvalidError), (-1, AmountInvalidError), (12_001, OverpaidError)],
)
def test_a_wrong_amount_is_refused(counter, order_id, amount, refusal):
    with pytest.raises(refusal):
        receive(counter, order_id, amount)
    assert held(order_id).paid == 0


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (lambda: receptionist(agency="H53.31.62"), OrderNotFoundError),
        (lambda: official_actor(Role.CASE_OFFICER), CollectingNotAllowedError),
        (lambda: make_citizen("Lê Văn Tám", "072090000008"), OrderNotFoundError),
        (make_citizen, CollectingNotAllowedError),
    ],
    ids=["another_commune", "no_counter", "another_citizen", "the_payer"],
)
def test_only_the_counter_of_the_agency_collects(order_id, who, refusal):
    with pytest.raises(refusal):
        receive(who(), order_id)
    assert held(order_id).paid == 0


def test_a_citizen_opens_an_order_only_for_themselves(bay):
    tam = make_citizen("Lê Văn Tám", "072090000008")

    open_order(bay, actor=bay)
    with pytest.raises(CollectingNotAllowedError):
        open_order(bay, actor=tam)


def test_opening_again_brings_up_to_date_until_money_came(bay, counter):
    dossier_id = new_id()
    first = open_order(bay, dossier_id=dossier_id)

    assert open_order(bay, dossier_id=dossier_id, lines=[line(20_000)]) == first
    assert held(first).total == 20_000

    receive(counter, first, 20_000)
    assert open_order(bay, dossier_id=dossier_id, lines=[line(20_000)]) == first
    with pytest.raises(OrderHasReceiptsError):
        open_order(bay, dossier_id=dossier_id, lines=[line(1_000)])
    assert held(first).total == 20_000


def test_an_unknown_amount_is_stated_by_the_counter(bay, counter):
    order_id = open_order(bay, lines=[line(None)])
    assert not held(order_id).settled

    payments.state_amount(
        actor=counter, order_id=order_id, code="CHUNG_THUC", amount=30_000, legal_source="NQ 5"
    )
    with pytest.raises(LineNotFoundError):
        payments.state_amount(
            actor=counter, order_id=order_id, code="KHAC", amount=1, legal_source="NQ 5"
        )

    receive(counter, order_id, 30_000)
    assert held(order_id).settled
    with pytest.raises(OrderHasReceiptsError):
        payments.state_amount(
            actor=counter, order_id=order_id, code="CHUNG_THUC", amount=1, legal_source="NQ 5"
        )


def test_rows_are_the_payers_and_the_agencys(bay, counter, order_id):
    receive(counter, order_id)
    others = receptionist(agency="H53.31.62")

    for scope, seen in ((bay.scope, 1), (counter.scope, 1), (others.scope, 0), (NOBODY, 0)):
        with acting(scope):
            assert FeeOrder.objects.count() == seen
            assert Receipt.objects.count() == seen


def test_a_receipt_is_never_changed_or_removed(counter, order_id):
    receive(counter, order_id)

    for change in (
        lambda: Receipt.objects.update(amount=1),
        lambda: Receipt.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(SYSTEM):
            change()
    assert held(order_id).paid == 12_000


def race(count, act):
    """Run `act(number)` at the same moment in threads; what each returned or raised."""
    together, outcomes = threading.Barrier(count), []

    def run(number):
        together.wait()
        try:
            outcomes.append(act(number))
        except Exception as error:  # noqa: BLE001  (handed back to the test)
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_numbers_are_never_doubled_and_leave_no_gap():
    bay, counter = make_citizen(), receptionist()
    orders = [open_order(bay) for _ in range(6)]

    receipts = race(6, lambda number: receive(counter, orders[number]))

    serials = sorted(int(receipt.number[-6:]) for receipt in receipts)
    assert serials == list(range(serials[0], serials[0] + 6))


@pytest.mark.django_db(transaction=True)
def test_two_counters_cannot_collect_the_same_money():
    bay, counter = make_citizen(), receptionist()
    order_id = open_order(bay)

    outcomes = race(3, lambda _: receive(counter, order_id))

    assert sum(isinstance(outcome, OverpaidError) for outcome in outcomes) == 2
    assert held(order_id).paid == 12_000


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_receipt():
    bay, counter = make_citizen(), receptionist()
    order_id, key = open_order(bay), new_id()

    outcomes = race(3, lambda _: receive(counter, order_id, key=key))

    assert len({outcome.number for outcome in outcomes}) == 1
