"""Workbooks as people fill them in: our template, opened by openpyxl, rows typed into it."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.dossiers import api as dossiers
from motcua.dossiers.batches.layout import OWN_NUMBER, layout_of
from motcua.dossiers.batches.template import template_of
from motcua.dossiers.events import BatchConfirmed, BatchPaused, BatchUploaded
from motcua.dossiers.models import Batch, BatchRow, Dossier, Turn
from motcua.dossiers.types import BatchFile, BatchState, RowState
from motcua.engines.forms import api as forms
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.workbooks import FIRST_ROW, HEADING_ROW
from tests.directory import test_firms as firms
from tests.dossiers import factories as make

MARITAL = make.MARITAL


def layout(procedure=MARITAL, case=None):
    version = catalogue.procedure(procedure)
    return layout_of(version.id, case or version.cases[0].code)


def typed(answers, procedure=MARITAL, case=None):
    """What a person would type into the cells for these answers, by column."""
    version = catalogue.procedure(procedure)
    form = catalogue.form(version.id)
    case = case or version.cases[0].code
    held = forms.join(form, answers)
    posted = {}
    for page in form.pages:
        facts = {"case": case, "channel": "2"}
        posted |= forms.posted_of(form, page.id, held, facts=facts)
    return {
        column.name: words
        for column in layout(procedure, case).columns
        if (words := _words(column, posted))
    }


def _words(column, posted):
    if column.widget == "date3":
        parts = [posted.get(f"{column.name}.{box}", [""])[0] for box in ("day", "month", "year")]
        return "/".join(parts) if all(parts) else ""
    values = posted.get(column.name, [])
    labels = {choice.value: choice.label.vi for choice in column.choices}
    return "; ".join(labels.get(value, value) for value in values)


def person(number=1, procedure=MARITAL, **changed):
    """A good row: the sample person of the form, each with a number of their own."""
    version = catalogue.procedure(procedure)
    cells = typed(make.sample_answers(version), procedure)
    return {**cells, OWN_NUMBER: str(number), **changed}


def book(rows, procedure=MARITAL, case=None, change=None):
    """With a column for every question, as every template had it once; a firm's has it still.

    `change` gets the opened workbook and its sheet before it is saved.
    """
    version = catalogue.procedure(procedure)
    case = case or version.cases[0].code
    return filled(
        template_of(version, case, layout(procedure, case)), rows, procedure, case, change
    )


def own_template(actor, procedure=MARITAL):
    """As this actor fetches it."""
    case = catalogue.procedure(procedure).cases[0].code
    return dossiers.batch_template(actor=actor, procedure_code=procedure, case_code=case)


def filled(content, rows, procedure=MARITAL, case=None, change=None):
    """What has no column in this template is not typed."""
    opened = load_workbook(io.BytesIO(content))
    sheet = opened.worksheets[0]
    case = case or catalogue.procedure(procedure).cases[0].code
    said = {
        words: c.name
        for c in layout(procedure, case).columns
        for words in (c.heading.vi, c.heading.en)
    }
    places = {said[cell.value]: cell.column for cell in sheet[HEADING_ROW] if cell.value in said}
    for at, cells in enumerate(rows, start=FIRST_ROW):
        for name, value in cells.items():
            if name in places:
                sheet.cell(at, places[name]).value = value
    if change:
        change(opened, sheet)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def column_of(sheet, heading):
    return next(cell.column for cell in sheet[HEADING_ROW] if cell.value == heading)


def zipped(*, packed=zipfile.ZIP_STORED, **files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return BatchFile("giay-to.zip", out.getvalue())


def uploaded(actor, content, procedure=MARITAL, case=None, **given):
    """Sent, not read yet."""
    version = catalogue.procedure(procedure)
    return dossiers.upload_batch(
        actor=actor,
        **{
            "key": new_id(),
            "procedure_code": procedure,
            "case_code": case or version.cases[0].code,
            "agency_id": make.agency_id(),
            "book": BatchFile("danh-sach.xlsx", content),
            **given,
        },
    )


def read(batch_id):
    """As the queue does it: what pauses comes back."""
    dossiers.check_batch(BatchUploaded(batch_id=batch_id))
    while stored(batch_id).state == BatchState.CHECKING:
        dossiers.check_batch(BatchPaused(batch_id=batch_id))


def checked(actor, rows, **given):
    batch_id = uploaded(actor, rows if isinstance(rows, bytes) else book(rows), **given)
    read(batch_id)
    return batch_id


def filed(actor, batch_id):
    dossiers.confirm_batch(actor=actor, batch_id=batch_id, declared=True)
    work(batch_id)


def work(batch_id):
    dossiers.file_batch(BatchConfirmed(batch_id=batch_id))
    while stored(batch_id).state == BatchState.FILING:
        dossiers.file_batch(BatchPaused(batch_id=batch_id))


def figures(actor, batch_id):
    seen = dossiers.batch(actor=actor, batch_id=batch_id)
    return (seen.good, seen.bad, seen.same, seen.filed)


def stored(batch_id):
    with acting(SYSTEM):
        return Batch.objects.get(pk=batch_id)


def faults(actor, batch_id):
    """Of the bad rows: row → (column, message) of each fault."""
    rows, _more = dossiers.batch_rows(
        actor=actor, batch_id=batch_id, states=(RowState.BAD,), page=1
    )
    return {row.row: [(f.column, f.message) for f in row.faults] for row in rows}


def shown(actor, batch_id, state=RowState.GOOD):
    rows, _more = dossiers.batch_rows(actor=actor, batch_id=batch_id, states=(state,), page=1)
    return rows


def rows_left(batch_id):
    with acting(SYSTEM):
        return BatchRow.objects.filter(batch_id=batch_id).count()


def filed_dossiers():
    with acting(SYSTEM):
        return list(Dossier.objects.order_by("code"))


def submitted_turns():
    with acting(SYSTEM):
        return list(Turn.objects.filter(kind="submitted"))


@pytest.fixture
def leader(citizen, desk):
    """The representative of a firm, in its name."""
    firm_id = firms.registered(desk.receptionist)
    return directory.acting_for(actor=citizen, principal_id=firm_id)
