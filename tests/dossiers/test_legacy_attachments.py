"""Answers, papers and results of another system: with their dossiers, each once, files as uploads are."""

import hashlib
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as django_settings

from motcua.demo.pages import scanned_page
from motcua.documents.models import ArchivedPaper, StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Dossier, LegacyDifference, LegacyPaper, Paper
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.types import PaperSource, Status
from motcua.dossiers.types.legacy import Attachments
from motcua.kit.scope import SYSTEM, acting
from tests.documents import nasty
from tests.dossiers import factories as make, legacy_files as files

pytestmark = pytest.mark.django_db
CODE = files.RETURNED["ma_ho_so"]
PERSON = {"chu_ho_so": "Nguyễn Văn Út", "so_dinh_danh": "080085123456"}
ANSWERS = ("ma_ho_so", "truong", "gia_tri")
PAPERS = (
    "ma_ho_so", "thanh_phan", "tep", "ten_giay_to", "so_ky_hieu", "noi_cap", "ngay_cap", "het_han",
)  # fmt: skip
MAPPING = (
    files.MAPPING
    + """
answers: {"Họ và tên": ho_ten, "Giới": gioi_tinh}
papers: {"Quyết định ly hôn": DIVORCE, "Kết quả giải quyết": result}
"""
)
RESULT = {
    "ma_ho_so": CODE,
    "thanh_phan": "Kết quả giải quyết",
    "tep": "kq.pdf",
    "so_ky_hieu": "125/GXN-UBND",
    "ngay_cap": "10/11/2026",
}
DIVORCE = {"ma_ho_so": CODE, "thanh_phan": "Quyết định ly hôn", "tep": "ly-hon.pdf"}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "tep"
    place.mkdir()
    (place / "kq.pdf").write_bytes(scanned_page("Giấy xác nhận"))
    (place / "ly-hon.pdf").write_bytes(scanned_page("Quyết định ly hôn"))
    return place


@pytest.fixture
def run(tmp_path, folder, province_with_procedures):
    def go(rows=(files.RETURNED,), *, answers=(), papers=(), **how):
        told = files.write(tmp_path, answers, name="tra-loi.csv", head=ANSWERS)
        held = files.write(tmp_path, papers, name="giay-to.csv", head=PAPERS)
        return dossiers.import_legacy(
            actor=make.MACHINE,
            file=files.write(tmp_path, rows),
            mapping=files.write_mapping(tmp_path, MAPPING),
            attachments=Attachments(told, held, folder),
            **how,
        )

    return go


def answer(field, value, code=CODE):
    return {"ma_ho_so": code, "truong": field, "gia_tri": value}


def landed(code=CODE):
    with acting(SYSTEM):
        return Dossier.objects.get(code=code)


def content(code=CODE):
    dossier = landed(code)
    return unseal_content(dossier.id, dossier.answers_sealed)


def everything():
    with acting(SYSTEM):
        tables = (Dossier, Paper, LegacyPaper, StoredFile, ArchivedPaper, LegacyDifference)
        return tuple(table.objects.count() for table in tables)


def stored_bytes():
    place = Path(django_settings.STORED_FILES)
    return sum(path.is_file() for path in place.rglob("*"))


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
        assert "ly-hon.pdf" in found.reason
        assert "chạy lại" in found.todo
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
        ("ly-hon.pdf|khong-co.pdf", lambda f: None, "Không có tệp khong-co.pdf"),
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
    assert "dòng 2" in report.findings[0].reason


# ------------------------------------------------------------------ results


def test_a_result_lies_in_its_owners_archive_and_is_not_asked_for_again(run, desk):
    owner = make.make_citizen(PERSON["chu_ho_so"], PERSON["so_dinh_danh"])
    report = run(papers=[RESULT])

    assert report.findings == []
    draft_id = make.draft(owner, "2.000815")
    [offered] = dossiers.offers_for_draft(actor=owner, draft_id=draft_id)["ORIGINAL"]
    assert (offered.number, offered.source) == ("125/GXN-UBND", CODE)
    assert offered.issuer == "UBND xã Hưng Hà"
    assert str(offered.valid_to) == "2027-05-10"  # six months (NĐ 123/2015/NĐ-CP Đ23 k1)


