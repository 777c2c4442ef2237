"""One running product and one browser for all stories; every story ends by asking what the pages broke."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.product import running
from tests.journeys.screens import DESK, FLAGS, PHONE, Findings, Window, chromium_path


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


@pytest.fixture
def open_window(product, browser, findings):
    """`open_window(size=…, scripts=…, state=…)`; all are closed, and their faults told, at the end."""
    bugs_before = len(product.errors_logged())
    with ExitStack() as stack:

        def open_one(*, size=PHONE, scripts=True, state=None):
            window = Window(browser, product, findings, size=size, scripts=scripts, state=state)
            stack.callback(window.close)
            return window

        yield open_one
    assert findings.take() == []
    assert product.errors_logged()[bugs_before:] == []


@pytest.fixture
def phone(open_window):
    return open_window(size=PHONE)


@pytest.fixture
def desk(open_window):
    return open_window(size=DESK)
