"""The national catalogue comes in: one administrator sends the file and looks, another publishes."""

import pytest
from playwright.sync_api import expect

from tests.catalogue.national import CLEAN, DOUBTFUL, MALFORMED, a_file

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PATIENCE = 60_000
NEW = "Cấp giấy xác nhận chủ vườn cây giống"
ROWS = (
    *(CLEAN | {"code": f"1.93{number:04}", "name": f"{NEW} loại {number}"} for number in range(25)),
    *(
        row | {"code": f"1.94{number:04}"}
        for number, row in enumerate(DOUBTFUL.values())
        if row["code"] == CLEAN["code"]
    ),
    *(line for line, _field, _word in MALFORMED),
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "danh-muc.jsonl"
    path.write_bytes(a_file(*ROWS))
    return path


def test_a_catalogue_is_sent_looked_at_and_published_by_another(official, phone, file):
    first, second = official("quantri"), official("quantri2")
    page, window = first.page, first.window
    window.go("/can-bo/quan-tri/danh-muc/")
    window.look("import-empty")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Nhập", exact=True).click()
    page.get_by_role("heading", name="Dòng bị từ chối").wait_for(timeout=PATIENCE)
    window.look("import-done")

    page.get_by_role("link", name="Mở hàng xem lại").click()
    window.look("import-review")
    page.get_by_role("button", name="Nhận các cách sửa chắc chắn").click()
    page.get_by_label("Chỗ nghi ngờ").select_option("no_time")
    page.get_by_role("button", name="Tìm").click()
    page.locator("a[data-open]").first.click()
    window.look("import-row")
    page.get_by_role("link", name="Sửa theo cách khác").click()
    window.look("import-mend")
    page.get_by_label("Thời hạn").fill("9")
    page.get_by_role("button", name="Ghi và để sẵn sàng công bố").click()
    expect(page.locator("main")).to_contain_text("9 ngày làm việc")

    second.window.go("/can-bo/quan-tri/danh-muc/")
    second.page.get_by_role("button", name="Công bố các thủ tục sẵn sàng").click()
    expect(second.page.locator("main")).to_contain_text("Đã công bố")
    second.window.look("import-published")

    phone.go("/tim/?q=chu+vuon+cay+giong")
    expect(phone.page.get_by_role("status")).to_contain_text("Tìm thấy")
    phone.look("search-narrowed")
    phone.page.get_by_role("link", name=f"{NEW} loại 1", exact=True).click()
    phone.look("imported-procedure")
