"""Why a signature could not be made."""

from enum import StrEnum


class CertificateFault(StrEnum):
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    UNTRUSTED = "untrusted"
    NO_PROOF = "no_proof"


class SigningError(Exception):
    """The document was not signed."""


class CertificateError(SigningError):
    """The certificate may not sign; `fault` says why."""

    def __init__(self, fault: CertificateFault, detail: str = "") -> None:
        self.fault = fault
        super().__init__(f"{fault}: {detail}" if detail else str(fault))


class WrongPinError(SigningError):
    """The key did not open with this PIN."""


class KeyMissingError(SigningError):
    """The key store holds no such key."""


class TimeStampError(SigningError):
    """The time-stamping authority gave no usable answer."""
