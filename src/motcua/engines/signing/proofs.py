"""Is this certificate good now? What to ask, and what the answers prove.

Nothing here opens a connection: the caller carries the questions and brings back the answers.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)

from motcua.engines.signing.errors import CertificateError, CertificateFault
from motcua.engines.signing.types import ProofRequest, Proofs

_FAULTS: tuple[tuple[type[Exception], CertificateFault], ...] = (
    (RevokedError, CertificateFault.REVOKED),
    (ExpiredError, CertificateFault.EXPIRED),
    (NotYetValidError, CertificateFault.NOT_YET_VALID),
    (InsufficientRevinfoError, CertificateFault.NO_PROOF),
)


def proof_requests(chain: Sequence[bytes]) -> tuple[ProofRequest, ...]:
    """One question per certificate below the root: OCSP where it is offered, else the list."""
    certificates = [x509.load_der_x509_certificate(der) for der in chain]
    by_subject = {c.subject: c for c in certificates}
    questions = []
    for certificate in certificates:
        issuer = by_subject.get(certificate.issuer)
        if issuer is None or issuer is certificate:
            continue
        question = _ocsp_question(certificate, issuer) or _list_question(certificate)
        if question is not None:
            questions.append(question)
    return tuple(dict.fromkeys(questions))


def is_proof(question: ProofRequest, answer: bytes) -> bool:
    """Whether the answer is of the kind that was asked for; what it proves is judged elsewhere."""
    try:
        if question.body is None:
            x509.load_der_x509_crl(answer)
            return True
        status = ocsp.load_der_ocsp_response(answer).response_status
    except ValueError:
        return False
    return status == ocsp.OCSPResponseStatus.SUCCESSFUL


def _ocsp_question(certificate: x509.Certificate, issuer: x509.Certificate) -> ProofRequest | None:
    for access in _extension(certificate, x509.AuthorityInformationAccess) or ():
        if access.access_method == AuthorityInformationAccessOID.OCSP:
            asked = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA256())
            body = asked.build().public_bytes(serialization.Encoding.DER)
            return ProofRequest(access.access_location.value, body)
    return None


def _list_question(certificate: x509.Certificate) -> ProofRequest | None:
    for point in _extension(certificate, x509.CRLDistributionPoints) or ():
        for name in point.full_name or ():
            if isinstance(name, x509.UniformResourceIdentifier):
                return ProofRequest(name.value, None)
    return None


def _extension(certificate: x509.Certificate, kind: type[x509.ExtensionType]) -> Any:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def check_certificate(
    chain: Sequence[bytes], *, roots: Sequence[bytes], proofs: Proofs, at: datetime
) -> None:
    """Raises CertificateError unless the first certificate may sign documents at this moment."""
    own, *issuers = [asn1_x509.Certificate.load(der) for der in chain]
    context = context_for(roots, issuers, proofs, at=at)
    validator = CertificateValidator(own, intermediate_certs=issuers, validation_context=context)
    try:
        asyncio.run(validator.async_validate_usage({"non_repudiation"}))
    except (ValidationError, PathBuildingError) as refused:
        raise CertificateError(fault_of(refused), str(refused)) from refused


def fault_of(refused: Exception) -> CertificateFault:
    for kind, fault in _FAULTS:
        if isinstance(refused, kind):
            return fault
    return CertificateFault.UNTRUSTED


def context_for(
    roots: Sequence[bytes],
    issuers: Sequence[asn1_x509.Certificate],
    proofs: Proofs,
    *,
    at: datetime,
    must_prove: bool = True,
) -> ValidationContext:
    """`must_prove`: every certificate below a root needs a proof that it is not revoked."""
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(der) for der in roots],
        other_certs=list(issuers),
        moment=at,
        allow_fetching=False,
        ocsps=list(proofs.ocsps) if must_prove else [],
        crls=list(proofs.crls) if must_prove else [],
        revocation_mode="require" if must_prove else "soft-fail",
        # Proofs are fetched just before signing, so they are a moment older than the signature.
        retroactive_revinfo=True,
    )
