"""Each screen opens for its roles and for nobody else; another agency's dossier is not found."""

import pytest

from motcua.directory.types import Role
from tests.channels.officer.browser import Browser
from tests.dossiers import factories

HANDLERS = {Role.RECEPTION, Role.CASE_OFFICER, Role.HEAD, Role.LEADER, Role.REGISTRY_CLERK}
HELPING = {Role.RECEPTION, Role.HELPER}
EVERYBODY = {*HANDLERS, Role.SUPERVISOR}

SCREENS = {
    "viec/": HANDLERS,
    "tiep-nhan/": {Role.RECEPTION},
    "tiep-nhan/moi/": HELPING,
    f"tiep-nhan/moi/{factories.MARITAL}/": HELPING,
    "khai-giup/": HELPING,
    "ca-truc/in/": {Role.RECEPTION},
    "tra-ket-qua/": {Role.RECEPTION},
    "ky/": {Role.LEADER},
    "phat-hanh/": {Role.REGISTRY_CLERK},
    "lich/": {Role.ADMINISTRATOR},
    "viec/chuyen/": {Role.HEAD},
    "uy-quyen/": HANDLERS,
    "sua-sai/": HANDLERS,
    "hoi-them/": HANDLERS,
    "sap-tre/": {Role.HEAD, Role.LEADER},
    "tra-cuu/": EVERYBODY,
    "xuat/": EVERYBODY,
}


@pytest.mark.parametrize("role", [*EVERYBODY, Role.HELPER, Role.ADMINISTRATOR])
def test_a_screen_opens_for_its_roles_only(office, role):
    browser = office.official(role)

    opened = {address for address in SCREENS if browser.page(address).status == 200}

    assert opened == {address for address, roles in SCREENS.items() if role in roles}


@pytest.mark.parametrize(
    "address", ["ky/xong/", "ky/tra-lai/", "phat-hanh/xong/", "viec/nhieu/", "lich/", "sua-sai/"]
)
def test_a_post_of_another_role_is_refused(office, address):
    supervisor = office.official(Role.SUPERVISOR)

    assert supervisor.send(address, picked="x", reason="x").status == 403


@pytest.mark.parametrize(
    "part", ["", "tiep-nhan/", "bo-sung/", "tu-choi/", "thu-phi/", "soan-ket-qua/", "doi-chieu/"]
)
def test_another_agency_finds_nothing(office, part):
    dossier_id = factories.submitted()
    role = Role.CASE_OFFICER if part == "soan-ket-qua/" else Role.RECEPTION
    elsewhere = Browser(role, agency="H53.31.28")

    assert elsewhere.page(f"ho-so/{dossier_id}/{part}").status == 404


def test_nobody_in_particular_is_sent_to_sign_in(office, client):
    answer = client.get("/can-bo/viec/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/can-bo/dang-nhap/")


def test_each_role_starts_where_its_work_is(office):
    first = {
        role: office.official(role).get("/can-bo/")["Location"]
        for role in (Role.RECEPTION, Role.LEADER, Role.REGISTRY_CLERK, Role.CASE_OFFICER)
    }

    assert first == {
        Role.RECEPTION: "/can-bo/tiep-nhan/",
        Role.LEADER: "/can-bo/ky/",
        Role.REGISTRY_CLERK: "/can-bo/phat-hanh/",
        Role.CASE_OFFICER: "/can-bo/viec/",
    }


def test_the_buttons_are_those_the_moment_and_the_role_allow(office):
    dossier_id = factories.submitted()
    counter = office.counter.page(f"ho-so/{dossier_id}/").text
    supervisor = office.official(Role.SUPERVISOR).page(f"ho-so/{dossier_id}/").text

    assert "Từ chối tiếp nhận" in counter
    assert "Trình lên" not in counter
    assert "Từ chối tiếp nhận" not in supervisor
