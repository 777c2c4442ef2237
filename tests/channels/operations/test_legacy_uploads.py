"""The screens of an import from another system: send, map, try, look again, say yes."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.events import LegacyUploaded
from motcua.dossiers.models import Dossier
from motcua.dossiers.types.legacy_uploads import UploadState
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser
from tests.dossiers import factories as make, legacy_files as files, legacy_uploads as uploads

pytestmark = pytest.mark.django_db
PLACE = "quan-tri/ho-so-cu/"
NEW = f"{PLACE}tep/moi/"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings, tmp_path):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORED_FILES = tmp_path / "stored"


@pytest.fixture
def administrator():
    return Browser(Role.ADMINISTRATOR)


def csv(rows):
    return SimpleUploadedFile("ho-so.csv", files.text_of(rows).encode(), "text/csv")


def mapping():
    return SimpleUploadedFile("anh-xa.yaml", files.MAPPING.encode())


def last(administrator):
    return dossiers.legacy_uploads(actor=administrator.actor)[0].id


def place(upload_id, rest=""):
    return f"{PLACE}tep/{upload_id}/{rest}"


ROWS = files.numbered(3)
MIXED = [ROWS[0], {**ROWS[1], "ma_don_vi": "LA-9"}, {**ROWS[2], "ngay_tra": ""}]


def test_sent_it_is_read_and_says_how_far(administrator):
    assert "Nhập tệp mới" in administrator.page(PLACE).text
    assert "Danh sách hồ sơ (CSV)" in administrator.page(NEW).text
    page = administrator.send(NEW, source="H34", dossiers=csv(MIXED), mapping=mapping())
    assert "Đang chờ đến lượt đọc tệp" in page.text
    upload_id = last(administrator)
    part = administrator.page(place(upload_id, "tien-do/"))
    assert "HX-Refresh" not in part.response
    dossiers.read_legacy(LegacyUploaded(upload_id=upload_id))
    assert administrator.page(place(upload_id, "tien-do/")).response["HX-Refresh"] == "true"

    page = administrator.page(place(upload_id))
    assert "Đơn vị 2 1 (1 dòng)" in page.text


def test_each_code_is_said_in_a_table(administrator):
    upload_id = uploads.read(administrator.actor, MIXED)
    page = administrator.page(place(upload_id, "ma/unit/"))
    assert "UBND xã Hưng Hà LA-9 1 dòng" in page.text
    [code] = [
        one
        for one in uploads.codes(administrator.actor, upload_id, "unit").values()
        if not one.ours
    ]
    page = administrator.send(place(upload_id, "ma/unit/"), **{f"o-{code.id}": "H99"})
    assert (page.status, "LA-9: H99 không có" in page.text) == (422, True)
    page = administrator.send(
        place(upload_id, "ma/unit/"), **{f"o-{code.id}": "", "nhan": f"{code.id} H53.31.61"}
    )
    assert "Đã ghi." in page.text
    assert uploads.codes(administrator.actor, upload_id, "unit")["LA-9"].ours == "H53.31.61"


def test_a_trial_says_what_would_happen_and_why_not(administrator):
    upload_id = uploads.read(administrator.actor, [*MIXED[::2], ROWS[1]])
    page = administrator.send(place(upload_id, "chay-thu/"))
    assert "Đã chạy thử 0/3 dòng" in page.text
    dossiers.run_legacy_trial(uploads.LegacyTrialAsked(upload_id=upload_id))
    page = administrator.page(place(upload_id))
    assert "3 dòng: 2 sẽ vào mới, 0 đã có, 0 khác lần trước, 1 không vào" in page.text
    assert "Đã trả kết quả: 2" in page.text
    assert "Trạng thái này cần có ngày. ngay_tra 1 dòng từ dòng 3" in page.text
    assert "dòng 3 H34.50.001-250701-0003 ngay_tra" in page.text
    assert "Nguyễn Văn Út" not in page.text
    told = administrator.get(f"/can-bo/{place(upload_id, 'dong-can-xem.xlsx')}")
    assert b"".join(told.streaming_content).startswith(b"PK")


def test_after_a_second_look_and_a_yes_it_lands(administrator):
    upload_id = uploads.tried(administrator.actor, [*ROWS[:2], MIXED[2]])
    look = administrator.page(place(upload_id, "nhap-that/"))
    assert "Nhập thật 2 hồ sơ?" in look.text
    stamp = look.value("stamp")
    page = administrator.send(place(upload_id, "nhap-that/"), stamp=stamp)
    assert (page.status, "Đánh dấu vào ô xác nhận" in page.text) == (422, True)
    page = administrator.send(place(upload_id, "nhap-that/"), stamp=stamp, seen="1")
    assert "Đang nhập thật" in page.text
    uploads.work(upload_id)
    page = administrator.page(place(upload_id))
    assert "3 dòng: 2 vào mới, 0 đã có, 0 khác lần trước, 1 chưa vào" in page.text
    with acting(SYSTEM):
        assert Dossier.objects.count() == 2


def test_what_is_refused_says_what_to_do(administrator):
    page = administrator.send(NEW, source="", dossiers=csv(files.numbered(1)))
    assert (page.status, "Ghi mã tỉnh hoặc hệ thống cũ" in page.text) == (422, True)
    assert 'href="#source"' in page.html
    page = administrator.send(NEW, source="H34")
    assert (page.status, "Chọn tệp CSV của hồ sơ cũ" in page.text) == (422, True)
    assert 'href="#dossiers"' in page.html


def test_columns_that_are_called_otherwise_are_asked_for(administrator):
    text = files.text_of(files.numbered(1)).replace("ma_ho_so", "So phieu", 1)
    upload_id = uploads.read(administrator.actor, text)
    page = administrator.page(place(upload_id))
    assert "Các cột của tệp" in page.text
    columns = uploads.codes(administrator.actor, upload_id, "column")
    said = {f"o-{one.id}": one.ours for one in columns.values()}
    assert said[f"o-{columns['ngay_nop'].id}"] == "ngay_nop"
    page = administrator.send(place(upload_id, "cot/"), **said)
    assert (page.status, "chọn hai lần: ma_ho_so" in page.text) == (422, True)
    said[f"o-{columns['So phieu'].id}"] = "ma_ho_so"
    page = administrator.send(place(upload_id, "cot/"), **said)
    assert "Đang chờ đến lượt đọc tệp" in page.text


def test_a_look_at_a_trial_that_is_old_by_now_is_sent_back(administrator):
    upload_id = uploads.tried(administrator.actor, files.numbered(1))
    stamp = administrator.page(place(upload_id, "nhap-that/")).value("stamp")
    uploads.try_it(administrator.actor, upload_id)
    page = administrator.send(place(upload_id, "nhap-that/"), stamp=stamp, seen="1")
    assert "Hãy xem lại kết quả chạy thử" in page.text
    assert uploads.view(administrator.actor, upload_id).state is UploadState.TRIED


def test_one_day_for_the_versions_of_all(administrator):
    upload_id = uploads.read(administrator.actor, files.numbered(1))
    page = administrator.send(place(upload_id, "phien-ban/"), version="02/07/2025")
    assert "Đã đặt phiên bản cho 1 thủ tục" in page.text


def test_the_mapping_is_fetched_and_the_file_removed(administrator):
    upload_id = uploads.read(administrator.actor, files.numbered(1))
    fetched = administrator.get(f"/can-bo/{place(upload_id, 'anh-xa.json')}")
    assert fetched.json()["units"]["LA-TruongMit"] == "H53.31.61"
    page = administrator.send(place(upload_id, "bo/"))
    assert "Đã bỏ tệp" in page.text
    assert administrator.page(place(upload_id)).status == 404


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HEAD, Role.LEADER])
def test_others_are_refused(administrator, role):
    upload_id = uploads.tried(administrator.actor, files.numbered(1))
    other = Browser(role)
    for rest in ("", "tien-do/", "ma/unit/", "nhap-that/", "dong-can-xem.csv", "anh-xa.json"):
        page = other.page(place(upload_id, rest))
        assert page.status == 403
        assert "ho-so.csv" not in page.text
    assert other.page(NEW).status == 403
    for rest in ("ma/unit/", "cot/", "phien-ban/", "chay-thu/", "nhap-that/", "bo/"):
        assert other.send(place(upload_id, rest), seen="1").status == 403
    assert other.send(NEW, source="H34", dossiers=csv(files.numbered(1))).status == 403
    assert len(dossiers.legacy_uploads(actor=administrator.actor)) == 1


def test_an_upload_that_is_none_is_not_found(administrator):
    assert administrator.page(place(make.unknown())).status == 404
    upload_id = uploads.read(administrator.actor, files.numbered(1))
    assert administrator.page(place(upload_id, "ma/khac/")).status == 404


def test_the_mapping_costs_the_same_however_many_codes(administrator):
    def statements(count):
        rows = [{**row, "ma_thu_tuc": f"LA-{n}"} for n, row in enumerate(files.numbered(count))]
        upload_id = uploads.read(administrator.actor, rows)
        administrator.page(place(upload_id, "ma/procedure/"))
        with CaptureQueriesContext(connection) as told:
            administrator.page(place(upload_id, "ma/procedure/"))
        return len(told)

    assert statements(30) == statements(1) <= 20
