"""Answers and papers of another system: with their dossiers, each once, files as uploads are."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from motcua.demo.pages import scanned_page
from motcua.documents.models import StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Paper
from motcua.dossiers.types import PaperSource
from motcua.kit.scope import SYSTEM, acting
from tests.documents import nasty
from tests.dossiers import legacy_files as files
from tests.dossiers.legacy_attached import (
    DIVORCE,
    RESULT,
    answer,
    content,
    everything,
    folder,
    landed,
    run,
    stored_bytes,
)

__all__ = ["folder", "run"]

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ answers


def test_answers_come_in_as_our_form_keeps_them_and_say_where_from(run, desk):
    report = run(
        answers=[
            answer("Họ và tên", "Nguyễn Văn Út"),
            answer("ngay_sinh", "03/02/1985"),
            answer("Giới", "Nam"),
            answer("dan_toc", "Kinh"),
        ]
    )

    assert report.findings == []
    assert (report.answers.rows, report.answers.landed) == (4, 4)
    assert content().answers == {
        "ho_ten": "Nguyễn Văn Út",
        "ngay_sinh": "1985-02-03",
        "gioi_tinh": "nam",
        "dan_toc": content().answers["dan_toc"],
    }
    view = dossiers.dossier(actor=desk.head, dossier_id=landed().id)
    lines = [line for section in view.sections for line in section.lines]
    [name] = [line for line in lines if line.value == "Nguyễn Văn Út"]
    assert "hệ thống cũ" in str(name.source)


def test_the_same_answers_again_change_nothing_and_other_ones_overwrite_nothing(run):
    told = [answer("ho_ten", "Nguyễn Văn Út"), answer("ngay_sinh", "03/02/1985")]
    run(answers=told)

    again = run(answers=[told[0], answer("ngay_sinh", "04/02/1985"), answer("gioi_tinh", "Nam")])

    counts = again.answers
    assert (counts.same, counts.changed, counts.landed) == (1, 1, 1)
    assert content().answers["ngay_sinh"] == "1985-02-03"
    [difference] = again.differences
    assert [(c.field, c.after) for c in difference.changes] == [("ngay_sinh", "1985-02-04")]


# ------------------------------------------------------------------ cells of tables

EXTRACT = {**files.RETURNED, "ma_thu_tuc": "2.000635"}
CELLS = [answer("trich_luc.1.loai", "Trích lục kết hôn"), answer("trich_luc.1.ho_ten", "Út"),
         answer("trich_luc.2.loai", "khai_tu")]  # fmt: skip
TABLES = (
    files.MAPPING.replace(
        "procedures:", 'procedures:\n  "2.000635": {procedure: "2.000635", version: "2025-07-01"}'
    )
    + """
