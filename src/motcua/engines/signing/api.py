"""The door of the signing engine."""

from motcua.engines.signing.errors import (
    CertificateError,
    CertificateFault,
    KeyMissingError,
    SigningError,
    TimeStampError,
    WrongPinError,
)
from motcua.engines.signing.fields import prepare, register_values
from motcua.engines.signing.judge import validate
from motcua.engines.signing.keys import Pkcs11Signer, Pkcs12Signer
from motcua.engines.signing.pades import Backing, Stamper, seal, sign_leader, sign_scan
from motcua.engines.signing.proofs import check_certificate, is_proof, proof_requests
from motcua.engines.signing.types import (
    LAYERS,
    Layer,
    Place,
    ProofRequest,
    Proofs,
    Sentence,
    SignatureVerdict,
    Signer,
    SignerRole,
    Trust,
    Verdict,
)

__all__ = [
    "LAYERS",
    "Backing",
    "CertificateError",
    "CertificateFault",
    "KeyMissingError",
    "Layer",
    "Pkcs11Signer",
    "Pkcs12Signer",
    "Place",
    "ProofRequest",
    "Proofs",
    "Sentence",
    "SignatureVerdict",
    "Signer",
    "SignerRole",
    "SigningError",
    "Stamper",
    "TimeStampError",
    "Trust",
    "Verdict",
    "WrongPinError",
    "check_certificate",
    "is_proof",
    "prepare",
    "proof_requests",
    "register_values",
    "seal",
    "sign_leader",
    "sign_scan",
    "validate",
]
