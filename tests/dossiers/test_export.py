"""A list as a file: what its maker may see, piece by piece, theirs alone, gone after three days."""

import csv
import io
import zipfile
from datetime import timedelta
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest

from motcua.audit.models import Entry
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.actions import write_export as writing
from motcua.dossiers.errors import (
    ExportNotFoundError,
    ExportNotReadyError,
    SeatRequiredError,
    TooManyExportsError,
)
from motcua.dossiers.events import ExportAsked
from motcua.dossiers.models import Dossier, Export
from motcua.dossiers.queries import export_rows
from motcua.dossiers.types import (
    ExportState,
    ListAsked,
    ListKind,
    Mark,
    Narrowing,
    TableFormat,
)
from motcua.kit import clock, files
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db
MARITAL = ListAsked(ListKind.SEARCH, narrowing=Narrowing(procedure_code=make.MARITAL))
SHEET = "xl/worksheets/sheet1.xml"
NAME = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written(actor, asked=MARITAL, table=TableFormat.CSV):
    export_id = dossiers.export_list(actor=actor, asked=asked, table=table)
    write(export_id, actor)
    return export_id


def write(export_id, actor):
    dossiers.write_export(ExportAsked(export_id=export_id, maker_id=actor.person_id))


def content(actor, export_id):
    _name, _table, pieces = dossiers.exported_file(actor=actor, export_id=export_id)
    return b"".join(pieces)


def csv_lines(actor, export_id):
    text = content(actor, export_id).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def stored(export_id):
    with acting(SYSTEM):
        return Export.objects.get(pk=export_id)


def verbs():
    with acting(SYSTEM):
        return [e.verb for e in Entry.objects.filter(object_type="export").order_by("pk")]


def test_a_search_becomes_a_csv_file_and_each_act_is_written_down(desk, citizen):
    dossier_id = make.accepted(desk, citizen)

    export_id = written(desk.receptionist)
    heading, line = csv_lines(desk.receptionist, export_id)

    assert heading[0] == "Mã hồ sơ"
    assert line[0] == make.stored(dossier_id).code
    assert line[3] == "Nguyễn Thị Bảy"
    assert verbs() == ["dossier.export", "dossier.export_written", "dossier.export_fetched"]
    (seen,) = dossiers.exports(actor=desk.receptionist)
    assert (seen.state, seen.total, seen.written, seen.percent) == (ExportState.DONE, 1, 1, 100)


def test_the_same_list_as_a_workbook(desk, citizen):
    dossier_id = make.accepted(desk, citizen)

    export_id = written(desk.receptionist, table=TableFormat.XLSX)
    with zipfile.ZipFile(io.BytesIO(content(desk.receptionist, export_id))) as book:
        assert book.testzip() is None
        sheet = ET.fromstring(book.read(SHEET))  # noqa: S314  (we wrote it)
    rows = sheet.findall(f".//{NAME}row")

    assert len(rows) == 2
    assert rows[1].findtext(f".//{NAME}t") == make.stored(dossier_id).code


@pytest.mark.parametrize(
    "kind", [ListKind.MINE, ListKind.UNIT, ListKind.OTHERS, ListKind.CITIZEN, ListKind.DONE]
)
def test_every_list_of_work_has_the_same_lines_as_the_screen(desk, citizen, kind):
    make.awaiting_supplement(desk, citizen)
    held = make.accepted(desk, citizen)
    step = make.open_step(held)
    dossiers.assign(actor=desk.head, step_id=step.id, person_id=desk.specialist.person_id)
    make.accepted(desk, citizen)
    tab = export_rows.TABS[kind]

    export_id = written(desk.specialist, ListAsked(kind))
    shown = dossiers.work_list(actor=desk.specialist, tab=tab).rows

    assert [line[0] for line in csv_lines(desk.specialist, export_id)[1:]] == [
        row.code for row in shown
    ]


def test_what_waits_at_the_counter(desk, citizen):
    code = make.stored(make.submitted(citizen)).code

    incoming = written(desk.receptionist, ListAsked(ListKind.INCOMING))
    handing = written(desk.receptionist, ListAsked(ListKind.HANDING_OVER))

    assert [line[0] for line in csv_lines(desk.receptionist, incoming)[1:]] == [code]
    assert csv_lines(desk.receptionist, handing)[1:] == []


def test_portions_are_read_one_by_one_and_the_progress_is_seen(desk, citizen, monkeypatch):
    monkeypatch.setattr(export_rows, "AT_ONCE", 2)
    codes = {make.stored(make.accepted(desk, citizen)).code for _ in range(5)}
    steps = []
    change = writing._change

    def watched(row, **values):
        steps.append(values.get("written"))
        change(row, **values)

    monkeypatch.setattr(writing, "_change", watched)
    export_id = written(desk.receptionist)

    assert [step for step in steps if step] == [2, 4, 5]
    assert {line[0] for line in csv_lines(desk.receptionist, export_id)[1:]} == codes


def test_another_agency_gets_no_line(desk, citizen):
    make.accepted(desk, citizen)
    stranger = official_actor(
        Role.CASE_OFFICER, unit_kind="civil_status", agency="H53.31.01", name="Người Lạ"
    )

    assert csv_lines(stranger, written(stranger))[1:] == []


