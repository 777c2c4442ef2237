"""Every address with somebody's id in it, tried by everybody whose it is not: nothing opens, nothing breaks.

The addresses are read from the site itself, so a new page is tried the day it is written.
"""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.directory.types import Role
from tests.channels.citizen.conftest import _static  # noqa: F401  (a fixture)
from tests.channels.officer.browser import Browser
from tests.somebody import ELSEWHERE, everything, of_somebody

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


def open_or_broken(answers):
    return {asked: status for asked, status in answers.items() if status not in REFUSED}


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
