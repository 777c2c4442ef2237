"""What an agency took on a day, by the way it was paid."""

from datetime import timedelta

import pytest

from motcua.directory import api as directory
from motcua.kit import clock
from motcua.kit.scope import acting
from motcua.payments import api as payments
from motcua.payments.types import Method, TakenView
from tests.directory.factories import make_citizen, receptionist
from tests.payments.test_receipts import commune, line, open_order, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def taken(actor, agency_id, start, end):
    with acting(actor.scope):
        return payments.taken_between(agency_id, start, end)


def test_summed_by_method_within_the_hours_and_the_agency():
    bay, counter = make_citizen(), receptionist()
    before = clock.now()
    for amount, method in ((12_000, "cash"), (8_000, "cash"), (5_000, "transfer")):
        order_id = open_order(bay, lines=[line(amount)])
        receive(counter, order_id, amount, method=method)
    after = clock.now() + timedelta(seconds=1)

    assert taken(counter, commune(), before, after) == (
        TakenView(Method.CASH, 2, 20_000),
        TakenView(Method.TRANSFER, 1, 5_000),
    )
    assert taken(counter, commune(), before - timedelta(days=1), before) == ()
    other = directory.organisation_by_code("H53.31.28").id
    assert taken(counter, other, before, after) == ()
