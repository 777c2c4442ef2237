"""`./motcua legacy`: the mapping to begin with, and what the import says."""

import json
import stat
from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from motcua.cli import legacy as command
from motcua.dossiers import api as dossiers
from motcua.dossiers.legacy.mapping import load_mapping
from motcua.dossiers.models import Dossier
from motcua.dossiers.types import Status
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import legacy_files as files

pytestmark = pytest.mark.django_db
FROM_LONG_AN = {
    "ma_thu_tuc": "1.004873",
    "ma_don_vi": "H34.50.001",
    "ten_don_vi": "UBND xã Hưng Hà",
}
SIMILAR = {
    "ma_thu_tuc": "KS-TE",
    "ten_thu_tuc": "Đăng ký khai sinh",
    "ma_don_vi": "TM",
    "ten_don_vi": "UBND xã Truông Mít",
    "trang_thai": "Đã trả kết quả cho dân",
}


@pytest.fixture
def told(tmp_path, province_with_procedures, monkeypatch):
    """`told(arguments…)`: exit code and everything that the command printed."""
    monkeypatch.setattr(command, "make_missing_keys", lambda _places: None)
    monkeypatch.setattr(command, "database", lambda _places: nullcontext())
    monkeypatch.setattr(command, "start_django", lambda: None)

    def run(*arguments):
        ran = CliRunner().invoke(command.legacy, [str(one) for one in arguments])
        return ran.exit_code, ran.output

    return run


def test_the_mapping_to_begin_with_knows_codes_and_successors_and_only_proposes_names(
    told, tmp_path
):
    rows = [*files.numbered(3, **FROM_LONG_AN), *files.numbered(2, **SIMILAR)]
    output = tmp_path / "moi.yaml"
    code, said = told("map", files.write(tmp_path, rows), "--source", "H34", "--output", output)

    assert code == 0
    assert "4 codes are left" in said
    text = output.read_text(encoding="utf-8")
    assert '"H34.50.001": "H53.31.01"  # UBND xã Hưng Hà; 3 dòng' in text
    assert '"1.004873": "1.004873"' in text
    assert '"KS-TE":  # Đăng ký khai sinh; 2 dòng; có thể 1.001193' in text
    assert '"TM":  # UBND xã Truông Mít; 2 dòng; có thể H53.31.61' in text
    assert '"Đã trả kết quả cho dân":  # 2 dòng; có thể result_returned' in text
    mapping = load_mapping(output)
    assert set(mapping.units) == {"H34.50.001"}
    assert mapping.statuses == {}


def test_what_the_mapping_says_already_stays_and_the_new_codes_join_it(told, tmp_path):
    known = files.write_mapping(tmp_path, files.MAPPING + "\npapers: {Ly hôn: DIVORCE}")
    code, said = told(
        "map",
        files.write(
            tmp_path,
            [SIMILAR | files.RETURNED, {**files.RETURNED, **SIMILAR, "trang_thai": "Đã trả"}],
        ),
        "--mapping",
        known,
    )
    assert code == 0
    grown = tmp_path / "lon.yaml"
    grown.write_text("\n".join(line for line in said.splitlines() if "codes are left" not in line))
    mapping = load_mapping(grown)
    before = load_mapping(known)
    assert mapping.units == before.units
    assert mapping.papers == before.papers != {}
    assert mapping.procedures == before.procedures
    assert mapping.status("Đã trả") is Status.RESULT_RETURNED
    assert '"KS-TE":' in said


def test_import_says_what_landed_and_writes_a_report_that_only_its_owner_reads(told, tmp_path):
    bad = {**files.RETURNED, "ma_ho_so": "X-1", "ma_don_vi": "la"}
    file, report = files.write(tmp_path, [*files.numbered(2), bad]), tmp_path / "r.json"

    code, said = told("import", file, "--mapping", files.write_mapping(tmp_path), "--json", report)

    assert code == 0
    assert "2 landed, 0 were there, 0 differ, 1 refused" in said
    assert "row 4, ma_don_vi: Bảng ánh xạ chưa có đơn vị này." in said
    written = json.loads(report.read_text())
    assert (written["rows"], written["landed"], written["refused"]) == (3, 2, 1)
    assert written["unknown"] == [
        {"kind": "unit", "code": "la", "name": "UBND xã Hưng Hà", "rows": 1}
    ]
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_dry_run_lands_nothing(told, tmp_path):
    file = files.write(tmp_path, files.numbered(2))
    code, said = told("import", file, "--mapping", files.write_mapping(tmp_path), "--dry-run")
    assert code == 0
    assert "2 would land" in said
    with acting(SYSTEM):
        assert Dossier.objects.count() == 0


def test_a_wrong_mapping_is_refused_with_its_faults_and_nothing_lands(told, tmp_path):
    file = files.write(tmp_path, files.numbered(2))
    wrong = files.write_mapping(tmp_path, "source: H34\nunits: {A: H99}\nstatuses: {B: xong}")
    code, said = told("import", file, "--mapping", wrong)
    assert code == 1
    assert "A: H99" in said
    assert "B: xong" in said
    with acting(SYSTEM):
        assert Dossier.objects.count() == 0
    assert dossiers.broken_chronicles() == []


def test_answers_and_papers_come_along_and_the_command_counts_them(told, tmp_path):
    code = files.numbered(1)[0]["ma_ho_so"]
    head = ("ma_ho_so", "truong", "gia_tri")
    rows = [{"ma_ho_so": code, "truong": "ho_ten", "gia_tri": "Út"}]
    answers = files.write(tmp_path, rows, name="tra-loi.csv", head=head)
    head = ("ma_ho_so", "thanh_phan", "tep")
    rows = [{"ma_ho_so": code, "thanh_phan": "DIVORCE", "tep": "khong-co.pdf"}]
    papers = files.write(tmp_path, rows, name="giay-to.csv", head=head)
    (tmp_path / "tep").mkdir()

    exit_code, said = told(
        "import", files.write(tmp_path, files.numbered(1)),
        "--mapping", files.write_mapping(tmp_path),
        "--answers", answers, "--papers", papers, "--files", tmp_path / "tep",
    )  # fmt: skip

    assert exit_code == 0
    assert "1 answers: 1 landed, 0 were there, 0 differ, 0 refused" in said
    assert "1 papers: 0 landed, 0 were there, 0 differ, 0 refused, 1 without a file" in said
    assert (
        "papers row 2, tep: Không có tệp này trong thư mục hay tệp ZIP. Thêm tệp khong-co.pdf"
        in said
    )


def test_papers_without_their_folder_are_refused_before_anything_lands(told, tmp_path):
    file = files.write(tmp_path, files.numbered(1))
    mapping = files.write_mapping(tmp_path)
    code, said = told("import", file, "--mapping", mapping, "--papers", file)
    assert code == 2
    assert "--papers and --files go together" in said
    with acting(SYSTEM):
        assert Dossier.objects.count() == 0