def test_only_its_maker_fetches_or_removes_a_file(desk, citizen):
    make.accepted(desk, citizen)
    export_id = written(desk.receptionist)

    for act in (dossiers.exported_file, dossiers.remove_export):
        with pytest.raises(ExportNotFoundError):
            act(actor=desk.head, export_id=export_id)
    assert dossiers.exports(actor=desk.head) == ()
    assert stored(export_id).state == ExportState.DONE


def test_who_has_no_seat_among_the_readers_exports_nothing(desk):
    administrator = official_actor(Role.ADMINISTRATOR, unit_kind="leadership", name="Ngô Văn Sáu")

    with pytest.raises(SeatRequiredError):
        dossiers.export_list(actor=administrator, asked=MARITAL, table=TableFormat.CSV)
    with acting(SYSTEM):
        assert not Export.objects.exists()


def test_the_words_asked_for_are_not_readable_in_the_table(desk):
    asked = ListAsked(ListKind.SEARCH, "diem an", Narrowing(mark=Mark.OVERDUE))
    export_id = dossiers.export_list(actor=desk.receptionist, asked=asked, table=TableFormat.CSV)

    assert b"diem an" not in bytes(stored(export_id).asked_sealed)
    assert dossiers.exports(actor=desk.receptionist)[0].asked == asked


def test_a_fourth_file_at_once_is_refused(desk):
    for _ in range(3):
        dossiers.export_list(actor=desk.receptionist, asked=MARITAL, table=TableFormat.CSV)

    with pytest.raises(TooManyExportsError, match="3 tệp"):
        dossiers.export_list(actor=desk.receptionist, asked=MARITAL, table=TableFormat.CSV)
    assert len(dossiers.exports(actor=desk.receptionist)) == 3


def test_a_file_that_is_not_written_yet_cannot_be_fetched(desk):
    export_id = dossiers.export_list(actor=desk.receptionist, asked=MARITAL, table=TableFormat.CSV)

    with pytest.raises(ExportNotReadyError):
        dossiers.exported_file(actor=desk.receptionist, export_id=export_id)


def test_an_attempt_that_died_is_written_again_and_leaves_no_file(desk, citizen, monkeypatch):
    make.accepted(desk, citizen)
    export_id = dossiers.export_list(actor=desk.receptionist, asked=MARITAL, table=TableFormat.CSV)
    lines = export_rows.lines
    monkeypatch.setattr(export_rows, "lines", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(export_id, desk.receptionist)
    died = stored(export_id)
    monkeypatch.setattr(export_rows, "lines", lines)

    write(export_id, desk.receptionist)

    assert died.state == ExportState.WAITING
    assert not files.place_for(died.file_id).exists()
    assert len(csv_lines(desk.receptionist, export_id)) == 2


def test_a_second_delivery_of_the_job_writes_nothing_twice(desk, citizen):
    make.accepted(desk, citizen)
    export_id = written(desk.receptionist)
    before = stored(export_id).file_id

    write(export_id, desk.receptionist)
    dossiers.write_export(
        ExportAsked(export_id=uuid4(), maker_id=desk.receptionist.person_id)
    )  # forgotten meanwhile

    assert stored(export_id).file_id == before


def test_removed_while_it_is_written_stops_and_leaves_no_file(desk, citizen, monkeypatch):
    make.accepted(desk, citizen)
    export_id = dossiers.export_list(actor=desk.receptionist, asked=MARITAL, table=TableFormat.CSV)
    lines = export_rows.lines

    def removing(*given):
        found = lines(*given)
        dossiers_of = dossiers.remove_export
        monkeypatch.setattr(export_rows, "lines", lines)
        removed.append(dossiers_of(actor=desk.receptionist, export_id=export_id))
        return found

    removed = []
    monkeypatch.setattr(export_rows, "lines", removing)
    write(export_id, desk.receptionist)

    row = stored(export_id)
    assert removed == [None]
    assert row.state == ExportState.REMOVED
    assert not files.place_for(row.file_id).exists()


def test_files_go_after_three_days(desk, citizen):
    make.accepted(desk, citizen)
    export_id = written(desk.receptionist)
    file = files.place_for(stored(export_id).file_id)
    assert dossiers.forget_exports() == 0
    assert file.exists()

    with clock.set_to(clock.now() + timedelta(days=4)):
        assert dossiers.forget_exports() == 1

    assert not file.exists()
    with pytest.raises(ExportNotFoundError):
        dossiers.exported_file(actor=desk.receptionist, export_id=export_id)


@pytest.mark.parametrize("trick", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", " =1"])
def test_a_name_that_a_spreadsheet_would_run_is_only_text(desk, citizen, trick):
    dossier_id = make.accepted(desk, citizen)
    with acting(SYSTEM):
        Dossier.objects.filter(pk=dossier_id).update(owner_name=trick)

    line = csv_lines(desk.receptionist, written(desk.receptionist))[1]
    workbook = content(desk.receptionist, written(desk.receptionist, table=TableFormat.XLSX))

    assert line[3] == f"'{trick}"
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        sheet = book.read(SHEET).decode()
    assert "<f>" not in sheet
    assert "inlineStr" in sheet
