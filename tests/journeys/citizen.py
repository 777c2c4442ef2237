"""What a citizen does: each verb ends on the page where the person would be."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys import questions
from tests.journeys.pictures import jpeg, upload

BAY = "072192000007"  # Nguyễn Thị Bảy, with a husband, in xã Truông Mít
TAM = "072090000008"  # Lê Văn Tám, her husband
DUNG = "072085000009"  # Phạm Quốc Dũng
AN = "072195000010"  # Trần Thị Ẩn, single, in xã Truông Mít
ANH = "072188000011"  # Lê Thị Ánh
PLACE = "UBND xã Truông Mít"
FORM_PAGE = re.compile(r"/ho-so/nhap/[0-9a-f-]{36}/(?!giay-to/|kiem-tra/|da-nop/)[\w-]+/$")


@dataclass(frozen=True)
class Receipt:
    code: str
    secret: str


class Citizen:
    def __init__(self, window, personal_id=BAY):
        self.window = window
        self.page = window.page
        self.personal_id = personal_id

    # -- finding and beginning

    def looks_for(self, words):
        self.window.go("/")
        self.window.look("citizen-home")
        self.page.get_by_label("Tìm thủ tục").fill(words)
        self.page.get_by_role("button", name="Tìm", exact=True).click()
        self.window.look("citizen-search")

    def reads_about(self, code):
        self.window.go(f"/thu-tuc/{code}/")
        self.window.look(f"citizen-procedure-{code}")

    def signs_in(self, *, level="LoA2"):
        """From the sign-in page, over the provider, back to where the person wanted to be."""
        self.window.look("citizen-sign-in")
        self.page.get_by_role("button", name="Đăng nhập bằng định danh điện tử").click()
        self.page.locator(f"[id='acr-{level}']").check()
        self.page.locator(f"[id='person-{self.personal_id}']").check()
        self.page.get_by_role("button", name="Đăng nhập").first.click()
        self.page.wait_for_url(f"{self.window.product.address}/**")

    def begins(self, code, *, case=None):
        """Signed in or not; ends on the first page of the form."""
        self.window.go(f"/thu-tuc/{code}/nop/")
        if self.window.path == "/dang-nhap/":
            self.signs_in()
        self.window.look("citizen-start")
        if case:
            self.page.locator(f'[name="case"][value="{case}"]').check()
        if self.page.locator("select[name=place]").count():
            self.page.locator("select[name=place]").select_option(label=PLACE)
        self.goes_on()

    # -- filling in

    def goes_on(self):
        self.page.get_by_role("button", name="Tiếp tục").click()
        self.page.wait_for_load_state()

    def fills(self, answers):
        """One page. Without scripts an answer calls up its further questions only after sending."""
        here = self.window.path
        answered = set()
        while self.window.path == here:
            new = questions.answer(self.page, answers) - answered
            assert new or not answered, f"stuck on {here}: {self.window.words}"
            answered |= new or {"nothing"}
            self.window.look(f"form-{here.rstrip('/').rpartition('/')[2]}")
            self.goes_on()

    def fills_everything(self, answers):
        """All pages of the form; ends on the papers, or on the review where none are asked for."""
        while FORM_PAGE.search(self.window.path):
            self.fills(answers)

    def hands_in(self, component, *files):
        """Photographs of one paper: with scripts they go at once, without there is a button."""
        box = self.page.locator(f"#giay-{component}")
        box.locator("input[type=file]").set_input_files(list(files))
        if not self.window.scripts:
            box.get_by_role("button", name="Gửi tệp").click()
        self.page.wait_for_load_state()
        return self.page.locator(f"#giay-{component}")

    def photographs_what_is_missing(self):
        """Every paper that is asked for; ends on the review."""
        self.window.look("citizen-papers")
        for _ in range(12):
            missing = self.page.locator(".paper--missing")
            if not missing.count():
                break
            component = missing.first.get_attribute("id").removeprefix("giay-")
            box = self.hands_in(component, jpeg())
            expect(box.locator(".paper__file")).not_to_have_count(0)
        self.goes_on()

    # -- handing in

    def submits(self):
        self.window.look("citizen-review")
        self.page.locator("[name=declared]").check()
        self.page.get_by_role("button", name="Nộp hồ sơ").click()
        expect(self.page.get_by_role("heading", name="Đã nộp hồ sơ")).to_be_visible()
        return self.receipt()

    def receipt(self):
        codes = self.page.locator(".receipt__code").all_inner_texts()
        return Receipt(code=codes[0].strip(), secret=codes[1].strip())

    def applies(self, code, answers, *, case=None):
        """The whole way, without stopping to look around."""
        self.begins(code, case=case)
        self.fills_everything(answers)
        if self.window.path.endswith("/giay-to/"):
            self.photographs_what_is_missing()
        return self.submits()

    # -- afterwards

    def downloads(self, name):
        """What a link gives to keep, with the cookies of this window."""
        address = self.page.locator("a", has_text=name).first.get_attribute("href")
        answer = self.window.context.request.get(address)
        assert answer.ok, f"{address} answers {answer.status}"
        return answer.body()

    def verifies(self, name, content):
        """Anyone may, without signing in."""
        self.window.go("/xac-minh/")
        self.window.look("verify")
        self.page.get_by_label("Tệp PDF đã nhận").set_input_files(
            upload(name, content, "application/pdf")
        )
        self.page.get_by_role("button", name="Kiểm tra tệp").click()
        self.page.wait_for_load_state()

    def tracks(self, receipt):
        """Without signing in."""
        self.window.go("/tra-cuu/")
        self.window.look("track")
        self.page.get_by_label("Mã hồ sơ").fill(receipt.code)
        self.page.get_by_label("Mã tra cứu").fill(receipt.secret)
        self.page.get_by_role("button", name="Xem hồ sơ").click()
        self.window.look("track-dossier")

    def opens_code(self, code):
        self.window.go("/ho-so/")
        if self.window.path == "/dang-nhap/":
            self.signs_in()
        self.window.look("my-dossiers")
        row = self.page.locator("li", has_text=code)
        row.get_by_role("link").first.click()
        self.page.wait_for_url("**/ho-so/*/")

    def dossiers(self):
        """Codes of everything this person has handed in."""
        self.window.go("/ho-so/")
        return [code.strip() for code in self.page.locator("main .code").all_inner_texts()]
