"""From the ministry's file to the citizen's phone: import, repair, publish, and then the next version."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from motcua.kit import clock
from tests.catalogue.national import DOUBTFUL, a_file

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PATIENCE = 60_000
CODE = "1.950001"
NAME = "Cấp giấy xác nhận vườn ươm hữu cơ"
REASON = "Rút ngắn còn hai ngày để kịp vụ gieo."
DECISION = "2501/QĐ-UBND"


@pytest.fixture
def file(tmp_path):
    """One row, without a time: nobody can use it before it is mended."""
    path = tmp_path / "danh-muc.jsonl"
    path.write_bytes(a_file(DOUBTFUL["no_time"] | {"code": CODE, "name": NAME}))
    return path


def test_a_procedure_comes_in_is_mended_and_gets_its_next_version(official, product, phone, file):
    first, second = official("quantri"), official("quantri2")

    sends(first, file)
    mends(first, days=9)
    second.window.go("/can-bo/quan-tri/danh-muc/")
    second.presses("Công bố các thủ tục sẵn sàng")
    expect(second.page.locator("main")).to_contain_text("Đã công bố")
    sees(phone, "9 ngày làm việc")

    draft = prepares_the_next(first, days=2)
    first.window.look("version-proposed")
    expect(first.page.get_by_role("button", name="Công bố", exact=True)).to_have_count(0)
    sees(phone, "9 ngày làm việc")  # the present one is live
    second.window.go(draft)
    second.window.look("version-to-publish")
    second.page.get_by_role("button", name="Công bố", exact=True).click()
    expect(second.page.locator("main")).to_contain_text("Đã công bố")
    sees(phone, "9 ngày làm việc")  # until its day has come

    product.let_the_day_come(CODE)

    sees(phone, "2 ngày làm việc")
    phone.page.get_by_text("Thay đổi gần đây").click()
    for said in (DECISION, REASON):
        expect(phone.page.locator("main")).to_contain_text(said)
    phone.look("procedure-changed")


def sends(administrator, file):
    administrator.window.go("/can-bo/quan-tri/danh-muc/")
    administrator.page.locator("input[type=file]").set_input_files(file)
    administrator.page.get_by_role("button", name="Nhập", exact=True).click()
    administrator.page.get_by_role("link", name="Mở hàng xem lại").wait_for(timeout=PATIENCE)


def mends(administrator, *, days):
    page = administrator.page
    page.get_by_role("link", name="Mở hàng xem lại").click()
    page.get_by_role("searchbox").fill(CODE)
    page.get_by_role("button", name="Tìm").click()
    page.locator("a[data-open]").first.click()
    page.get_by_role("link", name="Sửa theo cách khác").click()
    page.get_by_label("Thời hạn").first.fill(str(days))
    page.get_by_role("button", name="Ghi và để sẵn sàng công bố").click()
    expect(page.locator("main")).to_contain_text(f"{days} ngày làm việc")


def prepares_the_next(administrator, *, days):
    """Ends on the draft, handed up; answers its address."""
    page, tomorrow = administrator.page, clock.today() + timedelta(days=1)
    administrator.window.go(f"/can-bo/quan-tri/thu-tuc/{CODE}/")
    administrator.presses("Soạn bản tiếp theo")
    draft = administrator.window.path
    page.get_by_role("link", name="Sửa quyết định, ngày, lý do").click()
    page.get_by_label("Số quyết định công bố").fill(DECISION)
    page.get_by_label("Có hiệu lực từ ngày").fill(f"{tomorrow:%d/%m/%Y}")
    page.get_by_label("Lý do thay đổi").fill(REASON)
    page.get_by_role("button", name="Ghi vào bản soạn").click()
    administrator.window.go(draft)
    page.locator("a[href*='/truong-hop/']").first.click()
    administrator.window.look("version-case")
    page.locator("[name=value]").fill(str(days))
    page.get_by_role("button", name="Ghi vào bản soạn").click()
    administrator.window.go(draft)
    administrator.presses("Trình để công bố")
    expect(page.locator("main")).to_contain_text("Một quản trị viên khác công bố")
    return draft


def sees(phone, words):
    phone.go(f"/thu-tuc/{CODE}/")
    expect(phone.page.locator("main")).to_contain_text(words)
    assert NAME in phone.words
