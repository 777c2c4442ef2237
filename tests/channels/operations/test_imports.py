"""Administrators in front of the import: send a file, look at what is doubtful, decide, publish."""

import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue import api as catalogue
from motcua.catalogue.events import CatalogueUploaded
from motcua.catalogue.models import CatalogueImport, ImportedRow
from motcua.directory.types import Role
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.factories import MACHINE
from tests.catalogue.national import CLEAN, DOUBTFUL, MALFORMED, a_file, a_row, channels
from tests.channels.officer.browser import Browser

pytestmark = pytest.mark.django_db
PLACE = "quan-tri/danh-muc/"
CODE = CLEAN["code"]


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def first():
    return Browser(Role.ADMINISTRATOR)


@pytest.fixture
def second():
    return Browser(Role.ADMINISTRATOR)


def bring(*rows):
    catalogue.import_catalogue(actor=MACHINE, name="thu.jsonl", content=a_file(*rows))


def only(code=CODE):
    with acting(SYSTEM):
        return ImportedRow.objects.filter(code=code).latest("id")


def send(browser, *rows, name="danh-muc.jsonl"):
    return browser.send(PLACE, tep=SimpleUploadedFile(name, a_file(*rows)))


def test_a_file_is_sent_read_by_the_worker_and_published_by_another(first, second):
    assert "Đang đọc tệp" in send(first, CLEAN, MALFORMED[0][0]).html
    with acting(SYSTEM):
        batch = CatalogueImport.objects.latest("id")
    part = first.page(f"{PLACE}lan/{batch.id}/tien-do/")
    assert "hx-get" in part.html
    catalogue.run_import(CatalogueUploaded(import_id=batch.id))
    page = first.page(f"{PLACE}lan/{batch.id}/")
    assert "Dòng bị từ chối" in page.html
    assert "JSON" in page.html
    assert "Một quản trị viên khác công bố" in first.page(PLACE).html
    refused = first.send(f"{PLACE}cong-bo/")
    assert "nhờ một quản trị viên khác" in refused.html
    assert only().state == "ready"
    assert "Đã công bố 1 thủ tục" in second.send(f"{PLACE}cong-bo/").html
    assert CLEAN["name"] in second.page("quan-tri/thu-tuc/", q=CODE).html


def test_accepting_nothing_says_so_and_every_mistake_names_its_box(first):
    assert "Chưa chọn dòng nào" in first.send(f"{PLACE}xem-lai/nhan/").html
    bring(DOUBTFUL["no_time"])
    row = f"{PLACE}xem-lai/{only().id}/"
    assert "Lý do không lấy: điền mục này" in first.send(f"{row}bo/", reason="").html
    page = first.send(f"{row}sua/", name="", value_0="abc", amount="abc").html
    for said in ("Tên thủ tục: điền", "Thời hạn: nhập số nguyên", "Số tiền (đồng): nhập số"):
        assert said in page


def test_no_file_or_another_file_is_told_and_nothing_is_kept(first):
    page = first.send(PLACE)
    assert "Chọn tệp danh mục rồi gửi" in page.html
    page = first.send(PLACE, tep=SimpleUploadedFile("a.jsonl.gz", b"\x1f\x8bxx"))
    assert "Tệp nén bị hỏng" in page.html
    with acting(SYSTEM):
        assert not CatalogueImport.objects.exists()


def test_the_queue_names_defects_and_filters_by_them(first):
    bring(DOUBTFUL["no_time"], DOUBTFUL["free_with_note"] | {"code": "1.900002"})
    page = first.page(f"{PLACE}xem-lai/")
    assert "Không ghi thời hạn giải quyết." in page.html
    assert "1.900002" in page.html
    assert "1.900002" not in first.page(f"{PLACE}xem-lai/", loi="no_time").html
    assert "1.900002" not in first.page(f"{PLACE}xem-lai/", q=CODE).html


