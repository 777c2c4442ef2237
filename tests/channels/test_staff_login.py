"""An official's way in through the real pages: password, second factor, desk."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from motcua.channels.session_store import AudienceSession, staff
from motcua.directory import api as directory
from motcua.directory.types import Role
from tests.directory.factories import PASSWORD, TOTP_SECRET, make_official

LOGIN = "/can-bo/dang-nhap/"


@pytest.fixture(autouse=True)
def _official(db):
    directory.load_reference_data()
    make_official(Role.LEADER, unit_kind="leadership", username="lanhdao")


def code(secret=TOTP_SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_password(client):
    return client.post(LOGIN, {"login": "lanhdao", "password": PASSWORD}, follow=True)


def test_the_sign_in_page_is_vietnamese_and_labelled():
    page = Client().get(LOGIN).content.decode()

    assert ' lang="vi"' in page
    assert "Tên đăng nhập" in page


def test_password_and_code_lead_to_the_desk():
    client = Client()

    asked = with_password(client)
    done = client.post(asked.request["PATH_INFO"], {"code": code()}, follow=True)

    assert asked.request["PATH_INFO"] == f"{LOGIN}hai-lop/authenticate/"
    assert done.status_code == 200
    assert done.request["PATH_INFO"].startswith("/can-bo/")
    assert not done.request["PATH_INFO"].startswith(LOGIN)


def test_the_way_asked_for_is_kept():
    client = Client()
    client.get("/can-bo/ky/", follow=True)
    asked = client.post(
        f"{LOGIN}?next=/can-bo/ky/", {"login": "lanhdao", "password": PASSWORD}, follow=True
    )

    done = client.post(
        f"{asked.request['PATH_INFO']}?{asked.request['QUERY_STRING']}", {"code": code()}
    )

    assert done["Location"] == "/can-bo/ky/"


def test_a_wrong_password_says_so_and_keeps_the_name():
    page = Client().post(LOGIN, {"login": "lanhdao", "password": "sai"}).content.decode()

    assert 'value="lanhdao"' in page


def test_after_five_wrong_passwords_the_right_one_opens_nothing_for_a_while():
    for _again in range(5):
        Client().post(LOGIN, {"login": "lanhdao", "password": "sai"})

    asked = with_password(Client())

    assert asked.request["PATH_INFO"] == LOGIN


def test_the_first_sign_in_sets_up_a_code():
    Authenticator.objects.all().delete()
    client = Client()

    setup = with_password(client)
    assert setup.request["PATH_INFO"].endswith("/totp/activate/")
    secret = AudienceSession(client.cookies["motcua_staff"].value, staff())["mfa.totp.secret"]
    client.post(setup.request["PATH_INFO"], {"code": code(secret)}, follow=True)

    proof = client.get("/can-bo/ky/")
    assert proof["Location"].startswith(f"{LOGIN}hai-lop/reauthenticate/")


@pytest.mark.parametrize("page", ["mo/", "dat-mat-khau/", "hai-lop/"])
def test_there_is_no_way_in_beside_the_door(page):
    response = Client().get(f"{LOGIN}{page}", follow=True)

    assert response.request["PATH_INFO"] in {LOGIN, f"{LOGIN}hai-lop/reauthenticate/"}


def test_signing_out_ends_the_session():
    client = Client()
    asked = with_password(client)
    client.post(asked.request["PATH_INFO"], {"code": code()})

    client.post(f"{LOGIN}thoat/")

    assert client.get("/can-bo/ky/")["Location"].startswith(LOGIN)
