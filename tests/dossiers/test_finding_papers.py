"""A paper that an official confirmed is found by the number that stands on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Narrowing
from tests.directory.factories import official_actor
from tests.dossiers import factories as make
from tests.dossiers.archives import BUILDING, archived, draft_reusing
from tests.dossiers.test_archive_opened import accept_confirming

pytestmark = pytest.mark.django_db
NUMBER = "BĐ 654321"


def found(actor, words):
    page = dossiers.search(actor=actor, words=words, narrowing=Narrowing())
    return [row.dossier_id for row in page.rows]


def test_where_it_was_confirmed_however_the_number_is_typed(desk, citizen):
    dossier_id = make.submitted(citizen, BUILDING)
    assert found(desk.receptionist, NUMBER) == []

    accept_confirming(desk, dossier_id, number=NUMBER)

    assert found(desk.receptionist, NUMBER) == [dossier_id]
    assert found(desk.specialist, " bđ654321 ") == [dossier_id]
    assert found(desk.receptionist, "BĐ 654322") == []


def test_where_it_is_used_again_and_also_a_number_with_a_stroke(desk, citizen):
    archived_id = archived(citizen, number="15/GCN-UBND")
    again = dossiers.submit(actor=citizen, draft_id=draft_reusing(citizen, archived_id)).dossier_id

    assert found(desk.receptionist, "15/gcn-ubnd") == [again]


def test_the_agency_that_neither_confirmed_nor_received_it_finds_nothing(desk, citizen):
    accept_confirming(desk, make.submitted(citizen, BUILDING), number=NUMBER)
    stranger = official_actor(Role.RECEPTION, unit_kind="service_centre", agency="H53.31.62")

    assert found(stranger, NUMBER) == []


def test_the_beginning_of_a_code_is_not_taken_for_a_number(desk, citizen):
    dossier_id = make.submitted(citizen, BUILDING)
    with CaptureQueriesContext(connection) as seen:
        assert found(desk.receptionist, make.stored(dossier_id).code) == [dossier_id]
    assert not any("documents_archived" in one["sql"] for one in seen.captured_queries)
