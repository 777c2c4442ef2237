import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from motcua.directory import api as directory
from motcua.directory.adapters.eid import provider
from motcua.directory.errors import (
    EidDownError,
    IdentityConflictError,
    LevelTooLowError,
    SignInCancelledError,
    SignInExpiredError,
    SignInRefusedError,
)
from motcua.directory.models import CitizenIdentity, Person
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from sandbox.eid import tokens
from tests.directory.factories import make_person

BAY, TAM = "072192000007", "072090000008"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _provider(settings, outside):
    settings.EID_ISSUER = f"{outside.address}/eid"
    settings.SITE_ADDRESS = "http://127.0.0.1:8000"
    provider.forget()


def consent(start, personal_id=BAY, acr="LoA2", answer="yes"):
    """What the person does in the browser: choose themselves, press the button."""
    page = requests.get(start.url, timeout=5)
    hidden = dict(re.findall(r'type=hidden name="(\w+)" value="([^"]*)"', page.text))
    done = requests.post(
        start.url,
        data={**hidden, "person": personal_id, "acr": acr, "answer": answer},
        allow_redirects=False,
        timeout=5,
    )
    query = parse_qs(urlsplit(done.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def sign_in(personal_id=BAY, acr="LoA2"):
    start = directory.begin_sign_in("/ho-so/")
    return directory.finish_sign_in(consent(start, personal_id, acr), start.state)


def everybody():
    with acting(SYSTEM):
        return Person.objects.count(), CitizenIdentity.objects.count()


def test_a_first_visit_writes_the_person_down():
    signed_in = sign_in()

    assert (signed_in.name, signed_in.level) == ("Nguyễn Thị Bảy", 2)
    with acting(SYSTEM):
        person = directory.person(signed_in.person_id)
    assert str(person.birth_date) == "1992-03-12"
    assert (person.sex, person.email) == ("female", "cd0007@tayninh.example")


def test_every_later_visit_is_the_same_person():
    assert sign_in().person_id == sign_in().person_id
    assert everybody() == (1, 1)


def test_a_person_known_from_the_counter_is_linked():
    person_id = make_person("Lê Văn Tám", TAM)

    assert sign_in(TAM).person_id == person_id


def test_the_identity_corrects_what_a_counter_mistyped_but_no_contact():
    person_id = make_person("Le Van Tam", TAM, email="tam@nha.example")

    sign_in(TAM)

    with acting(SYSTEM):
        person = directory.person(person_id)
    assert (person.name, str(person.birth_date)) == ("Lê Văn Tám", "1990-07-05")
    assert (person.email, person.phone) == ("tam@nha.example", "0900000008")


def test_the_question_carries_pkce_state_and_nonce():
    start = directory.begin_sign_in("/ho-so/")
    asked = parse_qs(urlsplit(start.url).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["acr_values"] == ["LoA2"]
    assert start.state["verifier"] not in start.url
    assert asked["state"] != asked["nonce"]
    assert start.state["next"] == "/ho-so/"


def test_a_fresh_proof_is_asked_for_when_needed():
    asked = parse_qs(urlsplit(directory.begin_sign_in("/", fresh=True).url).query)

    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])


# ------------------------------------------------------------ a provider that lies or breaks

LIES = (*tokens.FALSE_CLAIMS, *tokens.FALSE_SIGNATURES)


@pytest.mark.parametrize("fault", LIES)
def test_a_false_token_lets_nobody_in(outside, fault):
    outside.fails("eid", fault)

    with pytest.raises((SignInRefusedError, LevelTooLowError)):
        sign_in()
    assert everybody() == (0, 0)


@pytest.mark.parametrize(
    "fault",
    ["userinfo_of_another", "userinfo_without_subject", "no_id_token", "no_number", "no_name"],
)
def test_false_user_info_lets_nobody_in(outside, fault):
    outside.fails("eid", fault)

    with pytest.raises(SignInRefusedError):
        sign_in()
    assert everybody() == (0, 0)


@pytest.mark.parametrize("fault", ["token_500", "userinfo_500", "down", "garbage", "hang"])
def test_a_provider_that_breaks_midway_is_said_to_be_down(outside, monkeypatch, fault):
    monkeypatch.setattr(provider, "_READ_SECONDS", 0.3)
    start = directory.begin_sign_in("/")
    returned = consent(start)
    outside.fails("eid", fault)

    with pytest.raises(EidDownError):
        directory.finish_sign_in(returned, start.state)
    assert everybody() == (0, 0)


@pytest.mark.parametrize("fault", ["down", "garbage", "hang"])
def test_a_provider_that_is_down_is_said_to_be_down_at_once(outside, monkeypatch, fault):
    monkeypatch.setattr(provider, "_READ_SECONDS", 0.3)
    outside.fails("eid", fault)

    with pytest.raises(EidDownError):
        directory.begin_sign_in("/")


def test_keys_that_cannot_be_fetched_let_nobody_in(outside):
    outside.fails("eid", "jwks_down")

    with pytest.raises(EidDownError):
        sign_in()
    assert everybody() == (0, 0)


def test_another_issuer_at_the_known_address_is_not_believed(settings, outside):
    settings.EID_ISSUER = f"{outside.address.replace('127.0.0.1', 'localhost')}/eid/"

    with pytest.raises((SignInRefusedError, EidDownError)):
        directory.begin_sign_in("/")


def test_the_number_of_another_does_not_move_an_account(outside):
    bay = sign_in()
    outside.fails("eid", "userinfo_swapped_number")

    with pytest.raises(IdentityConflictError):
        sign_in()
    with acting(SYSTEM):
        assert CitizenIdentity.objects.get().person_id == bay.person_id


def test_a_second_account_with_the_same_number_opens_nothing():
    sign_in()
    with acting(SYSTEM):
        CitizenIdentity.objects.update(subject="another-account")

    with pytest.raises(IdentityConflictError):
        sign_in()


# ------------------------------------------------------------ a browser that lies


def test_an_answer_to_another_question_is_refused():
    start, planted = directory.begin_sign_in("/"), directory.begin_sign_in("/")

    with pytest.raises(SignInExpiredError):
        directory.finish_sign_in(consent(planted, TAM), start.state)
    assert everybody() == (0, 0)


def test_a_stolen_code_is_worth_nothing_without_the_verifier():
    start, thief = directory.begin_sign_in("/"), directory.begin_sign_in("/")
    stolen = {**consent(start), "state": thief.state["state"]}

    with pytest.raises(SignInExpiredError):
        directory.finish_sign_in(stolen, thief.state)


def test_a_code_serves_once():
    start = directory.begin_sign_in("/")
    returned = consent(start)
    directory.finish_sign_in(returned, start.state)

    with pytest.raises(SignInExpiredError):
        directory.finish_sign_in(returned, start.state)


@pytest.mark.parametrize("state", [{}, {"state": ""}])
def test_nothing_returns_to_a_session_that_asked_nothing(state):
    with pytest.raises(SignInExpiredError):
        directory.finish_sign_in({"code": "x", "state": ""}, state)


def test_an_old_question_is_not_answered():
    start = directory.begin_sign_in("/")
    returned = consent(start)

    with clock.set_to(clock.now() + timedelta(minutes=11)), pytest.raises(SignInExpiredError):
        directory.finish_sign_in(returned, start.state)


def test_level_one_opens_no_level_two_page():
    with pytest.raises(LevelTooLowError):
        sign_in(acr="LoA1")
    assert everybody() == (0, 0)


def test_turning_back_at_the_provider_is_no_error_of_the_system():
    start = directory.begin_sign_in("/")

    with pytest.raises(SignInCancelledError):
        directory.finish_sign_in(consent(start, answer="no"), start.state)
