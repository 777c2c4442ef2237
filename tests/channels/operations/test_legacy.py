"""Administrators read what came from another system, what did not, and why; nobody else does."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import LegacyBatch
from motcua.dossiers.types.legacy import Attachments
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser
from tests.dossiers import factories as make, legacy_files as files
from tests.dossiers.legacy_attached import ANSWERS, DIVORCE, PAPERS, answer

pytestmark = pytest.mark.django_db
PLACE = "quan-tri/ho-so-cu/"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def administrator():
    return Browser(Role.ADMINISTRATOR)


@pytest.fixture
def imported(tmp_path):
    """`imported(rows)`: the id of the batch."""

    def run(rows, attachments=None):
        dossiers.import_legacy(
            actor=make.MACHINE,
            file=files.write(tmp_path, rows),
            mapping=files.write_mapping(tmp_path),
            attachments=attachments or Attachments(),
        )
        with acting(SYSTEM):
            return LegacyBatch.objects.order_by("-started_at").values_list("id", flat=True)[0]

    return run


def test_before_anything_came_the_page_says_how_to_begin(administrator):
    assert "Chưa nhập tệp nào" in administrator.page(PLACE).text


def test_the_batch_names_unknown_codes_reasons_and_differences_but_no_person(
    administrator, imported
):
    good, bad, later = files.numbered(3)
    imported([good])
    unknown = {**bad, "ma_don_vi": "LA-9", "ten_don_vi": "UBND xã Lạ"}
    batch = imported([{**good, "ghi_chu": "Sửa"}, unknown, {**later, "ngay_tra": ""}])

    line = administrator.page(PLACE).text
    assert "ho-so.csv" in line
    page = administrator.page(f"{PLACE}{batch}/").text
    assert "3 dòng: 0 vào mới, 0 đã có, 1 khác lần trước, 2 chưa vào" in page
    assert "LA-9 UBND xã Lạ Đơn vị 1 dòng" in page
    assert "Vì sao có dòng chưa vào Lý do Cột Số dòng Dòng đầu tiên" in page
    assert "Bảng ánh xạ chưa có đơn vị này. ma_don_vi 1 dòng từ dòng 3" in page
    assert "H34.50.001-250701-0001 ghi_chu dòng 2" in page
    assert "Nguyễn Văn Út" not in page


def test_the_batch_counts_answers_and_papers_and_names_what_their_files_lack(
    administrator, imported, tmp_path
):
    [row] = files.numbered(1)
    told = [answer("ho_ten", "Trần Thị Kín", row["ma_ho_so"]), answer("la", "x", row["ma_ho_so"])]
    held = [{**DIVORCE, "ma_ho_so": row["ma_ho_so"], "thanh_phan": "DIVORCE"}]
    (tmp_path / "tep").mkdir()
    attachments = Attachments(
        files.write(tmp_path, told, name="tra-loi.csv", head=ANSWERS),
        files.write(tmp_path, held, name="giay-to.csv", head=PAPERS),
        tmp_path / "tep",
    )

    page = administrator.page(f"{PLACE}{imported([row], attachments)}/").text

    assert "Câu trả lời 2 dòng: 1 vào mới, 0 đã có, 0 khác lần trước, 1 chưa vào" in page
    counts = "1 dòng: 0 vào mới, 0 đã có, 0 khác lần trước, 1 thiếu tệp, 0 chưa vào"
    assert f"Giấy tờ và kết quả {counts}" in page
    assert "la Câu hỏi 1 dòng" in page
    assert "Không có tệp này trong thư mục hay tệp ZIP. Giấy tờ: tep 1 dòng từ dòng 2" in page
    assert "Câu trả lời: truong 1 dòng từ dòng 3" in page
    assert "ly-hon.pdf" not in page
    assert "Trần Thị Kín" not in page


def test_a_run_that_was_cut_off_says_so_and_what_to_do(administrator, imported):
    batch = imported(files.numbered(1))
    with acting(SYSTEM):
        yesterday = clock.now() - timedelta(days=1)
        LegacyBatch.objects.filter(pk=batch).update(ended_at=None, started_at=yesterday)
    page = administrator.page(f"{PLACE}{batch}/").text
    assert "Bị ngắt giữa chừng" in page
    assert "hãy chạy lại cùng tệp" in page


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HEAD, Role.LEADER])
def test_others_are_refused(imported, role):
    batch = imported(files.numbered(1))
    for place in (PLACE, f"{PLACE}{batch}/"):
        page = Browser(role).page(place)
        assert page.status == 403
        assert "ho-so.csv" not in page.text


def test_a_batch_that_is_none_is_not_found(administrator):
    assert administrator.page(f"{PLACE}{make.unknown()}/").status == 404


def test_the_list_costs_the_same_however_long(administrator, imported):
    imported(files.numbered(1))
    administrator.page(PLACE)
    with CaptureQueriesContext(connection) as one:
        administrator.page(PLACE)
    for _ in range(3):
        imported(files.numbered(1))
    with CaptureQueriesContext(connection) as many:
        administrator.page(PLACE)
    assert len(many) == len(one) <= 12