def test_the_page_of_the_dossier_shows_its_result_to_officials_and_to_its_owner(run, desk):
    owner = make.make_citizen(PERSON["chu_ho_so"], PERSON["so_dinh_danh"])
    run(papers=[RESULT])
    for actor in (desk.head, owner):
        result = dossiers.dossier(actor=actor, dossier_id=landed().id).result
        assert (result.number, result.document_id) == ("125/GXN-UBND", None)
        _name, _type, read = dossiers.dossier_file(
            actor=actor, dossier_id=landed().id, file_id=result.file_id
        )
        assert read == scanned_page("Giấy xác nhận")
    followed = dossiers.track(code=CODE, secret=landed().secret)
    assert followed.result.number == "125/GXN-UBND"


def test_a_result_without_its_file_enters_no_archive(run, folder):
    (folder / "kq.pdf").unlink()
    report = run(papers=[RESULT])
    assert report.papers.missing == 1
    with acting(SYSTEM):
        assert ArchivedPaper.objects.count() == 0


def test_a_result_of_a_running_dossier_is_refused(run):
    report = run([files.RUNNING], papers=[RESULT])
    assert "chưa có kết quả" in report.findings[0].reason
    with acting(SYSTEM):
        assert ArchivedPaper.objects.count() == 0


def test_a_result_that_lies_in_the_archive_already_is_not_stored_again(run, folder):
    run(papers=[RESULT])
    other = {**files.RETURNED, "ma_ho_so": "H34.50.001-250701-0002"}
    before = everything()

    report = run(
        [files.RETURNED, other], papers=[RESULT, {**RESULT, "ma_ho_so": other["ma_ho_so"]}]
    )

    assert [remark.field for remark in report.remarks if "kho" in remark.text] == ["so_ky_hieu"]
    after = everything()
    assert after[3:5] == before[3:5]


# ------------------------------------------------------------------ dry, again, refused


def test_a_dry_run_tells_of_answers_and_papers_and_leaves_no_trace(run, folder):
    (folder / "hong.pdf").write_bytes(b"%PDF-")
    told = {
        "answers": [answer("ho_ten", "Út"), answer("mau_mat", "nâu")],
        "papers": [DIVORCE, RESULT, {**DIVORCE, "thanh_phan": "ID", "tep": "hong.pdf"}],
    }
    before, held = everything(), stored_bytes()

    dry = run(dry_run=True, **told)

    assert (everything(), stored_bytes()) == (before, held)
    real = run(**told)
    assert (dry.answers, dry.papers) == (real.answers, real.papers)
    assert [(f.row, f.field, f.sheet) for f in dry.findings] == [
        (f.row, f.field, f.sheet) for f in real.findings
    ]


def test_where_retention_is_over_nobody_takes_in_what_the_person_told(run):
    run()
    with acting(SYSTEM):
        Dossier.objects.update(keep_until="2020-01-01")
    report = run(answers=[answer("ho_ten", "Út")], papers=[DIVORCE, RESULT])
    assert (report.answers.refused, report.papers.refused, report.papers.landed) == (1, 1, 1)
    assert content().answers == {}


def test_the_dossier_goes_on_from_its_answers_and_no_chronicle_breaks(run, desk):
    run([files.RUNNING], answers=[answer("ho_ten", "Nguyễn Văn Út")], papers=[DIVORCE])
    make.finish_until(desk, landed().id, "sign")
    assert landed().state is Status.IN_PROGRESS
    assert dossiers.broken_chronicles() == []
    assert all(isinstance(one, UUID) for one in landed().agencies)
