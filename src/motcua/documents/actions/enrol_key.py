"""Give a leader, or an agency, a key to sign with: made here, certified by the authority."""

import secrets
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from motcua.audit import api as audit
from motcua.directory.types import Actor, Role
from motcua.documents.adapters.trust import authority, keys, token
from motcua.documents.errors import DocumentSeatError
from motcua.documents.models import SigningKey
from motcua.documents.queries.keys import row_name
from motcua.documents.types import KeyKind, KeyPurpose
from motcua.kit import clock, crypto
from motcua.kit.ids import new_id
from motcua.kit.scope import acting


def enrol_personal_key(  # noqa: PLR0913  (a door: each is said by name)
    *,
    actor: Actor,
    person_id: UUID,
    person_name: str,
    agency_id: UUID,
    agency_name: str,
    pin: str,
    image: bytes,
    purpose: KeyPurpose = KeyPurpose.LEADER,
    kind: KeyKind = KeyKind.PKCS12,
    days: float = 1095,
) -> UUID:
    """Not inside a transaction: it asks the certificate authority. Replaces the key in use."""
    _require_administrator(actor, agency_id)
    key = SigningKey(
        id=new_id(), purpose=purpose, kind=kind, person_id=person_id, agency_id=agency_id
    )
    _make(key, keys.subject(person_name, agency_name), pin, days)
    return _keep(key, actor, image)


def enrol_seal(
    *,
    actor: Actor,
    agency_id: UUID,
    agency_name: str,
    image: bytes,
    diameter_mm: float = 36.0,
    kind: KeyKind = KeyKind.PKCS12,
    days: float = 1095,
) -> UUID:
    """The agency's own key; its PIN is random, sealed, and opened for the registry clerk only."""
    _require_administrator(actor, agency_id)
    key = SigningKey(
        id=new_id(),
        purpose=KeyPurpose.SEAL,
        kind=kind,
        agency_id=agency_id,
        seal_diameter_mm=diameter_mm,
    )
    pin = "".join(secrets.choice("0123456789") for _ in range(12))
    key.pin_sealed = crypto.seal(pin, row=row_name(key.id, "pin"))
    _make(key, keys.subject(agency_name, agency_name), pin, days)
    return _keep(key, actor, image)


def _require_administrator(actor: Actor, agency_id: UUID) -> None:
    if actor.kind != "system" and not actor.holds(Role.ADMINISTRATOR, agency_id=agency_id):
        raise DocumentSeatError


def _make(key: SigningKey, name: x509.Name, pin: str, days: float) -> None:
    if key.kind == KeyKind.PKCS11:
        key.token_label, key.key_label = token.names(key.id)
        request = token.make_key(key.id, name, pin)
        chain = authority.request_certificate(request, days=days)
    else:
        private = rsa.generate_private_key(65537, 2048)
        chain = authority.request_certificate(keys.signing_request(name, private), days=days)
        keys.keep_pkcs12(key.id, private, chain, pin)
    own = chain[0]
    key.subject = own.subject.rfc4514_string()[:300]
    key.serial = f"{own.serial_number:x}"
    key.valid_from, key.valid_to = own.not_valid_before_utc, own.not_valid_after_utc
    key.chain = "".join(c.public_bytes(Encoding.PEM).decode() for c in chain)


def _keep(key: SigningKey, actor: Actor, image: bytes) -> UUID:
    key.image_sealed = crypto.keyring().seal(image, row=row_name(key.id, "image"))
    with acting(actor.scope):
        SigningKey.objects.filter(
            purpose=key.purpose,
            person_id=key.person_id,
            agency_id=key.agency_id,
            retired_at=None,
        ).update(retired_at=clock.now())
        key.save(force_insert=True)
        audit.record(
            actor_id=actor.person_id,
            verb="signing_key.enrol",
            object_type="signing_key",
            object_id=key.id,
            details={"purpose": key.purpose, "serial": key.serial},
        )
    return key.id
