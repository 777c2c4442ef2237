"""Form 07: the lines of what the official may see, written down, never a book without end."""

import io

import pikepdf
import pytest

from motcua.audit.models import Entry
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.actions import print_register as printing
from motcua.dossiers.errors import RegisterTooLongError
from motcua.dossiers.types import Narrowing
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db
MARITAL = Narrowing(procedure_code=make.MARITAL)


def lines_written_down():
    with acting(SYSTEM):
        entries = Entry.objects.filter(verb="dossier.print_register").order_by("pk")
        return [entry.details["lines"] for entry in entries]


def test_the_register_is_a_pdf_and_is_written_down(desk, citizen):
    make.accepted(desk, citizen)

    name, pdf = dossiers.print_register(actor=desk.receptionist, words="", narrowing=MARITAL)

    assert name.endswith(".pdf")
    with pikepdf.open(io.BytesIO(pdf)) as book:
        _, _, width, height = book.pages[0].mediabox
        assert width > height
    assert lines_written_down() == [1]


def test_another_agency_prints_no_line(desk, citizen):
    make.accepted(desk, citizen)
    stranger = official_actor(
        Role.CASE_OFFICER, unit_kind="civil_status", agency="H53.31.01", name="Người Lạ"
    )

    dossiers.print_register(actor=stranger, words="", narrowing=MARITAL)

    assert lines_written_down() == [0]


def test_a_book_too_long_is_refused_and_nothing_is_written(desk, citizen, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 1)
    make.accepted(desk, citizen)
    make.accepted(desk, citizen)

    with pytest.raises(RegisterTooLongError, match="1 dòng"):
        dossiers.print_register(actor=desk.receptionist, words="", narrowing=MARITAL)
    assert lines_written_down() == []
