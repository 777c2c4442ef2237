"""Saved searches: one's own, under a name; and what a search without words looks at."""

from datetime import timedelta

import pytest
from django.db import connection

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    FilterNameTakenError,
    FilterNotFoundError,
    NameMissingError,
    NothingAskedError,
    SeatRequiredError,
    TooManyFiltersError,
)
from motcua.dossiers.models import Dossier, SavedFilter
from motcua.dossiers.queries.desk import narrowed_search
from motcua.dossiers.queries.narrowing import LOOKED_BACK
from motcua.dossiers.types import Channel, ListAsked, ListKind, Mark, Narrowing, Order, Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db
EVERYTHING = Narrowing(
    status=Status.IN_PROGRESS,
    channel=Channel.ONLINE,
    procedure_code=make.MARITAL,
    mark=Mark.NEAR,
    submitted_from=clock.today() - timedelta(days=3),
    submitted_to=clock.today(),
    order=Order.URGENT,
)
OVERDUE = ListAsked(ListKind.SEARCH, narrowing=Narrowing(mark=Mark.OVERDUE))


def save(actor, name="Sắp trễ", asked=OVERDUE):
    return dossiers.save_filter(actor=actor, name=name, asked=asked)


def names(actor):
    return [one.name for one in dossiers.saved_filters(actor=actor)]


def test_everything_that_was_asked_comes_back(desk):
    asked = ListAsked(ListKind.SEARCH, "diem an", EVERYTHING)
    save(desk.specialist, "  Của chị   Ẩn ", asked)

    (saved,) = dossiers.saved_filters(actor=desk.specialist)

    assert (saved.name, saved.asked) == ("Của chị Ẩn", asked)


def test_the_words_are_not_readable_in_the_table(desk):
    save(desk.specialist, asked=ListAsked(ListKind.SEARCH, "diem an"))

    with acting(SYSTEM):
        assert b"diem" not in bytes(SavedFilter.objects.get().asked_sealed)


def test_it_is_renamed_and_removed(desk):
    filter_id = save(desk.specialist)

    dossiers.rename_filter(actor=desk.specialist, filter_id=filter_id, name="Gấp")
    assert names(desk.specialist) == ["Gấp"]
    dossiers.remove_filter(actor=desk.specialist, filter_id=filter_id)
    assert names(desk.specialist) == []


def test_a_colleague_neither_sees_nor_changes_it(desk):
    filter_id = save(desk.specialist)

    assert names(desk.head) == []
    with pytest.raises(FilterNotFoundError):
        dossiers.rename_filter(actor=desk.head, filter_id=filter_id, name="Của tôi")
    with pytest.raises(FilterNotFoundError):
        dossiers.remove_filter(actor=desk.head, filter_id=filter_id)
    assert names(desk.specialist) == ["Sắp trễ"]


def test_a_name_is_given_once_and_never_empty(desk):
    save(desk.specialist)
    other = save(desk.specialist, "Khác")

    with pytest.raises(FilterNameTakenError, match="Sắp trễ"):
        save(desk.specialist)
    with pytest.raises(FilterNameTakenError):
        dossiers.rename_filter(actor=desk.specialist, filter_id=other, name="Sắp trễ")
    with pytest.raises(NameMissingError):
        save(desk.specialist, "   ")
    assert names(desk.specialist) == ["Khác", "Sắp trễ"]


def test_a_search_for_nothing_is_not_kept(desk):
    with pytest.raises(NothingAskedError):
        save(desk.specialist, asked=ListAsked(ListKind.SEARCH))
    assert names(desk.specialist) == []


def test_thirty_are_enough(desk):
    for number in range(30):
        save(desk.specialist, f"Bộ lọc {number}")

    with pytest.raises(TooManyFiltersError, match="30"):
        save(desk.specialist, "Một nữa")
    assert len(names(desk.specialist)) == 30


def test_who_reads_no_dossiers_saves_no_search(desk):
    administrator = official_actor(Role.ADMINISTRATOR, unit_kind="leadership", name="Ngô Văn Sáu")

    with pytest.raises(SeatRequiredError):
        save(administrator)
    with acting(SYSTEM):
        assert not SavedFilter.objects.exists()


# ------------------------------------------------------------------ what is looked at


def found(actor, words="", **narrowed):
    return dossiers.search(actor=actor, words=words, narrowing=Narrowing(**narrowed))


def ids(page):
    return [row.dossier_id for row in page.rows]


@pytest.fixture
def old(desk, citizen):
    """Handed in before the days that are looked at by themselves, and still running."""
    dossier_id = make.accepted(desk, citizen)
    with acting(SYSTEM):
        before = clock.now() - LOOKED_BACK - timedelta(days=2)
        Dossier.objects.filter(pk=dossier_id).update(submitted_at=before)
    return dossier_id


def test_without_words_and_days_the_last_ninety_are_looked_at(desk, citizen, old):
    new = make.accepted(desk, citizen)

    page = found(desk.specialist, procedure_code=make.MARITAL)

    assert ids(page) == [new]
    assert page.since == clock.today() - LOOKED_BACK


def test_days_words_or_what_still_runs_look_further_back(desk, old):
    wider = [
        found(desk.specialist, "bay", procedure_code=make.MARITAL),
        found(desk.specialist, submitted_to=clock.today()),
        found(desk.specialist, status=Status.IN_PROGRESS),
        found(desk.specialist, order=Order.URGENT),
    ]

    assert [ids(page) for page in wider] == [[old]] * 4
    assert {page.since for page in wider} == {None}


def test_the_most_urgent_first_page_after_page(desk, citizen, monkeypatch):
    monkeypatch.setattr("motcua.dossiers.queries.desk.PAGE", 2)
    made = [make.accepted(desk, citizen) for _ in range(5)]
    ended = make.submitted(citizen)
    dossiers.refuse(actor=desk.receptionist, dossier_id=ended, reason="Sai cơ quan")
    due = dict(zip(made, [5, 1, 4, 2, 3], strict=True))
    with acting(SYSTEM):
        for one, days in due.items():
            at = clock.now() + timedelta(days=days)
            Dossier.objects.filter(pk=one).update(due_at=at, first_due_at=at)

    seen, after = [], ""
    for _ in range(3):
        page = dossiers.search(
            actor=desk.specialist, words="", narrowing=Narrowing(order=Order.URGENT), after=after
        )
        seen += ids(page)
        after = page.after

    assert seen == sorted(made, key=due.__getitem__)
    assert after == ""


def test_the_urgent_ones_come_in_order_out_of_an_index(desk):
    with acting(desk.specialist.scope), connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        plan = narrowed_search(desk.specialist, "", Narrowing(order=Order.URGENT)).explain()

    assert "dossier_urgent" in plan
