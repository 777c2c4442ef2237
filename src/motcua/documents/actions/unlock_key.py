"""Open a signing key with its PIN, count wrong PINs, and turn the engine's refusals into ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents import errors, rules
from motcua.documents.adapters.trust import keys
from motcua.documents.models import SigningKey
from motcua.documents.queries.keys import refuse_locked
from motcua.engines.signing import api as signing
from motcua.engines.signing.api import CertificateFault
from motcua.kit import clock
from motcua.kit.errors import DomainError
from motcua.kit.scope import acting

_OF_FAULT: dict[CertificateFault, type[DomainError]] = {
    CertificateFault.REVOKED: errors.CertificateRevokedError,
    CertificateFault.EXPIRED: errors.CertificateExpiredError,
    CertificateFault.NOT_YET_VALID: errors.CertificateNotYetValidError,
    CertificateFault.UNTRUSTED: errors.CertificateUntrustedError,
    CertificateFault.NO_PROOF: errors.ProofMissingError,
}


@contextmanager
def unlocked(key: SigningKey, pin: str, *, actor: Actor) -> Iterator[signing.Signer]:
    """Outside any transaction: a wrong PIN is counted whatever happens afterwards."""
    refuse_locked(key)
    try:
        with keys.opened(key, pin) as signer:
            if key.wrong_pins:
                _set_wrong_pins(key.id, actor, 0)
            yield signer
    except signing.WrongPinError as wrong:
        raise _count_wrong_pin(key.id, actor) from wrong
    except signing.KeyMissingError as missing:
        raise errors.NoSigningKeyError from missing
    except signing.CertificateError as refused:
        if refused.fault is CertificateFault.REVOKED:
            _note_revoked(key.id, actor)
        raise _OF_FAULT[refused.fault] from refused
    except signing.TimeStampError as silent:
        raise errors.TimeStampDownError from silent
    except signing.SigningError as failed:
        raise errors.SigningFailedError from failed


def _count_wrong_pin(key_id: UUID, actor: Actor) -> DomainError:
    with acting(actor.scope):
        key = SigningKey.objects.select_for_update().get(pk=key_id)
        key.wrong_pins += 1
        locks = key.wrong_pins >= rules.MOST_WRONG_PINS
        if locks:
            key.locked_until = clock.now() + timedelta(minutes=rules.PIN_LOCK_MINUTES)
        left = rules.MOST_WRONG_PINS - key.wrong_pins
        key.wrong_pins = 0 if locks else key.wrong_pins
        key.save(update_fields=["wrong_pins", "locked_until"])
        _write_down(key_id, actor, "signing_key.locked" if locks else "signing_key.wrong_pin")
    if locks and key.locked_until is not None:
        until = key.locked_until.astimezone(clock.LEGAL_ZONE)
        return errors.PinLockedError(until=f"{until:%H:%M}")
    return errors.WrongPinError(left=left, minutes=rules.PIN_LOCK_MINUTES)


def _set_wrong_pins(key_id: UUID, actor: Actor, count: int) -> None:
    with acting(actor.scope):
        SigningKey.objects.filter(pk=key_id).update(wrong_pins=count, locked_until=None)


def _note_revoked(key_id: UUID, actor: Actor) -> None:
    """So that the signing page can say it before the next attempt."""
    with acting(actor.scope):
        SigningKey.objects.filter(pk=key_id).update(revoked_seen_at=clock.now())
        _write_down(key_id, actor, "signing_key.revoked_seen")


def _write_down(key_id: UUID, actor: Actor, verb: str) -> None:
    audit.record(actor_id=actor.person_id, verb=verb, object_type="signing_key", object_id=key_id)
