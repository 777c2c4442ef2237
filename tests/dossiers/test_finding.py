"""Search: by code, by its beginning, by ID number, by name without accents; only what is mine."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from motcua.audit.models import Entry
from motcua.directory import api as directory
from motcua.directory.errors import SeatRequiredError
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.types import Narrowing, Tab
from motcua.kit.scope import NOBODY, SYSTEM, acting
from tests.directory.factories import MACHINE, make_citizen
from tests.dossiers.factories import Desk, resolved, submitted

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


@pytest.mark.parametrize("words", ["an", "a", "di an"])
def test_fewer_than_three_letters_begin_a_word(filed, words):
    assert found(words) == [filed[0]]
    assert found("en") == found("ie") == []


def test_more_letters_may_stand_inside_of_a_word(filed):
    assert found("iem") == [filed[0]]
    assert found("uynh") == [filed[1], filed[0]]


def test_parts_of_a_word_that_stand_apart_do_not_make_it(filed):
    submitted(make_citizen("Hoàng Anh Angho", "072185000019"))
    assert found("hoangho") == []


def test_a_name_goes_on_page_after_page_each_dossier_once(filed):
    more = [submitted(make_citizen("Huỳnh Lan", f"0721850010{n:02}")) for n in range(45)]
    actor, after, seen = Desk().receptionist, "", []
    while True:
        page = dossiers.search(actor=actor, words="huynh", narrowing=Narrowing(), after=after)
        seen += [row.dossier_id for row in page.rows]
        if not page.after:
            break
        after = page.after
    assert seen == [*reversed(more), filed[1], filed[0]]


def test_a_code_its_beginning_and_an_id_number(filed):
    with acting(SYSTEM):
        code = Dossier.objects.get(pk=filed[0]).code
    assert found(code) == [filed[0]]
    assert found(code.lower()) == [filed[0]]
    tail = code.removeprefix("H53.31.61-")  # as it is said over the telephone
    assert found(tail) == [filed[0]]
    assert found(tail, Desk(OTHER)) == []
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


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize("role", ["specialist", "head", "leader", "clerk"])
def test_every_handler_finds_by_id_number_what_they_may_see(filed, role):
    actor = getattr(Desk(), role)
    rows = dossiers.find(actor=actor, words="072 185 000 011")

    assert [row.dossier_id for row in rows] == [filed[0]]
    with acting(SYSTEM):
        assert Entry.objects.filter(verb="directory.look_up_number").count() == 1


def test_an_id_number_is_sought_within_a_list_too(filed):
    for one in filed:
        dossiers.accept(actor=Desk().receptionist, dossier_id=one)
    mine = dossiers.work_list(actor=Desk().specialist, tab=Tab.UNIT, search="072185000011")
    theirs = dossiers.work_list(actor=Desk(OTHER).specialist, tab=Tab.UNIT, search="072185000011")

    assert [row.dossier_id for row in mine.rows] == [filed[0]]
    assert theirs.rows == ()


@pytest.mark.parametrize("typed", ["0912345678", "+84 912 345 678", "0912.345.678"])
def test_a_telephone_finds_everybody_reached_under_it(filed, typed):
    with acting(SYSTEM):
        owners = [Dossier.objects.get(pk=one).owner_id for one in filed]
    for owner in owners:
        directory.update_contact(actor=MACHINE, person_id=owner, phone="0912 345 678")

    assert set(found(typed)) == set(filed)
    assert found(typed, Desk(OTHER)) == []


def test_a_telephone_that_was_taken_away_finds_nobody(filed):
    with acting(SYSTEM):
        owner = Dossier.objects.get(pk=filed[0]).owner_id
    directory.update_contact(actor=MACHINE, person_id=owner, phone="0912345678")
    directory.update_contact(actor=MACHINE, person_id=owner, phone="")

    assert found("0912345678") == []


def test_a_citizen_looks_up_nobody(filed):
    citizen = make_citizen("Lê Văn Tò", "072085000077")

    with pytest.raises(SeatRequiredError):
        directory.owner_of_number(actor=citizen, personal_id="072185000011")
    with pytest.raises(SeatRequiredError):
        directory.owners_of_phone(actor=citizen, phone="0912345678")
    with acting(SYSTEM):
        assert not Entry.objects.filter(verb="directory.look_up_number").exists()


def test_the_number_of_a_result_finds_its_dossier(signing_desk, citizen):
    dossier_id = resolved(signing_desk, citizen)
    view = dossiers.dossier(actor=signing_desk.clerk, dossier_id=dossier_id)
    number = view.result.number

    assert found(number, signing_desk) == [dossier_id]
    assert found(f" {number.lower()} ", signing_desk) == [dossier_id]
    assert found("999/" + number.split("/")[1], signing_desk) == []
    assert found(number, Desk(OTHER)) == []
