"""Results of dossiers that ended in another system: in their owners' archives, once."""

import pytest

from motcua.demo.pages import scanned_page
from motcua.documents.models import ArchivedPaper
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import FileNotHereError
from motcua.dossiers.models import Dossier
from motcua.dossiers.types import Status
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make, legacy_files as files
from tests.dossiers.legacy_attached import (
    CODE,
    DIVORCE,
    PERSON,
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


def test_what_happened_elsewhere_says_so_and_has_no_form_of_ours(run, desk):
    run(papers=[RESULT])
    [accepted] = [
        entry
        for entry in dossiers.dossier(actor=desk.head, dossier_id=landed().id).timeline
        if entry.key == "accepted"
    ]
    assert accepted.elsewhere
    with pytest.raises(FileNotHereError):
        dossiers.printed_form(actor=desk.head, dossier_id=landed().id, number="01")


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
