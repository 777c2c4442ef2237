"""What one request may cost in statements: a hard bound for each of the main pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.channels.officer.test_way_of_a_dossier import answers_of
from tests.dossiers import factories

FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@pytest.fixture
def statements():
    """`statements(work)`: how many statements it sends, transactions' own words left out."""

    def count(work):
        with CaptureQueriesContext(connection) as sent:
            work()
        return len([q for q in sent.captured_queries if not q["sql"].startswith(FRAME)])

    return count


def test_the_dossier_page(office, statements):
    dossier_id = factories.accepted(office)
    office.specialist.page(f"ho-so/{dossier_id}/")

    assert statements(lambda: office.specialist.page(f"ho-so/{dossier_id}/")) <= 15


def test_the_work_list_however_long(office, statements):
    for _ in range(3):
        factories.accepted(office)
    office.specialist.page("viec/", tab="cho-nhan")

    assert statements(lambda: office.specialist.page("viec/", tab="cho-nhan")) <= 8


def test_accepting(office, statements):
    dossier_id = factories.submitted()
    address = f"/can-bo/ho-so/{dossier_id}/tiep-nhan/"
    office.counter.page("tiep-nhan/")

    assert statements(lambda: office.counter.post(address, {"act": "accept"})) <= 25


def test_completing_a_step(office, statements):
    dossier_id = factories.accepted(office)
    desk, head = office.specialist, office.head
    desk.send(f"ho-so/{dossier_id}/nhan-viec/")
    desk.send(f"ho-so/{dossier_id}/soan-ket-qua/", **answers_of(desk, dossier_id))
    desk.send(f"ho-so/{dossier_id}/trinh/", note="Đủ điều kiện")
    before = factories.open_step(dossier_id).key
    outcome = head.page(f"ho-so/{dossier_id}/xong-buoc/").value("outcome")
    address = f"/can-bo/ho-so/{dossier_id}/xong-buoc/"

    assert statements(lambda: head.post(address, {"outcome": outcome, "note": ""})) <= 25
    assert factories.open_step(dossier_id).key != before


def test_a_search_by_code(office, statements):
    code = factories.stored(factories.accepted(office)).code
    office.specialist.page("tra-cuu/", q=code)

    assert statements(lambda: office.specialist.page("tra-cuu/", q=code)) <= 6
