"""Every address with somebody's id in it, tried by everybody whose it is not: nothing opens, nothing breaks.

The addresses are read from the site itself, so a new page is tried the day it is written.
"""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.directory.types import Role
from motcua.kit.ids import new_id
from tests.architecture.sources import REPOSITORY
from tests.channels.citizen.conftest import _static  # noqa: F401  (a fixture)
from tests.channels.officer.browser import Browser
from tests.dossiers import factories as make
from tests.somebody import ELSEWHERE, everything, of_somebody

CHANNELS = REPOSITORY / "src" / "motcua" / "channels"
pytestmark = pytest.mark.django_db
REFUSED = {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}
# Open to whoever has the address: procedures, halls, the machines of a hall, numbers by their secret key.
PUBLIC = re.compile(
    r"^(thu-tuc|viec-trong-doi|lay-so|bang-goi|so|xac-minh|nhieu-ho-so/$|lich-hen/dat)"
)
# What belongs to the whole province: procedures, their import, the dossiers of a former one.
PROVINCE = re.compile(r"^can-bo/quan-tri/")


def addresses(patterns, before="") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each address of the site with the names of what is put into it."""
    for pattern in patterns:
        here = before + re.sub(r"^\^|\$$|\\Z", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            yield here, tuple(pattern.pattern.converters)


def with_ids() -> list[str]:
    found = {path: names for path, names in addresses(get_resolver().url_patterns) if names}
    return sorted(
        path
        for path in found
        if "<uuid:" in path and not PUBLIC.match(path) and not PROVINCE.match(path)
    )


def filled(path, held):
    """Every `<kind:name>` by what is held under the name, here or below this beginning of the path."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(held[m[1]]), path)


@pytest.fixture
def theirs(office, bay):
    return of_somebody(bay.actor)


def tried(browser, paths, held):
    """What opened or broke: (method, address) → status."""
    browser.raise_request_exception = False
    answers = {}
    for path in paths:
        address = filled(path, held)
        for method in ("get", "post"):
            answers[method, path] = getattr(browser, method)(address).status_code
    return answers


# Refused in a sentence above one's own list, or as what is gone, whosever it was.
TOLD = {
    ("get", "can-bo/xap-quet/<uuid:pile_id>/"): HTTPStatus.CONFLICT,
    ("post", "can-bo/hoi-them/<uuid:further_id>/"): HTTPStatus.UNPROCESSABLE_ENTITY,
    ("post", "can-bo/lien-thong/<uuid:referral_id>/nhan/"): HTTPStatus.FOUND,
}


def open_or_broken(answers):
    return {
        asked: status
        for asked, status in answers.items()
        if status not in REFUSED and TOLD.get(asked) != status
    }


def of_citizens():
    return [path for path in with_ids() if not path.startswith("can-bo/")]


def of_officials():
    return [path for path in with_ids() if path.startswith("can-bo/")]


def test_the_site_has_addresses_to_try():
    assert len(of_citizens()) > 30
    assert len(of_officials()) > 30


def test_another_citizen_opens_and_changes_nothing(theirs, dung):
    before = everything()

    answers = tried(dung, of_citizens(), theirs)

    assert open_or_broken(answers) == {}
    assert everything() == before


def test_a_visitor_is_sent_to_sign_in(theirs, client):
    before = everything()

    answers = tried(client, with_ids(), theirs)

    assert {s for s in answers.values() if s not in {*REFUSED, HTTPStatus.FOUND}} == set()
    assert everything() == before


def test_officials_of_another_agency_open_and_change_nothing(theirs):
    everybody = Browser(Role.RECEPTION, ELSEWHERE, *Role)
    before = everything()

    answers = tried(everybody, of_officials(), theirs)

    assert open_or_broken(answers) == {}
    assert everything() == before


def test_a_citizen_is_no_official_and_an_official_no_citizen(theirs, office, bay):
    paths = {"bay": of_officials(), "counter": of_citizens()}

    answers = {
        **tried(bay, paths["bay"], theirs),
        **tried(office.counter, paths["counter"], theirs),
    }

    assert {s for s in answers.values() if s not in {*REFUSED, HTTPStatus.FOUND}} == set()


# ------------------------------------------------------------------ whatever is sent

EVIL = ("\x00", "9" * 5000, "'\"><script>alert(1)</script>")
NAMED = re.compile(
    r"""(?:GET|POST|params|asked|posted|data)(?:\.get|\.getlist)?[\[(]\s*["'](\w[\w-]*)["']"""
)


UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE  # the e-ID provider, which is not there


def names_that_views_read():
    texts = [path.read_text() for path in CHANNELS.rglob("*.py")]
    return sorted({name for text in texts for name in NAMED.findall(text)})


def sent(browser, paths, held):
    """What broke, or said back as markup what was sent as text."""
    browser.raise_request_exception = False
    names, wrong = names_that_views_read(), {}
    for path in paths:
        address = filled(path, held)
        for evil in EVIL:
            for method in ("get", "post"):
                answer = getattr(browser, method)(address, dict.fromkeys(names, evil))
                said = b"" if answer.streaming else answer.content
                broken = answer.status_code >= 500 and answer.status_code != UNAVAILABLE
                if broken or b"<script>alert(1)" in said:
                    wrong[method, path, evil[:4]] = answer.status_code
    return wrong


def test_whatever_is_sent_nothing_breaks(theirs, office, bay):
    held = {
        **theirs,
        "code": make.MARITAL,
        "case": "x",
        "key": "x",
        "ticket_key": "x",
        "place": "x",
        "pk": 1,
    }
    held |= {name: new_id() for name in ("import_id", "row_id", "upload_id")}
    held |= {"kind": "unit", "table": "csv", "path": "x"}
    everybody = Browser(Role.RECEPTION, make.COMMUNE, *Role)
    paths = {path for path, _names in addresses(get_resolver().url_patterns) if "(?P" not in path}
    paths -= {"dang-xuat/", "can-bo/dang-nhap/ra/"}

    desk = {path for path in paths if path.startswith("can-bo/")}

    assert len(names_that_views_read()) > 30
    broken = {**sent(bay, sorted(paths - desk), held), **sent(everybody, sorted(desk), held)}
    assert broken == {}
