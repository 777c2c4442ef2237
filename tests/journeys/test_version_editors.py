"""An administrator who does not program changes cases, papers, fees, checks and who is asked elsewhere."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

POLICE, WED = "3.000333", "1.000894"


def open_draft(window, code):
    window.go(f"/can-bo/quan-tri/thu-tuc/{code}/")
    link = window.page.get_by_role("link", name="Mở bản soạn")
    if link.count():
        link.click()
    else:
        window.page.get_by_role("button", name="Soạn bản tiếp theo").click()


def save(page):
    page.get_by_role("button", name="Ghi vào bản soạn").click()
    expect(page.get_by_text("Đã ghi vào bản soạn.")).to_be_visible()


def test_a_case_with_its_papers_comes_and_goes(official):
    admin = official("quantri")
    page, window = admin.page, admin.window
    open_draft(window, POLICE)
    window.look("version-draft")
    page.get_by_role("link", name="Thêm trường hợp").click()
    page.get_by_label("Tên trường hợp").fill("Phiếu cho người chưa thành niên")
    page.get_by_label("Thời hạn theo quy định của trung ương").fill("5")
    window.look("version-case")
    save(page)
    expect(
        page.get_by_role("rowheader", name="Thêm «Phiếu cho người chưa thành niên»")
    ).to_be_visible()
    page.get_by_role("link", name="Bỏ Phiếu lý lịch tư pháp số 2").click()
    expect(page.get_by_text("còn dùng ở các chỗ sau")).to_be_visible()
    window.look("version-case-in-use")
    page.get_by_role("link", name="Bản soạn").click()
    page.get_by_role("link", name="Bỏ Phiếu cho người chưa thành niên").click()
    window.look("version-case-drop")
    page.get_by_role("button", name="Bỏ trường hợp này").click()
    expect(page.get_by_text("Đã bỏ trường hợp khỏi bản soạn.")).to_be_visible()


def test_a_paper_is_asked_of_some_people_only(official):
    admin = official("quantri")
    page, window = admin.page, admin.window
    open_draft(window, POLICE)
    page.get_by_role("link", name="Thêm giấy tờ").click()
    page.get_by_label("Tên giấy tờ").fill("Thẻ sinh viên")
    page.get_by_label("Nộp", exact=True).check()
    page.get_by_label("Chỉ đòi khi mọi điều kiện dưới đây đều đúng").check()
    page.get_by_label("Điều kiện 1", exact=True).select_option(
        label="«Đối tượng nộp phí» là «Học sinh, sinh viên»"
    )
    window.look("version-paper")
    save(page)
    expect(
        page.get_by_text("Khi «Đối tượng nộp phí» là «Học sinh, sinh viên»").first
    ).to_be_visible()


def test_fees_are_written_and_tried(official):
    admin = official("quantri")
    page, window = admin.page, admin.window
    open_draft(window, POLICE)
    page.get_by_role("link", name="Sửa phí, lệ phí và tính thử").click()
    page.get_by_label("Đối tượng nộp phí").select_option(label="Nộp phí thông thường")
    page.get_by_label("Trẻ em").check()
    page.get_by_role("button", name="Tính thử").click()
    expect(page.get_by_role("status")).to_contain_text("được miễn: Trẻ em")
    window.look("version-fees")
    page.get_by_role("link", name="Phí cung cấp thông tin lý lịch tư pháp", exact=True).click()
    page.get_by_text("Mức khác theo cách nộp").click()
    page.get_by_label("Khi nộp trực tuyến (đồng)").fill("150000")
    window.look("version-fee")
    save(page)
    expect(page.get_by_text("nộp trực tuyến: 150.000 đồng")).to_be_visible()


def test_a_check_between_answers_is_written_in_words(official):
    admin = official("quantri")
    page, window = admin.page, admin.window
    open_draft(window, WED)
    page.get_by_role("link", name="Sửa mẫu điện tử và thử điền").click()
    page.get_by_role("link", name="Thêm phép kiểm tra").click()
    window.look("version-check-kind")
    page.get_by_label("Các câu trả lời phải khác nhau").check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Câu thứ nhất").select_option(index=1)
    page.get_by_label("Câu thứ hai").select_option(index=2)
    page.get_by_label("Chỉ nhắc, vẫn nộp được").check()
    window.look("version-check")
    save(page)
    expect(page.get_by_text("các số phải khác nhau (chỉ nhắc)").first).to_be_visible()
    window.look("form-outline-checks")


def test_whom_a_case_waits_for_is_shown_and_changed(official):
    admin = official("quantri")
    page, window = admin.page, admin.window
    open_draft(window, WED)
    page.get_by_role("link", name="Sửa cơ quan được hỏi").first.click()
    page.get_by_text("Điền sẵn vào hồ sơ con").first.click()
    window.look("version-agencies")
    page.get_by_label("Điều luật cho liên thông").first.fill(
        "khoản 2 Điều 18 Luật Hộ tịch 60/2014/QH13"
    )
    save(page)
    expect(page.get_by_text("(khoản 2 Điều 18 Luật Hộ tịch 60/2014/QH13)").first).to_be_visible()