def test_sure_repairs_are_accepted_in_one_act_and_picked_rows_in_another(first):
    bring(DOUBTFUL["no_time"], DOUBTFUL["free_with_note"] | {"code": "1.900002"})
    assert "cách sửa của 1 thủ tục" in first.send(f"{PLACE}xem-lai/nhan/", het="1", loi="").html
    assert (only().state, only("1.900002").state) == ("review", "ready")
    first.send(f"{PLACE}xem-lai/nhan/", picked=[str(only().id), "không phải mã"])
    assert only().state == "ready"


def test_a_row_shows_its_repair_and_is_accepted_or_left_out(first):
    bring(DOUBTFUL["fee_mistyped"], DOUBTFUL["no_time"] | {"code": "1.900002"})
    place = f"{PLACE}xem-lai/{only().id}/"
    page = first.page(place)
    assert "Sẽ công bố như sau" in page.html
    assert "100.000 đồng" in page.html
    first.send(f"{place}nhan/")
    assert only().state == "ready"
    other = f"{PLACE}xem-lai/{only('1.900002').id}/"
    assert first.send(f"{other}bo/", reason="").status == 422
    assert only("1.900002").state == "review"
    first.send(f"{other}bo/", reason="Tỉnh không có việc này")
    assert only("1.900002").state == "rejected"


def test_a_row_is_mended_by_hand(first, second):
    bring(DOUBTFUL["no_time"])
    place = f"{PLACE}xem-lai/{only().id}/sua/"
    assert 'name="value_0"' in first.page(place).html
    typed = {"name": "Tên mới", "value_0": "0", "unit_0": "working_day", "office": "commune",
             "charges": "known", "amount": ""}  # fmt: skip
    page = first.send(place, **typed)
    assert page.status == 422
    assert "Nhập số lớn hơn 0" in page.html
    assert only().state == "review"
    assert first.send(place, **typed | {"value_0": "9", "amount": "20000"}).status == 200
    second.send(f"{PLACE}cong-bo/")
    version = catalogue.procedure(CODE)
    assert (version.name.vi, version.cases[0].limit.value) == ("Tên mới", 9)
    assert version.cases[0].fees[0].amount == 20_000


def test_a_change_is_shown_as_differences_and_becomes_a_draft(first):
    bring(CLEAN)
    catalogue.publish_import(actor=MACHINE)
    bring(a_row(channels=channels(time_value=3.0)))
    place = f"{PLACE}xem-lai/{only().id}/"
    assert "3 ngày làm việc" in first.page(place).html
    page = first.send(f"{place}lap-ban/")
    assert "Bản tiếp theo" in page.html
    assert only().state == "drafted"


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.HEAD, Role.SUPERVISOR])
def test_other_roles_see_none_of_it(role):
    bring(CLEAN)
    other = Browser(role)
    row_id = only().id
    for place in ("", "xem-lai/", f"xem-lai/{row_id}/", f"xem-lai/{row_id}/sua/"):
        assert other.page(f"{PLACE}{place}").status in {403, 404}
    assert other.send(f"{PLACE}cong-bo/").status in {403, 404}
    assert only().state == "ready"


def test_the_queue_costs_the_same_whatever_its_length(first, django_assert_max_num_queries):
    rows = [DOUBTFUL["no_time"] | {"code": f"1.91{number:04}"} for number in range(40)]
    bring(*rows)
    first.page(f"{PLACE}xem-lai/")
    with django_assert_max_num_queries(14):
        page = first.page(f"{PLACE}xem-lai/")
    assert len(re.findall(r"<tr data-row>", page.html)) == 20
    assert 'rel="next"' in page.html


def test_words_of_a_file_are_text_and_not_markup(first):
    bring(a_row(name="<script>alert(1)</script> Cấp giấy", source_url="javascript:alert(1)"))
    page = first.page(f"{PLACE}xem-lai/{only().id}/")
    assert "<script>alert" not in page.html
    assert "javascript:" not in page.html
    assert json.dumps(only().source)
