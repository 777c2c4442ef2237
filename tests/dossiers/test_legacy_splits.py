"""However the rows are spread over runs, the province ends up with the same dossiers."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from motcua.demo.pages import scanned_page
from motcua.documents.models import ArchivedPaper, StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import LegacyEntry, LegacyPaper, Paper, Turn
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.types.legacy import Attachments
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make, legacy_files as files
from tests.dossiers.legacy_attached import ANSWERS, MAPPING, PAPERS, RESULT, answer

pytestmark = pytest.mark.django_db
OWN = ("ma_ho_so", "chu_ho_so", "so_dinh_danh")
BAD = {"ma_thu_tuc": "LA-la"}
ROWS = [
    {
        **(row if n % 3 else {**files.RUNNING, **{name: row[name] for name in OWN}}),
        **(BAD if n % 4 == 3 else {}),
    }
    for n, row in enumerate(files.numbered(8))
]
CODES = [row["ma_ho_so"] for row in ROWS]
TOLD = [
    answer(field, value, code)
    for code in CODES
    for field, value in (("ho_ten", "Nguyễn Văn Út"), ("ngay_sinh", "03/02/1985"), ("lạ", "x"))
]
HELD = [
    {**RESULT, "ma_ho_so": code, "thanh_phan": name, "tep": tep}
    for code in CODES
    for name, tep in (("DIVORCE", "a.pdf"), ("ID", "khong-co.pdf"), ("result", "a.pdf"))
]
Spread = list[int]


@pytest.fixture
def folder(tmp_path, province_with_procedures, settings):
    settings.STORED_FILES = tmp_path / "stored"  # nobody else's: what an example leaves is removed
    (tmp_path / "tep").mkdir()
    (tmp_path / "tep" / "a.pdf").write_bytes(scanned_page("Giấy tờ thử"))
    return tmp_path


def run(folder, rows, told, held):
    dossiers.import_legacy(
        actor=make.MACHINE,
        file=files.write(folder, rows),
        mapping=files.write_mapping(folder, MAPPING),
        attachments=Attachments(
            files.write(folder, told, name="tra-loi.csv", head=ANSWERS),
            files.write(folder, held, name="giay-to.csv", head=PAPERS),
            folder / "tep",
        ),
    )


def state():
    """What anybody can see of it; ids and moments of the import are of the run."""
    with acting(SYSTEM):
        found = {}
        for entry in LegacyEntry.objects.select_related("dossier"):
            one = entry.dossier
            turns = Turn.objects.filter(dossier_id=one.id).order_by("seq")
            papers = Paper.objects.filter(dossier=one, superseded_at=None)
            found[entry.old_code] = (
                one.status,
                one.due_at,
                [turn.kind for turn in turns],
                unseal_content(one.id, one.answers_sealed).answers,
                sorted((paper.component, paper.source, paper.file_ids) for paper in papers),
                sorted(LegacyPaper.objects.filter(entry=entry).values_list("name", "digest")),
                sorted(
                    ArchivedPaper.objects.filter(dossier_id=one.id).values_list("kind", "sha256")
                ),
            )
        counts = Paper.objects.count(), StoredFile.objects.count(), ArchivedPaper.objects.count()
    return found, counts


def undone(work):
    """What `work` returns; each example begins with an empty province, so the database and the stored files are as before."""
    seen = []
    before = stored()
    with transaction.atomic():
        seen.append(work())
        transaction.set_rollback(True)
    for left in stored() - before:
        left.unlink()
    return seen[0]


def stored():
    return {path for path in Path(django_settings.STORED_FILES).rglob("*") if path.is_file()}


@pytest.fixture
def once(folder):
    """All rows in one run."""

    def at_once():
        run(folder, ROWS, TOLD, HELD)
        return state()

    return undone(at_once)


spread = st.lists(st.integers(0, 3), min_size=24, max_size=24)


@given(rows=spread, told=spread, held=spread, order=st.randoms(use_true_random=False))
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_spread_of_the_rows_over_runs_ends_in_the_same_state(
    folder, once, rows, told, held, order
):
    """Part of the rows in each of four runs in any order, at last all of them: as in one run."""

    def spread_out():
        for number in range(4):
            parts = [
                [one for one, runs in zip(whole, lots, strict=False) if runs == number]
                for whole, lots in ((ROWS, rows), (TOLD, told), (HELD, held))
            ]
            for part in parts:
                order.shuffle(part)
            run(folder, *parts)
        run(folder, ROWS, TOLD, HELD)
        return state()

    often = undone(spread_out)

    assert once[0] == often[0]
    assert once[1] == often[1]
    assert len(once[0]) == 6
