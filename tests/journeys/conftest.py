"""One running product and one browser for all stories; every story ends by asking what the pages broke."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys.citizen import BAY, Citizen
from tests.journeys.official import Official
from tests.journeys.product import running
from tests.journeys.screens import (
    DESK,
    FLAGS,
    PATIENCE_MS,
    PHONE,
    Findings,
    Window,
    chromium_path,
)

expect.set_options(timeout=PATIENCE_MS)  # what is looked for gets as long as what is pressed
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    with running(tmp_path_factory.mktemp("product")) as product:
        yield product


@pytest.fixture(scope="package")
def browser():
    """Of the package, not the session: its event loop must be gone before other tests use the database."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def findings():
    return Findings()


@pytest.fixture(scope="session")
def signed_in():
    """Cookies of people who have signed in before, by name: a one-time code serves once."""
    return {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def open_window(request, product, browser, findings):
    """`open_window(size=…, scripts=…, state=…)`; all are closed, and their faults told, at the end."""
    bugs_before = len(product.errors_logged())
    with ExitStack() as stack:

        def open_one(*, size=PHONE, scripts=True, state=None):
            window = Window(browser, product, findings, size=size, scripts=scripts, state=state)
            stack.callback(window.close)
            stack.callback(_keep_picture, window, request.node)
            return window

        yield open_one
    faults = [*findings.take(), *product.errors_logged()[bugs_before:]]
    assert not faults, "\n".join(faults)


def _keep_picture(window, item):
    """Where each window of a failed story stood."""
    if item.stash.get(FAILED, False) and not window.page.is_closed():
        window.picture(f"failed-{item.name}-{window.number}")
        item.add_report_section("teardown", f"window {window.number}", window.told())


@pytest.fixture
def phone(open_window):
    return open_window(size=PHONE)


@pytest.fixture
def citizen(open_window):
    """`citizen()` is Nguyễn Thị Bảy at her phone; `citizen(AN, scripts=False)` is somebody else."""

    def at_phone(personal_id=BAY, **window):
        return Citizen(open_window(**window), personal_id)

    return at_phone


@pytest.fixture
def official(open_window, signed_in):
    """`official("tiepnhan")` sits at a desk, signed in with both factors."""

    def at_desk(username, *, size=DESK):
        someone = Official(open_window(size=size, state=signed_in.get(username)), username)
        if username not in signed_in:
            someone.signs_in()
            signed_in[username] = someone.window.context.storage_state()
        return someone

    return at_desk