answers: {"Giấy cần.Tên": trich_luc.ho_ten}
"""
)


def test_cells_of_a_table_come_in_one_by_one_and_again_change_nothing(run):
    report = run([EXTRACT], answers=CELLS, mapping=TABLES)
    assert (report.answers.landed, report.findings) == (3, [])
    assert content().answers["trich_luc"] == [
        {"loai": "ket_hon", "ho_ten": "Út"}, {"loai": "khai_tu"},
    ]  # fmt: skip
    again = run(
        [EXTRACT],
        answers=[
            *CELLS, answer("trich_luc.2.ho_ten", "Bảy"), answer("trich_luc.1.ho_ten", "Khác"),
            answer("Giấy cần.3.Tên", "Tám"),
        ],
        mapping=TABLES,
    )  # fmt: skip
    counts = again.answers
    assert (counts.same, counts.landed, counts.changed, counts.refused) == (3, 2, 1, 0)
    assert [row.get("ho_ten") for row in content().answers["trich_luc"]] == ["Út", "Bảy", "Tám"]
    [difference] = again.differences
    assert [(c.field, c.before, c.after) for c in difference.changes] == [
        ("trich_luc.1.ho_ten", "Út", "Khác")
    ]


@pytest.mark.parametrize(
    ("field", "value", "wrong", "said"),
    [
        ("trich_luc", "x", "truong", "là một bảng"),
        ("trich_luc.1.mau", "x", "truong", "không có cột đó"),
        ("trich_luc.0.ho_ten", "x", "truong", "không có dòng thứ đó"),
        ("trich_luc.99.ho_ten", "x", "truong", "không có dòng thứ đó"),
        ("trich_luc.2.ho_ten", "Út", "truong", "Dòng trước đó của bảng chưa có"),
        ("trich_luc.1.loai", "giấy lạ", "gia_tri", "không hợp"),
        ("bang_la.1.ho_ten", "x", "truong", "không có câu hỏi"),
    ],
)
def test_a_cell_that_cannot_be_says_its_row_and_field(run, field, value, wrong, said):
    report = run([EXTRACT], answers=[answer(field, value)], mapping=TABLES)
    [found] = report.findings
    assert (found.row, found.field, found.sheet) == (2, wrong, "answers")
    assert said in found.reason
    assert found.todo
    assert (report.answers.refused, "trich_luc" in content().answers) == (1, False)


def test_a_column_that_fits_nothing_is_counted_once_for_all_rows_of_its_table(run):
    told = [answer(f"con.{n}.ten", "x") for n in (1, 2, 3)]
    report = run([EXTRACT], answers=told, mapping=TABLES)
    assert [(one.kind, one.code, one.rows) for one in report.unknown] == [("answer", "con.ten", 3)]


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        (answer("ho_ten", "Út", code="H34-KHONG-CO-1"), "ma_ho_so", "chưa có ở đây"),
        (answer("mau_mat", "nâu"), "truong", "không có câu hỏi"),
        (answer("ngay_sinh", "31/02/1985"), "gia_tri", "không hợp"),
        (answer("gioi_tinh", "khác hẳn"), "gia_tri", "không hợp"),
        (answer("so_dinh_danh", "12"), "gia_tri", "không hợp"),
        (answer("ho_ten", ""), "gia_tri", "trống"),
        (answer("ho_ten", "Nguy\ufffdn"), "gia_tri", "bị hỏng"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_its_dossier_lands_all_the_same(
    run, row, field, said
):
    report = run(answers=[row, answer("gioi_tinh", "Nữ")])

    assert (report.landed, report.answers.landed, report.answers.refused) == (1, 1, 1)
    [found] = report.findings
    assert (found.row, found.field, found.sheet) == (2, field, "answers")
    assert said in found.reason
    assert found.todo
    assert content().answers == {"gioi_tinh": "nu"}


# ------------------------------------------------------------------ papers


def test_a_paper_comes_in_sealed_with_its_dossier_and_is_read_by_its_agency_alone(run, desk):
    report = run(papers=[DIVORCE])

    assert report.findings == []
    assert report.papers.landed == 1
    dossier = landed()
    view = dossiers.dossier(actor=desk.head, dossier_id=dossier.id)
    [paper] = [one for one in view.papers if one.component == "DIVORCE"]
    assert paper.source is PaperSource.TOLD
    [file] = paper.files
    name, media_type, read = dossiers.dossier_file(
        actor=desk.head, dossier_id=dossier.id, file_id=file.file_id
    )
    assert (name, media_type) == ("ly-hon.pdf", "application/pdf")
    assert read == scanned_page("Quyết định ly hôn")
    with acting(SYSTEM):
        row = StoredFile.objects.get(pk=file.file_id)
    assert row.sha256 == hashlib.sha256(read).hexdigest()
    assert set(row.agencies) == set(dossier.agencies)
    held = list(Path(django_settings.STORED_FILES).rglob(row.id.hex))
    assert read not in held[0].read_bytes()


def test_the_same_papers_again_are_never_doubled_nor_looked_at_again(run, monkeypatch):
    run(papers=[DIVORCE, RESULT])
    before, bytes_before = everything(), stored_bytes()

    report = run(papers=[DIVORCE, RESULT])

    assert (report.papers.same, report.papers.landed) == (2, 0)
    assert (everything(), stored_bytes()) == (before, bytes_before)


def test_a_missing_file_leaves_the_paper_marked_and_the_next_run_completes_it(run, folder, desk):
    kept = (folder / "ly-hon.pdf").read_bytes()
    (folder / "ly-hon.pdf").unlink()
    for _ in range(2):
        report = run(papers=[DIVORCE])
        assert (report.papers.missing, report.refused) == (1, 0)
        [found] = report.findings
        assert (found.row, found.field) == (2, "tep")
        assert "Không có tệp này" in found.reason
        assert "Thêm tệp ly-hon.pdf" in found.todo
    view = dossiers.dossier(actor=desk.head, dossier_id=landed().id)
    [paper] = [one for one in view.papers if one.component == "DIVORCE"]
    assert (paper.source, paper.files) == (PaperSource.TOLD, ())

    (folder / "ly-hon.pdf").write_bytes(kept)
    report = run(papers=[DIVORCE])

    assert (report.papers.landed, report.findings) == (1, [])
    view = dossiers.dossier(actor=desk.head, dossier_id=landed().id)
    [paper] = [one for one in view.papers if one.component == "DIVORCE"]
    assert len(paper.files) == 1


def outside(folder):
    secret = folder.parent / "bi-mat.pdf"
    secret.write_bytes(scanned_page("Bí mật"))
    (folder / "loi-tat.pdf").symlink_to(secret)


@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("../bi-mat.pdf", outside, "ra ngoài"),
        ("..\\bi-mat.pdf", outside, "ra ngoài"),
        ("/etc/hostname", outside, "ra ngoài"),
        ("loi-tat.pdf", outside, "ra ngoài"),
        ("khong-co.pdf", outside, "Không có tệp"),
        ("bom.pdf", lambda f: (f / "bom.pdf").write_bytes(nasty.zip_bomb()), ""),
        ("to.png", lambda f: (f / "to.png").write_bytes(nasty.png_claiming(60000, 60000)), ""),
        ("rong.pdf", lambda f: (f / "rong.pdf").write_bytes(b""), ""),
        ("may.exe", lambda f: (f / "may.exe").write_bytes(b"MZ" * 50), ""),
        ("ly-hon.pdf|khong-co.pdf", lambda f: None, "Không có tệp này"),
    ],
)
def test_a_hostile_or_broken_file_is_not_taken_and_the_dossier_still_comes_in(
    run, folder, name, made, said
):
    made(folder)
    before = stored_bytes()

    report = run(papers=[{**DIVORCE, "tep": name}])

    assert (report.landed, report.papers.missing) == (1, 1)
    [found] = report.findings
    assert (found.field, found.sheet, bool(found.todo)) == ("tep", "papers", True)
    assert said in found.reason
    assert stored_bytes() == before
    with acting(SYSTEM):
        assert StoredFile.objects.count() == 0
        [paper] = Paper.objects.all()
    assert (paper.source, paper.file_ids) == ("told", [])


def test_a_broken_file_later_leaves_what_came_before(run, folder):
    run(papers=[DIVORCE])
    before = everything()
    (folder / "ly-hon.pdf").write_bytes(b"")
    assert run(papers=[DIVORCE]).papers.same == 1
    (folder / "ly-hon.pdf").write_bytes(scanned_page("Bản khác"))
    report = run(papers=[DIVORCE])
    assert report.papers.changed == 1
    *rest, differences = everything()
    assert (rest, differences) == (list(before[:-1]), before[-1] + 1)


def test_several_files_of_one_paper_keep_their_order(run, folder):
    for n in (1, 2):
        (folder / f"trang{n}.jpg").write_bytes(nasty.photo((60 * n, 40)))
    run(papers=[{**DIVORCE, "tep": "trang2.jpg | trang1.jpg"}])
    with acting(SYSTEM):
        [paper] = Paper.objects.all()
        sizes = [StoredFile.objects.get(pk=file_id).size for file_id in paper.file_ids]
    assert len(sizes) == 2
    assert sizes[0] > sizes[1]


def test_what_was_handed_in_here_meanwhile_stays(run, desk):
    run([{**files.RUNNING}])
    dossier_id = landed().id
    with acting(SYSTEM):
        Paper.objects.create(
            dossier_id=dossier_id,
            component="DIVORCE",
            source=PaperSource.COUNTER,
            originals=1,
            handed_in_at=landed().submitted_at,
        )

    report = run([{**files.RUNNING}], papers=[DIVORCE])

    assert (report.papers.changed, report.papers.landed) == (1, 0)
    with acting(SYSTEM):
        [paper] = Paper.objects.filter(superseded_at=None)
    assert paper.source == "counter"


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ({**DIVORCE, "ma_ho_so": "H34-LA-1"}, "ma_ho_so", "chưa có ở đây"),
        ({**DIVORCE, "thanh_phan": "Bằng lái"}, "thanh_phan", "không có giấy tờ"),
        ({**DIVORCE, "tep": ""}, "tep", "trống"),
        ({**RESULT, "so_ky_hieu": ""}, "so_ky_hieu", "phải có số"),
        ({**RESULT, "ngay_cap": ""}, "ngay_cap", "phải có số"),
        ({**RESULT, "ngay_cap": "31/02/2025"}, "ngay_cap", "có thật"),
        ({**RESULT, "ngay_cap": "01/01/2999"}, "ngay_cap", "chưa đến"),
        ({**RESULT, "het_han": "mai"}, "het_han", "có thật"),
    ],
)
def test_a_paper_row_that_says_nothing_usable_is_refused_and_nothing_is_stored(
    run, row, field, said
):
    report = run(papers=[row])

    assert (report.landed, report.papers.refused) == (1, 1)
    [found] = report.findings
    assert (found.field, found.sheet, bool(found.todo)) == (field, "papers", True)
    assert said in found.reason
    with acting(SYSTEM):
        assert (Paper.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_unknown_names_of_papers_and_answers_are_counted_for_the_mapping(run):
    report = run(answers=[answer("mau_mat", "nâu")], papers=[{**DIVORCE, "thanh_phan": "Bằng lái"}])
    assert {(one.kind, one.code) for one in report.unknown} == {
        ("answer", "mau_mat"), ("paper", "Bằng lái"),
    }  # fmt: skip


def test_the_same_paper_twice_in_one_file_counts_once(run):
    report = run(papers=[DIVORCE, {**DIVORCE, "tep": "kq.pdf"}])
    assert (report.papers.landed, report.papers.refused) == (1, 1)
    assert "dòng 2" in report.findings[0].todo
