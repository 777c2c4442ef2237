"""Lessons 7, 15 to 19 and 21: what officials and their heads see is true, once, and quick."""

import tracemalloc
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.audit.models import Entry
from motcua.demo.pages import scanned_page
from motcua.directory.types import Actor, Role
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Dossier, Paper, Turn
from motcua.dossiers.queries import export_rows
from motcua.dossiers.types import (
    ListAsked,
    ListKind,
    Narrowing,
    SupplementItem,
    Tab,
    TableFormat,
)
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from tests.acceptance import steps
from tests.directory.factories import official_actor
from tests.dossiers import factories as make
from tests.dossiers.test_export import content, write
from tests.dossiers.test_move_tasks import colleague, held, holder, move  # noqa: F401

pytestmark = pytest.mark.django_db
OWN = Narrowing(procedure_code=steps.LAND)
DOCUMENTS = 435
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def found_by(actor, narrowing=OWN):
    return [
        row.dossier_id for row in dossiers.search(actor=actor, words="", narrowing=narrowing).rows
    ]


def test_07_a_dossier_through_two_agencies_counts_once_in_the_province_and_once_in_each(
    desk, citizen
):
    desks = steps.LandDesks()
    dossier_id = steps.at_the_tax_office(desks, citizen)

    # the province: whoever reads both agencies finds one
    both = Actor(new_id(), "Giám sát", "staff", (*desks.surveyor.seats, *desks.taxman.seats))
    assert found_by(both) == [dossier_id]
    with acting(SYSTEM):
        assert Dossier.objects.filter(procedure_code=steps.LAND).count() == 1
        assert len(make.stored(dossier_id).agencies) >= 2
    # each agency: its own work, once
    for actor in (desks.surveyor, desks.taxman):
        assert found_by(actor) == [dossier_id]
        tabs = dossiers.work_list(actor=actor, tab=Tab.CITIZEN)
        assert [row.dossier_id for row in tabs.rows].count(dossier_id) <= 1
    assert sum(dossiers.work_list(actor=desks.taxman, tab=Tab.MINE).counts.values()) == 1
    # and an agency that never had it: none
    assert found_by(desk.head) == []


def test_15_a_dossier_with_435_documents_opens_quickly(office, citizen):
    """As many statements as with one document, and a bounded weight; the two seconds are for the bench."""
    dossier_id = make.accepted(office, citizen)
    with acting(SYSTEM):
        page = scanned_page("Giấy tờ thử")
        files = [stored_file(citizen, page, number).id for number in range(DOCUMENTS)]
    hand_in(dossier_id, files[:1])
    with_one, _weight, _page = cost(office, dossier_id)

    hand_in(dossier_id, files)
    statements, weight, shown = cost(office, dossier_id)

    assert shown.text.count("giay-to-") == DOCUMENTS
    assert statements == with_one < 20
    assert weight < 300_000


def hand_in(dossier_id, files):
    row = make.stored(dossier_id)
    with acting(SYSTEM):
        Paper.objects.filter(dossier_id=dossier_id).delete()
        Paper.objects.create(
            dossier_id=dossier_id,
            component=make.some_component(dossier_id),
            source="upload",
            file_ids=files,
            copies=len(files),
            handed_in_at=row.submitted_at,
        )


def stored_file(citizen, page, number):
    return documents.store_paper(
        actor=make.MACHINE,
        name=f"giay-to-{number}.pdf",
        content=page,
        media_type="application/pdf",
        owner_id=citizen.person_id,
        agencies=[make.agency_id()],
    )


def cost(office, dossier_id):
    address = f"ho-so/{dossier_id}/"
    office.specialist.page(address)
    with CaptureQueriesContext(connection) as sent:
        page = office.specialist.page(address)
    counted = [q for q in sent.captured_queries if not q["sql"].startswith(FRAME)]
    return len(counted), len(page.html.encode()), page


def test_16_an_export_runs_in_the_background_in_bounded_memory(desk, citizen, monkeypatch):
    """What is held at once does not grow with the list; 24,000 dossiers are for the bench."""
    monkeypatch.setattr(export_rows, "AT_ONCE", 5)
    asked = ListAsked(ListKind.SEARCH, narrowing=Narrowing(procedure_code=make.MARITAL))
    peaks = []
    for more in (5, 25):
        for _ in range(more):
            make.accepted(desk, citizen)
        before = ProcrastinateJob.objects.count()
        export_id = dossiers.export_list(
            actor=desk.receptionist, asked=asked, table=TableFormat.CSV
        )
        assert ProcrastinateJob.objects.count() == before + 1  # the page does not wait for it
        if not peaks:
            write(export_id, desk.receptionist)  # what is read once a process
            export_id = dossiers.export_list(
                actor=desk.receptionist, asked=asked, table=TableFormat.CSV
            )
        tracemalloc.start()
        write(export_id, desk.receptionist)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert content(desk.receptionist, export_id).count(b"\n") == 31
    assert peaks[1] < 1.5 * peaks[0]


