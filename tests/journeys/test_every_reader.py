"""The same pages for those who read English, who have no scripts, and who pay for each kilobyte."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import TAM
from tests.journeys.samples import MARITAL_STATUS, sample
from tests.journeys.screens import DESK

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CITIZEN_PAGES = (
    "/",
    "/tim/?q=khai+sinh",
    "/thu-tuc/1.001193/",
    "/tra-cuu/",
    "/xac-minh/",
    "/dang-nhap/",
)
OFFICER_PAGES = ("/can-bo/viec/", "/can-bo/tiep-nhan/", "/can-bo/tra-cuu/", "/can-bo/tra-ket-qua/")
KB = 1024
# Bytes over the wire on a first visit: pages of citizens, pages of officials.
CITIZEN_BUDGET, OFFICER_BUDGET = 80 * KB, 160 * KB
CITIZEN_REQUESTS, OFFICER_REQUESTS = 8, 15


def test_a_form_is_sent_without_scripts(citizen):
    owner = citizen(TAM, scripts=False)

    receipt = owner.applies(MARITAL_STATUS, sample(MARITAL_STATUS))

    assert receipt.code.startswith("H53.31.61-")


def test_the_frame_speaks_english(open_window):
    window = open_window(size=DESK)
    window.go("/")
    window.page.get_by_role("button", name="English").or_(
        window.page.get_by_role("link", name="English")
    ).first.click()
    window.page.wait_for_load_state()

    for path in CITIZEN_PAGES:
        window.go(path)
        assert window.page.locator("html").get_attribute("lang") == "en", path
        window.look(f"english-{re.sub('[^a-z]+', '-', path).strip('-') or 'home'}")
    expect(window.page.locator("footer")).to_contain_text("Need help?")


@pytest.mark.parametrize("path", CITIZEN_PAGES)
def test_a_citizens_page_is_light(open_window, path):
    weighed = Scales(open_window(), path)
    assert weighed.total <= CITIZEN_BUDGET, weighed.told()
    assert len(weighed.parts) <= CITIZEN_REQUESTS, weighed.told()


@pytest.mark.parametrize("path", OFFICER_PAGES)
def test_an_officials_page_is_light(official, path):
    weighed = Scales(official("tiepnhan").window, path)
    assert weighed.total <= OFFICER_BUDGET, weighed.told()
    assert len(weighed.parts) <= OFFICER_REQUESTS, weighed.told()


class Scales:
    """What one page sends on a first visit, as it travels."""

    def __init__(self, window, path):
        self.parts = {}
        session = window.context.new_cdp_session(window.page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        names = {}
        session.on(
            "Network.requestWillBeSent",
            lambda e: names.update({e["requestId"]: e["request"]["url"]}),
        )
        session.on("Network.loadingFinished", lambda e: self._add(names, e))
        window.go(path)
        window.page.wait_for_load_state("networkidle")
        session.detach()

    def _add(self, names, event):
        name = names.get(event["requestId"], "")
        if name.startswith("http"):
            self.parts[name] = int(event["encodedDataLength"])

    @property
    def total(self):
        return sum(self.parts.values())

    def told(self):
        rows = sorted(self.parts.items(), key=lambda part: -part[1])
        return "\n".join([f"{self.total} bytes", *(f"{size:>8} {name}" for name, size in rows)])
