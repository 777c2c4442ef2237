"""An administrator who does not program changes the form of the next version and tries it first."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

BUILD = "1.013225"
FIRST = "Chủ nhà"  # of the pages of its form


def open_outline(window):
    window.go(f"/can-bo/quan-tri/thu-tuc/{BUILD}/")
    link = window.page.get_by_role("link", name="Mở bản soạn")
    if link.count():
        link.click()
    else:
        window.page.get_by_role("button", name="Soạn bản tiếp theo").click()
    window.page.get_by_role("link", name="Sửa mẫu điện tử và thử điền").click()
    return window.page.frame_locator("iframe.phone-frame")


def test_a_question_is_seen_on_a_telephone_while_it_is_written(official):
    admin = official("quantri")
    page, window = admin.page, admin.window
    phone = open_outline(window)
    expect(phone.get_by_text("Nguyễn Thị Lụa").first).to_be_visible()
    window.look("form-outline")
    page.get_by_role("link", name="Thêm câu hỏi Ngôi nhà").click()
    window.look("form-question-kind")
    page.get_by_label("Chọn một mục (hiện hết các mục)").check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Câu hỏi, như người dân đọc").fill("Mái nhà lợp bằng gì?")
    page.locator("#id_short").fill("Mái nhà")
    page.get_by_label("Lựa chọn 1", exact=True).fill("Tôn")
    page.get_by_label("Lựa chọn 2", exact=True).fill("Ngói")
    page.get_by_role("button", name="Xem thử trước khi ghi").click()
    expect(phone.get_by_text("Mái nhà lợp bằng gì?")).to_be_visible()
    page.get_by_label("Lựa chọn 3", exact=True).fill("Lá dừa nước")
    expect(phone.get_by_text("Lá dừa nước")).to_be_visible()
    window.look("form-question")
    page.get_by_role("button", name="Ghi vào bản soạn").click()
    expect(page.get_by_text("Đã ghi vào bản soạn.")).to_be_visible()
    page.get_by_role("link", name="Bản soạn").click()
    expect(page.get_by_role("rowheader", name="Thêm câu «Mái nhà»")).to_be_visible()


def test_what_is_used_stays_and_what_is_never_asked_is_warned_of(official):
    admin = official("quantri")
    page, window = admin.page, admin.window
    open_outline(window)
    page.get_by_role("button", name="Bỏ Bạn muốn nhận Giấy phép xây dựng bằng cách nào?").click()
    expect(page.get_by_text("vì còn dùng ở: điều kiện của câu hỏi")).to_be_visible()
    page.get_by_role("button", name="Lên Địa chỉ nhận qua bưu chính").click()
    expect(page.get_by_text("Có điều kiện không bao giờ đúng")).to_be_visible()
    window.look("form-outline-warned")
    page.get_by_role("button", name="Xuống Địa chỉ nhận qua bưu chính").click()
    expect(page.get_by_text("Có điều kiện không bao giờ đúng")).to_have_count(0)


def test_an_invented_person_goes_through_the_form(official):
    admin = official("quantri")
    page = admin.page
    phone = open_outline(admin.window)
    expect(phone.get_by_role("heading", name=FIRST, level=1)).to_be_visible()
    page.get_by_label("Như thể người này đang đăng nhập").select_option("mau-1")
    # The frame shows the first page before and after: what is pressed must be on the new one.
    with page.expect_event("framenavigated", lambda frame: frame.name == "xem-thu"):
        page.get_by_role("button", name="Thử điền từ đầu").click()
    pages = (FIRST, "Thửa đất", "Ngôi nhà", "Thiết kế và thi công", "Nhận kết quả", "Cam đoan")
    for title in pages:
        expect(phone.get_by_role("heading", name=title, level=1)).to_be_visible()
        if title == "Ngôi nhà" and phone.get_by_label("Ngói").count():
            phone.get_by_label("Ngói").check()
        phone.get_by_role("button", name="Tiếp tục").click()
    expect(phone.get_by_text("Điền xong, nộp được")).to_be_visible()
    admin.window.look("form-tried")


def test_the_builder_works_without_scripts_on_a_telephone(official, open_window, signed_in):
    official("quantri")
    window = open_window(scripts=False, state=signed_in["quantri"])
    page = window.page
    open_outline(window)
    page.get_by_role("link", name="Cốt nền so với mặt đường").click()
    page.get_by_label("Câu hỏi, như người dân đọc").fill("Nền cao hơn mặt đường bao nhiêu mét")
    page.get_by_role("button", name="Xem thử trước khi ghi").click()
    phone = page.frame_locator("iframe.phone-frame")
    expect(phone.get_by_text("Nền cao hơn mặt đường bao nhiêu mét")).to_be_visible()
    page.get_by_role("button", name="Ghi vào bản soạn").click()
    expect(page.get_by_role("link", name="Nền cao hơn mặt đường bao nhiêu mét")).to_be_visible()


@pytest.mark.parametrize("scripts", [False, True], ids=["without-scripts", "with-scripts"])
def test_a_preview_that_comes_late_does_not_take_the_keyboard_away(
    official, open_window, signed_in, scripts
):
    official("quantri")
    window = open_window(scripts=scripts, state=signed_in["quantri"])
    page = window.page
    open_outline(window)
    page.get_by_role("link", name="Tổng diện tích sàn").click()
    box = page.get_by_label("Câu hỏi, như người dân đọc")
    expect(box).to_be_visible()
    held = []
    page.route("**/mau/xem/?trang=*", lambda route: held.append(route))  # noqa: PLW0108  (a method cannot be routed)
    page.reload(wait_until="commit")
    box.press("Control+A")
    page.wait_for_timeout(100)
    assert len(held) == 1
    held[0].continue_()
    phone = page.frame_locator("iframe.phone-frame")
    expect(phone.get_by_role("heading", name="Ngôi nhà", level=1)).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.type("Diện tích mọi tầng cộng lại")
    expect(box).to_have_value("Diện tích mọi tầng cộng lại")
