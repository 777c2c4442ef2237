"""What officials do at their desk: each verb ends on the page where the official would be."""

import time

from playwright.sync_api import expect

from motcua.demo.staff import PASSWORD, PIN, TOTP_SECRET
from sandbox.control.app import one_time_code
from tests.journeys import questions


class Official:
    def __init__(self, window, username):
        self.window = window
        self.page = window.page
        self.username = username

    # -- at the door

    def signs_in(self):
        self.window.go("/can-bo/dang-nhap/")
        self.window.look("desk-sign-in")
        self.page.get_by_label("Tên đăng nhập").fill(self.username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.window.look("desk-second-factor")
        for _ in range(2):  # a code may run out between reading and sending
            self.page.get_by_label("Mã 6 chữ số").fill(one_time_code(TOTP_SECRET, time.time()))
            self.page.get_by_role("button", name="Tiếp tục").click()
            if "/dang-nhap/" not in self.window.path:
                return
            time.sleep(30 - time.time() % 30)

    # -- finding a dossier

    def opens(self, code):
        """A whole code goes straight to its page."""
        self.window.go("/can-bo/tra-cuu/")
        self.window.look("desk-search")
        self.page.get_by_role("searchbox").fill(code)
        self.page.get_by_role("button", name="Tìm").click()
        self.page.wait_for_url("**/can-bo/ho-so/*/")
        self.window.look(f"desk-dossier-{self.username}")

    def works(self, tab=""):
        self.window.go(f"/can-bo/viec/{tab}")
        self.window.look(f"desk-work-{self.username}")

    # -- the counter

    def takes_from_incoming(self, code):
        self.window.go("/can-bo/tiep-nhan/")
        self.window.look("desk-incoming")
        self.page.get_by_role("link", name=code).click()

    def finds_procedure(self, words, code):
        """From the keyboard: what the person at the counter needs, then its page."""
        self.window.go("/can-bo/tiep-nhan/moi/")
        self.window.look("desk-choose-procedure")
        self.types(words, "Enter")
        if (
            self.window.path != f"/can-bo/tiep-nhan/moi/{code}/"
        ):  # several match: the first is chosen
            self.page.locator(f"a[href$='/{code}/']").first.focus()
            self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"**/can-bo/tiep-nhan/moi/{code}/")

    def types(self, words, key):
        """Into whatever has the focus, as a card reader does."""
        self.page.wait_for_function("document.activeElement.matches('input')")
        self.page.keyboard.type(words)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def answers(self, answers):
        """The questions of the form, beside the person's data that the card has filled in."""
        questions.answer(self.page, answers)

    def asks_for_the_first_two(self, *, reason):
        """Whatever two things come first on the page."""
        self.presses("Yêu cầu bổ sung")
        for block in self.page.locator(".ask").all()[:2]:
            block.get_by_role("checkbox").check()
            for box in block.get_by_role("textbox").all():  # what, and why again if it is held
                box.fill(reason)
        self.page.get_by_label("Lý do chung").fill(reason)
        self.window.look("desk-supplement")
        self.page.get_by_role("button", name="Xem lại trước khi gửi").click()
        self.window.look("desk-supplement-review")
        self.page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
        self.page.wait_for_load_state()

    def accepts(self, code):
        self.takes_from_incoming(code)
        self.page.get_by_role("button", name="Tất cả có").click()
        self.window.look("desk-accept")
        self.page.get_by_role("button", name="Tiếp nhận (mẫu 01)").click()
        self.page.wait_for_load_state()

    def hands_over(self, code, to):
        self.window.go("/can-bo/tra-ket-qua/")
        self.window.look("desk-handing-over")
        self.page.get_by_role("link", name=f"Ghi người nhận {code}").click()
        self.window.look("desk-hand-over")
        self.page.get_by_label("Người nhận kết quả").fill(to)
        self.page.get_by_label("Bản điện tử trong kho giấy tờ").check()
        self.page.get_by_role("button", name="Trả kết quả").click()
        self.page.wait_for_load_state()

    # -- the desk

    def presses(self, name):
        """A button or a link that looks like one."""
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()

    def takes(self, code):
        self.opens(code)
        self.presses("Nhận việc")
        self.presses("Nhận việc")

    def drafts(self, code, **fields):
        self.opens(code)
        self.presses("Soạn kết quả")
        for box in self.page.locator("main form .govuk-input, main form .govuk-textarea").all():
            name = box.get_attribute("name")
            if name in fields or not box.input_value():
                box.fill(fields.get(name, "theo hồ sơ"))
        self.window.look("desk-draft-questions")
        self.presses("Lập dự thảo")
        expect(self.page.locator(".sheet img")).to_be_visible()
        self.window.look("desk-draft")

    def proposes(self, note=""):
        """From the page of the draft."""
        self.presses("Trình lên")
        self.window.look("desk-propose")
        if note:
            self.page.get_by_role("textbox").fill(note)
        self.presses("Trình lên")

    def agrees(self, code):
        """The head passes the draft on."""
        self.opens(code)
        self.presses("Hoàn thành bước")
        self.window.look("desk-complete-step")
        self.page.get_by_label("Đồng ý, chuyển bước sau").check()
        self.presses("Hoàn thành bước")

    # -- leader and registry

    def picks(self, *codes):
        for code in codes:
            self.page.get_by_label(f"Chọn ký {code}").check()

    def signs(self, *codes, pin=PIN):
        self.window.go("/can-bo/ky/")
        self.window.look("desk-signing")
        self.picks(*codes)
        self.page.get_by_role("button", name="Ký").last.click()
        self.window.look("desk-sign-pin")
        self.page.get_by_label("Mã PIN").fill(pin)
        self.page.get_by_role("button", name="Ký", exact=True).click()
        self.page.wait_for_load_state()

    def sends_back(self, code, reason):
        self.window.go("/can-bo/ky/")
        self.picks(code)
        self.page.get_by_role("button", name="Trả lại").click()
        self.window.look("desk-send-back")
        self.page.get_by_label("Lý do").fill(reason)
        self.page.get_by_role("button", name="Trả lại").click()
        self.page.wait_for_load_state()

    def numbers(self, *codes):
        self.window.go("/can-bo/phat-hanh/")
        self.window.look("desk-issuing")
        for code in codes:
            self.page.locator("[data-row]", has_text=code).get_by_role("checkbox").check()
        self.page.get_by_role("button", name="Cấp số, ghi ngày và đóng dấu").click()
        self.page.wait_for_load_state()
