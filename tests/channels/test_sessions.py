import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from motcua.channels.session_store import AudienceSession, remove_ended, staff
from motcua.directory import api as directory
from motcua.directory.errors import LevelTooLowError, NoSeatError, SeatRequiredError
from motcua.directory.models import StaffUser
from motcua.directory.types import Role
from motcua.kit import clock
from tests.directory.factories import PASSWORD, TOTP_SECRET, make_official, make_person

CITIZEN, STAFF = "motcua_citizen", "motcua_staff"


@pytest.fixture(autouse=True)
def _site(settings, db):
    settings.ROOT_URLCONF = "tests.channels.session_urls"
    settings.MIDDLEWARE = [
        "motcua.channels.sessions.AudienceSessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "motcua.channels.sessions.StaffAuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ]
    directory.load_reference_data()


def browser(name="Nguyễn Thị Bảy", personal_id="072192000007"):
    client = Client()
    client.person_id = make_person(name, personal_id)
    client.get(f"/vao/{client.person_id}/{name}/")
    return client


def desk(*roles, with_code=True):
    """A browser in which an official has signed in, without or with the second factor."""
    user_id, person_id = make_official(*roles)
    client = Client()
    client.user_id, client.person_id = user_id, person_id
    session = AudienceSession(None, staff())
    session["_auth_user_id"] = str(user_id)
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_hash"] = user_of(user_id).get_session_auth_hash()
    if with_code:
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp"}]
    session.save()
    client.cookies[STAFF] = session.session_key
    return client


def user_of(user_id):
    return StaffUser.objects.get(pk=user_id)


def end_sessions():
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def asked(response):
    return {
        key: values[0] for key, values in parse_qs(urlsplit(response["Location"]).query).items()
    }


def test_a_citizen_is_known_on_public_and_own_pages():
    client = browser()

    assert client.get("/").json() == {"actor": str(client.person_id)}
    assert client.get("/cua-toi/").json()["actor"] == str(client.person_id)
    assert Client().get("/").json() == {"actor": None}


def test_signing_in_changes_the_key_and_signing_out_ends_it():
    client = browser()
    planted = client.cookies[CITIZEN].value

    client.get(f"/vao/{client.person_id}/Bảy/")
    assert client.cookies[CITIZEN].value != planted

    client.get("/ra/")
    assert client.get("/").json() == {"actor": None}
    assert not Session.objects.filter(session_key=planted).exists()


def test_the_cookies_go_nowhere_else():
    citizen, client = browser().cookies[CITIZEN], desk(Role.LEADER)
    with clock.set_to(clock.now() + timedelta(minutes=2)):
        client.get("/can-bo/")
    official = client.cookies[STAFF]

    assert (citizen["path"], citizen["httponly"], citizen["samesite"]) == ("/", True, "Lax")
    assert (official["path"], official["httponly"]) == ("/can-bo/", True)


def test_a_staff_key_is_no_key_for_citizens_and_the_other_way_round():
    official, citizen = desk(Role.LEADER), browser()
    swapped = Client()
    swapped.cookies[CITIZEN] = official.cookies[STAFF].value
    swapped.cookies[STAFF] = citizen.cookies[CITIZEN].value

    assert swapped.get("/").json() == {"actor": None}
    assert asked(swapped.get("/can-bo/"))["het-phien"] == "1"


def test_a_staff_cookie_is_not_read_outside_the_desk(django_assert_num_queries):
    client = desk(Role.LEADER)

    with django_assert_num_queries(3):  # savepoint, scope, release: no session, no user
        assert client.get("/").json() == {"actor": None}


def test_a_citizen_page_sees_only_their_own_rows():
    make_person("Lê Văn Tám", "072090000008")

    assert browser().get("/nguoi/").json() == {"seen": ["Nguyễn Thị Bảy"]}


