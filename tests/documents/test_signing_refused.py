import datetime as dt

import pytest

from motcua.audit.models import Entry
from motcua.directory.types import Role
from motcua.documents import api as documents, errors
from motcua.documents.models import OfficialDocument, SigningKey
from motcua.kit import clock
from motcua.kit.http import NetworkInTransactionError
from motcua.kit.scope import SYSTEM, acting
from tests.documents.factories import MACHINE, PIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """Events published while a test runs."""
    heard = []
    for module in ("sign_document", "issue_document", "turn_document"):
        monkeypatch.setattr(f"motcua.documents.actions.{module}.publish", heard.append)
    return heard


def stored(document_id):
    with acting(SYSTEM):
        return OfficialDocument.objects.get(pk=document_id)


def sign(office, document_id, *, actor=None, pin=PIN):
    return documents.sign(actor=actor or office.leader, document_id=document_id, pin=pin)


def verbs(document_id):
    with acting(SYSTEM):
        return [row.verb for row in Entry.objects.filter(object_id=str(document_id)).order_by("id")]


# ------------------------------------------------------------------ keys and authorities


def test_a_wrong_pin_is_counted_and_locks(office):
    document_id = office.proposed()

    with pytest.raises(errors.WrongPinError, match="2 lần"):
        sign(office, document_id, pin="000000")
    with pytest.raises(errors.WrongPinError, match="1 lần"):
        sign(office, document_id, pin="000000")
    with pytest.raises(errors.PinLockedError):
        sign(office, document_id, pin="000000")
    with pytest.raises(errors.PinLockedError):
        sign(office, document_id)

    assert stored(document_id).state == "proposed"
    later = clock.now() + dt.timedelta(minutes=16)
    with acting(SYSTEM):
        SigningKey.objects.filter(purpose="leader").update(locked_until=clock.now())
    assert later
    assert sign(office, document_id).state == "signed"


def test_the_right_pin_forgets_the_wrong_ones(office):
    with pytest.raises(errors.WrongPinError):
        sign(office, office.proposed(), pin="000000")

    sign(office, office.proposed())

    with acting(SYSTEM):
        assert SigningKey.objects.get(purpose="leader", retired_at=None).wrong_pins == 0


def test_a_leader_without_a_key_is_told(office):
    stranger = office.official(Role.LEADER, "Phó Chủ Tịch")

    with pytest.raises(errors.NoSigningKeyError):
        sign(office, office.proposed(), actor=stranger)
    with acting(stranger.scope):
        assert documents.signing_problem(actor=stranger) == str(errors.NoSigningKeyError())
    with acting(office.leader.scope):
        assert documents.signing_problem(actor=office.leader) is None


def test_a_revoked_certificate_does_not_sign_and_says_so_from_then_on(office):
    with acting(SYSTEM):
        key = SigningKey.objects.get(purpose="leader", person_id=office.leader.person_id)
    documents.revoke_certificate(key.serial)
    document_id = office.proposed()

    with pytest.raises(errors.CertificateRevokedError):
        sign(office, document_id)

    assert stored(document_id).state == "proposed"
    with acting(office.leader.scope):
        assert "thu hồi" in documents.signing_problem(actor=office.leader)


def test_an_expired_certificate_does_not_sign(office):
    office.enrol_leader(days=-1)
    document_id = office.proposed()

    with pytest.raises(errors.CertificateExpiredError):
        sign(office, document_id)
    with acting(office.leader.scope):
        assert "hết hạn" in documents.signing_problem(actor=office.leader)


def test_an_authority_we_do_not_know_is_not_asked(office, settings):
    settings.CERTIFICATE_ROUTES = {}
    document_id = office.proposed()

    with pytest.raises(errors.ProofMissingError):
        sign(office, document_id)
    assert stored(document_id).state == "proposed"


@pytest.mark.parametrize(
    ("system", "mode", "refusal"),
    [
        ("tsa", "down", errors.TimeStampDownError),
        ("tsa", "garbage", errors.TimeStampDownError),
        ("ocsp", "down", errors.ProofMissingError),
        ("ocsp", "garbage", errors.ProofMissingError),
        ("crl", "down", errors.ProofMissingError),
    ],
)
def test_when_an_authority_is_down_nothing_is_signed(office, authorities, system, mode, refusal):
    document_id = office.proposed()
    authorities.fails(system, mode)

    with pytest.raises(refusal):
        sign(office, document_id)
    assert stored(document_id).state == "proposed"

    authorities.fails(system, "ok")
    assert sign(office, document_id).state == "signed"


def test_an_authority_that_hangs_does_not_hold_us(office, authorities, monkeypatch):
    monkeypatch.setattr("motcua.documents.adapters.trust.services.READ_SECONDS", 0.3)
    monkeypatch.setattr(
        "motcua.documents.adapters.trust.services._local", __import__("threading").local()
    )
    document_id = office.proposed()
    authorities.fails("tsa", "hang")

    with pytest.raises(errors.TimeStampDownError):
        sign(office, document_id)


@pytest.mark.django_db(transaction=True)
def test_signing_inside_a_transaction_is_a_bug(office):
    document_id = office.proposed()

    with acting(office.leader.scope), pytest.raises(NetworkInTransactionError):
        sign(office, document_id)


# ------------------------------------------------------------------ who may


@pytest.mark.parametrize(
    ("act", "role"),
    [
        ("sign", "officer"),
        ("sign", "clerk"),
        ("issue", "officer"),
        ("issue", "leader"),
        ("propose", "leader"),
        ("propose", "clerk"),
        ("send_back", "officer"),
        ("recall", "clerk"),
    ],
)
def test_another_seat_of_the_agency_may_see_but_not_act(office, act, role):
    document_id = office.signed() if act == "issue" else office.proposed()
    extra = {"sign": {"pin": PIN}, "send_back": {"reason": "x"}, "recall": {"reason": "x"}}
    before = stored(document_id).state

    with pytest.raises(errors.DocumentSeatError):
        getattr(documents, act)(
            actor=getattr(office, role), document_id=document_id, **extra.get(act, {})
        )

    assert stored(document_id).state == before


@pytest.mark.parametrize("act", ["sign", "issue", "propose", "send_back", "recall"])
def test_of_another_agency_it_does_not_exist(office, other_office, act):
    document_id = office.proposed()
    extra = {"sign": {"pin": PIN}, "send_back": {"reason": "x"}, "recall": {"reason": "x"}}

    for actor in (other_office.leader, other_office.clerk, other_office.officer, office.citizen):
        with pytest.raises(errors.DocumentNotFoundError):
            getattr(documents, act)(actor=actor, document_id=document_id, **extra.get(act, {}))
        with acting(actor.scope), pytest.raises(errors.DocumentNotFoundError):
            documents.document(actor, document_id)


def test_only_an_administrator_enrols_keys(office):
    with pytest.raises(errors.DocumentSeatError):
        documents.enrol_seal(
            actor=office.leader, agency_id=office.agency.id, agency_name="x", image=b""
        )


def test_a_new_key_retires_the_old_one(office):
    office.enrol_leader()

    with acting(SYSTEM):
        keys = SigningKey.objects.filter(person_id=office.leader.person_id)
        assert keys.count() == 2
        assert keys.filter(retired_at=None).count() == 1
    assert MACHINE
    assert office.view(office.issued()).state == "issued"