def test_17_no_figure_misses_a_transition_because_it_is_written_later(desk, citizen):
    """No worker runs here: what the figures need is written with the act itself."""

    def figures():
        waiting = len(dossiers.incoming(actor=desk.receptionist))
        work = dossiers.work_list(actor=desk.specialist, tab=Tab.UNIT).counts
        seen = found_by(desk.head, Narrowing(procedure_code=make.MARITAL))
        return waiting, work[Tab.UNIT], work[Tab.MINE], work[Tab.CITIZEN], len(seen)

    assert figures() == (0, 0, 0, 0, 0)
    dossier_id = make.submitted(citizen)
    assert figures() == (1, 0, 0, 0, 1)
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    assert figures() == (0, 1, 0, 0, 1)
    dossiers.take(actor=desk.specialist, step_id=make.open_step(dossier_id).id)
    assert figures() == (0, 0, 1, 0, 1)
    dossiers.request_supplement(
        actor=desk.specialist, dossier_id=dossier_id, items=asked_of(dossier_id), reason="Mờ"
    )
    assert figures() == (0, 0, 0, 1, 1)


def asked_of(dossier_id):
    return [SupplementItem("paper", make.some_component(dossier_id), "Chụp lại")]


def test_18_a_head_takes_dossiers_from_one_officer_and_gives_them_to_another_in_one_act(
    desk,
    colleague,  # noqa: F811
    held,  # noqa: F811
):
    due = [make.stored(one).due_at for one in held]

    assert move(desk.head, desk, colleague) == 2

    assert [holder(one) for one in held] == [colleague.person_id] * 2
    assert [make.stored(one).due_at for one in held] == due
    with acting(SYSTEM):
        turns = [Turn.objects.filter(dossier_id=one).order_by("-seq")[0].facts for one in held]
        assert Entry.objects.filter(verb="dossier.move_tasks").count() == 1
    assert turns[0]["move"] == turns[1]["move"]
    assert turns[0]["from"] == str(desk.specialist.person_id)


def test_19_a_queue_is_searched_inside_and_holds_no_dossier_twice(desk, citizen):
    other = make.another_citizen()
    mine, theirs = make.accepted(desk, citizen), make.accepted(desk, other)
    for words in ("nguyen thi bay", make.stored(mine).code):
        found = dossiers.work_list(actor=desk.specialist, tab=Tab.UNIT, search=words)
        assert [row.dossier_id for row in found.rows] == [mine]

    # a process that runs in parallel in two units: one row in the inbox of each, one in a search
    parallel = steps.submitted_to(citizen, "1.013225", make.COMMUNE)
    dossiers.accept(actor=desk.receptionist, dossier_id=parallel)
    for kind in ("construction", "economy"):
        head = official_actor(Role.HEAD, unit_kind=kind, name="Lê Thị Ánh")
        rows = dossiers.work_list(actor=head, tab=Tab.UNIT).rows
        assert [row.dossier_id for row in rows] == [parallel]
        assert found_by(head, Narrowing(procedure_code="1.013225")) == [parallel]
    rows = dossiers.work_list(actor=desk.head, tab=Tab.UNIT).rows
    assert sorted(row.dossier_id for row in rows) == sorted([mine, theirs])


def test_19_who_sits_in_two_units_that_work_in_parallel_sees_the_dossier_once(desk, citizen):
    parallel = steps.submitted_to(citizen, "1.013225", make.COMMUNE)
    dossiers.accept(actor=desk.receptionist, dossier_id=parallel)
    both = in_both_units()
    units = {seat.unit_id for seat in both.seats}
    here = [step for step in make.open_steps(parallel) if step.unit_id in units]
    assert len(here) == 2

    assert seen_in(both, Tab.UNIT) == ([parallel], 1)
    for step in here:
        dossiers.take(actor=both, step_id=step.id)
    assert seen_in(both, Tab.UNIT) == ([], 0)
    assert seen_in(both, Tab.MINE) == ([parallel], 1)
    # both tasks are there, on the dossier's page
    shown = dossiers.dossier(actor=both, dossier_id=parallel)
    assert len([step for step in shown.steps if step.done_at is None]) >= 2

    asked = SupplementItem("paper", make.some_component(parallel), "Chụp lại")
    dossiers.request_supplement(
        actor=both, dossier_id=parallel, items=[asked], reason="Mờ, không đọc được"
    )
    assert seen_in(both, Tab.CITIZEN) == ([parallel], 1)
    assert seen_in(desk.specialist, Tab.CITIZEN) == ([parallel], 1)


def in_both_units():
    """One person with a seat in each of the two units."""
    person = official_actor(Role.CASE_OFFICER, unit_kind="construction", name="Lê Thị Ánh")
    other = official_actor(Role.CASE_OFFICER, unit_kind="economy", name="Lê Thị Ánh")
    return replace(person, seats=(*person.seats, *other.seats))


def seen_in(actor, tab):
    found = dossiers.work_list(actor=actor, tab=tab)
    return [row.dossier_id for row in found.rows], found.counts[tab]


def test_21_an_act_on_a_screen_tells_the_same_people_as_the_act_itself(office):
    by_door, by_screen = make.submitted(), make.submitted(make.another_citizen())
    dossiers.accept(actor=office.receptionist, dossier_id=by_door)
    page = office.counter.send(f"ho-so/{by_screen}/tiep-nhan/", act="accept")
    assert "Đã tiếp nhận" in page.text

    def told(dossier_id):
        jobs = ProcrastinateJob.objects.filter(args__dossier_id=str(dossier_id))
        return sorted(jobs.values_list("task_name", flat=True))

    assert told(by_door) == told(by_screen)
    assert any("tell_owner" in name for name in told(by_screen))