def test_a_staff_page_pays_two_statements_for_knowing_who(django_assert_num_queries):
    client = desk(Role.LEADER, Role.HEAD)

    with django_assert_num_queries(5):  # session; login and seats; savepoint, scope, release
        assert client.get("/can-bo/").json() == {"actor": str(client.person_id)}


def test_the_network_may_be_called_outside_the_transaction():
    assert browser().get("/ngoai/").content == b"ok"


def test_an_anonymous_visitor_is_sent_to_sign_in_and_back():
    response = Client().get("/cua-toi/?trang=2")

    assert response["Location"].startswith("/dang-nhap/")
    assert asked(response) == {"next": "/cua-toi/?trang=2"}


def test_an_ended_session_says_so_and_gives_back_what_was_typed():
    client = browser()
    end_sessions()

    response = client.post("/cua-toi/", {"ho_ten": "Lê Bé Chín", "pin": "123456"})

    assert asked(response) == {"next": "/cua-toi/", "het-phien": "1", "da-giu": "1"}
    client.get(f"/vao/{client.person_id}/Bảy/")
    assert client.get("/cua-toi/").json()["kept"] == {"ho_ten": ["Lê Bé Chín"]}
    assert client.get("/cua-toi/").json()["kept"] == {}


def test_what_was_typed_is_sealed_and_not_for_the_next_person():
    client = browser()
    end_sessions()
    client.post("/cua-toi/", {"ho_ten": "Lê Bé Chín"})
    assert not any("Chín" in str(row.get_decoded()) for row in Session.objects.all())

    other = make_person("Lê Văn Tám", "072090000008")
    client.get(f"/vao/{other}/Tám/")

    assert client.get("/cua-toi/").json()["kept"] == {}
    client.get(f"/vao/{client.person_id}/Bảy/")
    assert client.get("/cua-toi/").json()["kept"] == {}


def test_a_script_hears_of_the_end_in_its_own_language():
    client = browser()
    end_sessions()

    saving = client.post("/cua-toi/", {"a": "1"}, headers={"Accept": "application/json"})
    swapping = client.get("/cua-toi/", headers={"HX-Request": "true"})

    assert saving.status_code == 401
    assert saving.json()["sign_in"].startswith("/dang-nhap/?")
    assert swapping.status_code == 204
    assert swapping["HX-Redirect"].startswith("/dang-nhap/?")


def test_activity_keeps_a_session_alive_at_one_write_a_minute(django_assert_num_queries):
    client = browser()
    row = Session.objects.get()
    client.get("/")
    assert Session.objects.get().expire_date == row.expire_date

    with clock.set_to(clock.now() + timedelta(seconds=61)):
        client.get("/")
    assert Session.objects.get().expire_date > row.expire_date


def test_the_desk_idles_out_after_fifteen_minutes(settings):
    desk(Role.LEADER)

    left = Session.objects.get().expire_date - timezone.now()

    assert settings.STAFF_IDLE_SECONDS == 900
    assert timedelta(seconds=890) < left <= timedelta(seconds=900)


def test_ended_sessions_are_removed_after_a_day():
    browser()
    end_sessions()
    assert remove_ended() == 0

    with clock.set_to(clock.now() + timedelta(days=2)):
        assert remove_ended() == 1


def test_a_level_below_the_page_is_refused():
    with pytest.raises(LevelTooLowError):
        browser().get("/cao/")


def test_an_official_without_a_seat_or_the_role_is_refused():
    with pytest.raises(NoSeatError):
        desk().get("/can-bo/")
    with pytest.raises(SeatRequiredError):
        desk(Role.RECEPTION).get("/can-bo/ky/")


def test_a_password_alone_does_not_open_the_desk():
    response = desk(Role.LEADER, with_code=False).get("/can-bo/ky/")

    assert (
        response["Location"] == "/can-bo/dang-nhap/hai-lop/reauthenticate/?next=%2Fcan-bo%2Fky%2F"
    )


