"""A browser that notices: what each page breaks, where each request goes, what each script complains of."""

import os
import re
import shutil
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from motcua.config.env import REPOSITORY

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
NARROWEST = {"width": 320, "height": 640}
AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = REPOSITORY / "test-results" / "screens"
PICTURED = bool(os.environ.get("MOTCUA_PICTURES"))  # of every page, not only where a story failed
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
PATIENCE_MS = 15_000
# The browser's own line for every answer that is not 2xx; refusals are part of the stories.
EXPECTED_COMPLAINT = re.compile(r"Failed to load resource: the server responded with a status")


def chromium_path():
    named = os.environ.get("MOTCUA_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Findings:
    """What is wrong with the pages seen so far."""

    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def take(self):
        found, self.faults = self.faults, []
        return found


class Window:
    """One browser window of one person: own cookies, a size, and eyes for what goes wrong."""

    def __init__(self, browser, product, findings, *, size, scripts=True, state=None):
        self.product = product
        self.number = len(browser.contexts) + 1
        self.findings = findings
        self.size = size
        self.scripts = scripts
        self.context = browser.new_context(
            base_url=product.address,
            viewport=size,
            java_script_enabled=scripts,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            accept_downloads=True,
            has_touch=size is PHONE,
            storage_state=state,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("request", self._watch_request)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self._fault("script", str(error)))
        self.page.on("console", self._watch_console)

    def close(self):
        self.context.close()

    def go(self, path):
        return self.page.goto(path)

    def look(self, name):
        """Examine this page at the sizes that count, once per name; on demand with a picture of each."""
        if name in self.findings.seen or not self.scripts:
            return
        self.findings.seen.add(name)
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)
            if PICTURED:
                self.picture(f"{name}-{size['width']}")
            self._axe(f"{name} at {size['width']} px")
        self.page.set_viewport_size(NARROWEST)
        self._overflow(name)
        self.page.set_viewport_size(self.size)

    @property
    def words(self):
        return self.page.locator("main").inner_text()

    @property
    def path(self):
        return urlsplit(self.page.url).path

    def told(self):
        """Where this window stands, in words."""
        return f"{self.page.url}\n{self.page.locator('body').inner_text()}"

    def picture(self, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.evaluate("document.fonts.ready")
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True, animations="disabled")

    def _axe(self, where):
        self.page.evaluate("document.fonts.ready")
        self.page.evaluate(AT_REST)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        told = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in told["violations"]:
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            self._fault(f"axe, {where}", f"{violation['id']}: {violation['help']} – {nodes}")

    def _overflow(self, name):
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > NARROWEST["width"]:
            culprits = self.page.evaluate(WIDER_THAN_THE_SCREEN, NARROWEST["width"])
            self._fault(f"{name} at 320 px", f"is {width} px wide: {culprits}")

    def _watch_request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            self._fault("request leaves loopback", request.url)

    def _watch_console(self, message):
        if message.type == "error" and not EXPECTED_COMPLAINT.search(message.text):
            self._fault("console", message.text)

    def _fault(self, where, what):
        self.findings.faults.append(f"{where} ({self.page.url}): {what}")


# Colours half-way between two are nobody's choice. What spins for ever is not waited for.
AT_REST = """
() => Promise.all(document.getAnimations()
  .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
  .map((one) => one.finished.catch(() => null)))
"""
WIDER_THAN_THE_SCREEN = """
(width) => [...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > width + 1)
  .slice(0, 4)
  .map((element) => element.outerHTML.slice(0, 120))
"""
