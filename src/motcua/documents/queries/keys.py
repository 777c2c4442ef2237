"""The signing key of a leader, and the seal of an agency."""

from uuid import UUID

from motcua.directory.types import Actor, Role
from motcua.documents.errors import (
    CertificateExpiredError,
    CertificateNotYetValidError,
    CertificateRevokedError,
    NoSealKeyError,
    NoSigningKeyError,
    PinLockedError,
)
from motcua.documents.models import SigningKey
from motcua.documents.types import KeyKind, KeyPurpose, SigningKeyView
from motcua.kit import clock, crypto


def row_name(key_id: UUID, column: str) -> str:
    return f"documents_signing_key:{column}:{key_id}"


def leader_key(actor: Actor, agency_id: UUID) -> SigningKey:
    found = SigningKey.objects.filter(
        purpose="leader", person_id=actor.person_id, agency_id=agency_id, retired_at=None
    ).first()
    if found is None:
        raise NoSigningKeyError
    return found


def personal_key(actor: Actor, agency_id: UUID) -> SigningKey | None:
    """What this person signs with at this agency, whatever their seat; None where they have nothing."""
    return (
        SigningKey.objects.filter(
            purpose__in=[KeyPurpose.LEADER, KeyPurpose.OFFICIAL],
            person_id=actor.person_id,
            agency_id=agency_id,
            retired_at=None,
        )
        .order_by("-created_at")
        .first()
    )


def signs_scans(*, actor: Actor, agency_id: UUID) -> bool:
    return personal_key(actor, agency_id) is not None


def seal_key(agency_id: UUID) -> SigningKey:
    found = SigningKey.objects.filter(purpose="seal", agency_id=agency_id, retired_at=None).first()
    if found is None:
        raise NoSealKeyError
    return found


def seal_diameter(agency_id: UUID) -> float:
    """In millimetres, as the agency's real seal; 36 where no seal is enrolled yet."""
    found = SigningKey.objects.filter(purpose="seal", agency_id=agency_id, retired_at=None)
    return found.values_list("seal_diameter_mm", flat=True).first() or 36.0


def refuse_locked(key: SigningKey) -> None:
    if key.locked_until is not None and key.locked_until > clock.now():
        until = key.locked_until.astimezone(clock.LEGAL_ZONE)
        raise PinLockedError(until=f"{until:%H:%M}")


def image_of(key: SigningKey) -> bytes:
    return crypto.keyring().unseal(bytes(key.image_sealed), row=row_name(key.id, "image"))


def stored_pin(key: SigningKey) -> str:
    """Of a seal only: the registry clerk proves themselves by signing in, the agency's key opens."""
    if key.pin_sealed is None:
        raise NoSealKeyError
    return crypto.unseal(key.pin_sealed, row=row_name(key.id, "pin"))


def view_of(key: SigningKey) -> SigningKeyView:
    return SigningKeyView(
        key.id,
        KeyPurpose(key.purpose),
        KeyKind(key.kind),
        key.subject,
        key.serial,
        key.valid_from,
        key.valid_to,
    )


def problem_of(key: SigningKey) -> Exception | None:
    """What will stop this key from signing, as far as we know without asking anyone."""
    if key.revoked_seen_at is not None:
        return CertificateRevokedError()
    if key.valid_to <= clock.now():
        return CertificateExpiredError()
    if key.valid_from > clock.now():
        return CertificateNotYetValidError()
    try:
        refuse_locked(key)
    except PinLockedError as locked:
        return locked
    return None


def signing_problem(*, actor: Actor) -> str | None:
    """A sentence for the signing page when this leader cannot sign now; None when they can."""
    seats = [seat for seat in actor.seats if seat.role == Role.LEADER]
    if not seats:
        return None
    keys = list(
        SigningKey.objects.filter(purpose="leader", person_id=actor.person_id, retired_at=None)
    )
    if not keys:
        return str(NoSigningKeyError())
    problems = [problem_of(key) for key in keys]
    return None if None in problems else str(problems[0])