def test_without_a_second_factor_one_must_be_set_up_first():
    client = desk(Role.LEADER, with_code=False)
    Authenticator.objects.all().delete()

    response = client.get("/can-bo/ky/")

    assert response["Location"].startswith("/can-bo/dang-nhap/hai-lop/totp/activate/")


def test_an_official_gets_back_what_was_typed():
    client = desk(Role.LEADER)
    end_sessions()

    response = client.post("/can-bo/ky/", {"ly_do": "Thiếu chữ ký"})

    assert asked(response)["da-giu"] == "1"


def test_someone_elses_address_is_no_way_back():
    client = browser()
    end_sessions()

    response = client.get(
        "/cua-toi/",
        headers={"HX-Request": "true", "HX-Current-URL": "https://evil.example/cua-toi/"},
    )

    assert "evil" not in response["HX-Redirect"]


def code_now():
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))


@pytest.fixture
def bare_pages(settings):
    """The desk draws the pages of signing in; here only their flow matters."""
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "loaders": ["tests.channels.session_urls.BarePages"],
            },
        }
    ]


@pytest.mark.usefixtures("bare_pages")
def test_password_then_code_opens_the_desk():
    _, person_id = make_official(Role.LEADER, username="lanhdao")
    client = Client()

    client.post("/can-bo/dang-nhap/", {"login": "lanhdao", "password": PASSWORD})
    assert "dang-nhap" in client.get("/can-bo/ky/")["Location"]
    done = client.post("/can-bo/dang-nhap/hai-lop/authenticate/", {"code": code_now()})

    assert done["Location"] == "/can-bo/"
    assert client.get("/can-bo/").json() == {"actor": str(person_id)}


@pytest.mark.usefixtures("bare_pages")
def test_a_wrong_code_opens_nothing():
    make_official(Role.LEADER, username="lanhdao")
    client = Client()
    client.post("/can-bo/dang-nhap/", {"login": "lanhdao", "password": PASSWORD})

    client.post("/can-bo/dang-nhap/hai-lop/authenticate/", {"code": "000000"})

    assert "dang-nhap" in client.get("/can-bo/")["Location"]


@pytest.mark.usefixtures("bare_pages")
def test_a_code_that_was_used_opens_nothing_again():
    make_official(Role.LEADER, username="lanhdao")
    first, second, code = Client(), Client(), code_now()
    for client in (first, second):
        client.post("/can-bo/dang-nhap/", {"login": "lanhdao", "password": PASSWORD})
        client.post("/can-bo/dang-nhap/hai-lop/authenticate/", {"code": code})

    assert first.get("/can-bo/").status_code == 200
    assert "dang-nhap" in second.get("/can-bo/")["Location"]


@pytest.mark.usefixtures("bare_pages")
def test_guessing_a_password_is_stopped():
    make_official(Role.LEADER, username="lanhdao")
    client = Client()
    for guess in range(6):
        client.post("/can-bo/dang-nhap/", {"login": "lanhdao", "password": f"doan-mo-{guess}"})

    client.post("/can-bo/dang-nhap/", {"login": "lanhdao", "password": PASSWORD})
    client.post("/can-bo/dang-nhap/hai-lop/authenticate/", {"code": code_now()})

    assert "dang-nhap" in client.get("/can-bo/")["Location"]


@pytest.mark.usefixtures("bare_pages")
def test_a_new_official_sets_up_a_code_and_proves_it_before_anything_else():
    user_id, _ = make_official(Role.LEADER, username="moi")
    Authenticator.objects.all().delete()
    client = Client()
    client.post("/can-bo/dang-nhap/", {"login": "moi", "password": PASSWORD})
    setup = client.get("/can-bo/")["Location"]
    assert client.get(setup).status_code == 200
    secret = AudienceSession(client.cookies[STAFF].value, staff())["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    client.post(setup, {"code": code})

    assert Authenticator.objects.filter(user_id=user_id).exists()
    assert "reauthenticate" in client.get("/can-bo/")["Location"]
