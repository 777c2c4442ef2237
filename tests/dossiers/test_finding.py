"""Search: by code, by its beginning, by ID number, by name without accents; only what is mine."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Dossier
from motcua.kit.scope import NOBODY, SYSTEM, acting
from tests.directory.factories import make_citizen
from tests.dossiers.factories import Desk, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province_with_procedures")]

OTHER = "H53.31.62"


@pytest.fixture
def filed():
    """Of two namesakes by one word."""
    return [
        submitted(make_citizen("Huỳnh Thị Diễm Ẩn", "072185000011")),
        submitted(make_citizen("Huỳnh Quốc Đạt", "072085000012")),
    ]


def found(words, desk=None):
    actor = (desk or Desk()).receptionist
    return [row.dossier_id for row in dossiers.find(actor=actor, words=words)]


@pytest.mark.parametrize("words", ["diem an", "Ẩn  Diễm", "huynh thi", "DIỄM", "an"])
def test_a_name_is_found_by_all_of_its_words_in_any_order(filed, words):
    assert found(words) == [filed[0]]


def test_one_word_of_two_persons_finds_both_the_newest_first(filed):
    assert found("huynh") == [filed[1], filed[0]]


def test_a_word_that_one_of_them_lacks_finds_nobody(filed):
    assert found("huynh lan") == []
    assert found("%") == []


def test_a_code_its_beginning_and_an_id_number(filed):
    with acting(SYSTEM):
        code = Dossier.objects.get(pk=filed[0]).code
    assert found(code) == [filed[0]]
    assert found(code.lower()) == [filed[0]]
    assert set(found(code[:-4])) == set(filed)
    assert found("072185000011") == [filed[0]]
    assert found("072185000099") == []


def test_another_commune_finds_nothing(filed):
    with acting(SYSTEM):
        code = Dossier.objects.get(pk=filed[0]).code
    elsewhere = Desk(OTHER)
    for words in ("huynh", code, "072185000011"):
        assert found(words, elsewhere) == []


def test_nobody_reads_the_words_themselves_nor_any_id_outside_of_a_scope(filed):
    with acting(NOBODY), connection.cursor() as cursor:
        cursor.execute("SELECT dossier_ids_of(%s::text[], 20)", [["huynh"]])
        assert cursor.fetchall() == []
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting(SYSTEM),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM dossier_search")


def test_a_dossier_that_reaches_another_agency_is_found_there(filed):
    elsewhere = Desk(OTHER)
    with acting(SYSTEM):
        row = Dossier.objects.get(pk=filed[0])
        row.agencies = sorted({*row.agencies, *elsewhere.receptionist.agencies})
        row.save(update_fields=["agencies"])
    assert found("diem an", elsewhere) == [filed[0]]
