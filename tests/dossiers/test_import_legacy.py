"""Dossiers of another province: each once, as it was told, and nothing invented."""

import pytest

from motcua.directory import api as directory
from motcua.directory.models import Person
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import AdministratorRequiredError
from motcua.dossiers.models import Dossier, LegacyBatch, LegacyEntry, Step, Turn, TurnKind
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make, legacy_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, province_with_procedures):
    """`run(rows)`: import them, with the mapping of the tests."""

    def go(rows, *, mapping=files.MAPPING, **how):
        written = {name: how.pop(name) for name in ("separator", "head") if name in how}
        file = files.write(tmp_path, rows, **written)
        return dossiers.import_legacy(
            actor=make.MACHINE,
            file=file,
            mapping=files.write_mapping(tmp_path, mapping),
            **how,
        )

    return go


def everything():
    with acting(SYSTEM):
        tables = (Dossier, Turn, Step, LegacyEntry, LegacyBatch, Person)
        return tuple(table.objects.count() for table in tables)


def landed(code=files.RETURNED["ma_ho_so"]):
    with acting(SYSTEM):
        return Dossier.objects.get(code=code)


def told(dossier):
    with acting(SYSTEM):
        return list(Turn.objects.filter(dossier_id=dossier.id).order_by("seq"))


def test_it_lands_as_it_was_told(run):
    report = run([files.RETURNED])

    assert (report.rows, report.landed, report.refused) == (1, 1, 0)
    dossier = landed()
    assert dossier.state is Status.RESULT_RETURNED
    assert dossier.due_at == dossier.first_due_at
    assert dossier.due_at.astimezone(clock.LEGAL_ZONE).strftime("%d/%m %H:%M") == "07/07 17:00"
    assert [turn.kind for turn in told(dossier)] == [
        "submitted", "accepted", "resolved", "returned", "imported",
    ]  # fmt: skip
    assert dossiers.broken_chronicles([dossier.id]) == []
