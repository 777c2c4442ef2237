"""The verdict: five layers per signature, because no single one is enough.

integrity   the signed bytes hash to what was signed, and the signature is the key's
coverage    nothing but what is allowed was added afterwards; no byte is unaccounted for
chain       the certificate leads to a root trusted for this role
revocation  a proof, of the time of signing, that no certificate was revoked
time        a time stamp by an authority trusted for time
"""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

from motcua.engines.signing import envelope, fields, words
from motcua.engines.signing.proofs import context_for
from motcua.engines.signing.types import (
    Layer,
    Proofs,
    SignatureVerdict,
    SignerRole,
    Trust,
    Verdict,
)

_ROLES = {
    fields.LEADER_FIELD: SignerRole.LEADER,
    fields.SEAL_FIELD: SignerRole.SEAL,
    fields.SCAN_FIELD: SignerRole.SCAN,
}
# A proof much older than the signature could have been kept from before a revocation.
_OLDEST_PROOF = timedelta(hours=24)
_STAMP_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class _Material:
    """The document, and the certificates and proofs that travel inside it."""

    pdf: bytes
    reader: PdfFileReader
    certificates: tuple[x509.Certificate, ...]
    proofs: Proofs
    trust: Trust
    now: datetime

    @property
    def known(self) -> frozenset[bytes]:
        trust = self.trust
        anchors = (*trust.leader, *trust.seal, *trust.time, *trust.other, *trust.issuers)
        return frozenset((*(c.dump() for c in self.certificates), *anchors))


def validate(pdf: bytes, trust: Trust, *, now: datetime) -> Verdict:
    """Never fetches anything, and never raises for what is in the file."""
    try:
        material = _read(pdf, trust, now)
        signatures = material.reader.embedded_signatures
    except Exception as unreadable:  # noqa: BLE001  (a hostile file may break the parser anywhere)
        return words.unreadable(now, repr(unreadable))
    if not signatures:
        return words.unsigned(now)
    try:
        return _judged(material, signatures)
    except Exception as broken:  # noqa: BLE001  (as above: unjudged is refused)
        return words.unreadable(now, repr(broken))


def _read(pdf: bytes, trust: Trust, now: datetime) -> _Material:
    limits = DecodeLimits.for_untrusted_input()
    reader = PdfFileReader(io.BytesIO(pdf), strict=True, decode_limits=limits)
    try:
        store = DocumentSecurityStore.read_dss(reader)
        certificates = tuple(store.load_certs())
        proofs = Proofs(
            tuple(ref.get_object().data for ref in store.ocsps),
            tuple(ref.get_object().data for ref in store.crls),
        )
    except NoDSSFoundError:
        certificates, proofs = (), Proofs()
    return _Material(pdf, reader, certificates, proofs, trust, now)


def _judged(material: _Material, signatures: Sequence[EmbeddedPdfSignature]) -> Verdict:
    last = signatures[-1]
    faults = {
        s.field_name: envelope.fault(material.pdf, s, last=s is last, known=material.known)
        for s in signatures
    }
    archive_ok = all(
        _archive_holds(material, s, faults[s.field_name]) for s in signatures if _is_archive(s)
    )
    verdicts = tuple(
        _verdict_on(material, s, faults[s.field_name], archive_ok=archive_ok)
        for s in signatures
        if not _is_archive(s)
    )
    return words.verdict(verdicts, material.now)


def _is_archive(signature: EmbeddedPdfSignature) -> bool:
    return bool(signature.sig_object_type == "/DocTimeStamp")


def _archive_holds(material: _Material, stamp: EmbeddedPdfSignature, fault: str) -> bool:
    """The archive time stamp is judged at its own time; its authority must still be valid now."""
    if fault or not _hashes_match(stamp):
        return False
    info = stamp.signed_data["encap_content_info"]["content"].parsed
    context = context_for(
        material.trust.time, material.certificates, material.proofs, at=info["gen_time"].native
    )
    status = asyncio.run(async_validate_pdf_timestamp(stamp, context))
    levels = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    return (
        status.valid
        and status.intact
        and status.trusted
        and status.modification_level in levels
        and _valid_at(stamp.signer_cert, material.now)
    )


def _valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)


def _verdict_on(
    material: _Material, signature: EmbeddedPdfSignature, fault: str, *, archive_ok: bool
) -> SignatureVerdict:
    role = _ROLES.get(signature.field_name, SignerRole.OTHER)
    subject = signature.signer_cert.subject.native
    info = envelope.stamped_at(signature)
    stamped = info["gen_time"].native if info is not None else None
    layers: tuple[Layer, ...] = (Layer("time", ok=False, reason="archive time stamp"),)
    if archive_ok:
        layers = _layers(material, signature, role=role, stamped=stamped, fault=fault)
    return SignatureVerdict(
        field=signature.field_name,
        role=role,
        signer=str(subject.get("common_name", "")),
        organisation=str(subject.get("organization_name", "")),
        certificate_serial=f"{signature.signer_cert.serial_number:x}",
        signed_at=stamped,
        layers=layers,
    )


def _layers(
    material: _Material,
    signature: EmbeddedPdfSignature,
    *,
    role: SignerRole,
    stamped: datetime | None,
    fault: str,
) -> tuple[Layer, ...]:
    if fault or not _hashes_match(signature):
        # Cheap to see, and what follows would describe a document that is not the signed one.
        return (_broken(fault),)
    status = asyncio.run(_status(material, signature, role, stamped or material.now))
    if not (status.intact and status.valid):
        return (_broken(""),)
    roots = material.trust.roots_for(role)
    moment = stamped or material.now
    return (
        Layer("integrity", ok=True),
        _coverage(status, role),
        _chain(material, signature, roots, moment),
        _revocation(material, signature, status, moment),
        _time(material, status, stamped),
    )


async def _status(
    material: _Material, signature: EmbeddedPdfSignature, role: SignerRole, moment: datetime
) -> PdfSignatureStatus:
    trust, proofs = material.trust, material.proofs
    return await async_validate_pdf_signature(
        signature,
        context_for(trust.roots_for(role), material.certificates, proofs, at=moment),
        context_for(trust.time, material.certificates, proofs, at=moment),
    )


def _broken(fault: str) -> Layer:
    return Layer("coverage" if fault else "integrity", ok=False, reason=fault)


def _hashes_match(signature: EmbeddedPdfSignature) -> bool:
    actual = signature.compute_digest()
    content = signature.signed_data["encap_content_info"]
    if content["content_type"].native == "tst_info":
        return bool(content["content"].parsed["message_imprint"]["hashed_message"].native == actual)
    said = [
        a["values"][0].native
        for a in signature.signer_info["signed_attrs"]
        if a["type"].native == "message_digest"
    ]
    return said == [actual]


def _coverage(status: PdfSignatureStatus, role: SignerRole) -> Layer:
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Layer("coverage", ok=False, reason="not the whole document")
    result = status.diff_result
    if not isinstance(result, DiffResult) or not status.docmdp_ok:
        return Layer("coverage", ok=False, reason="changed after signing")
    if not _allowed(result, role):
        return Layer("coverage", ok=False, reason="changed after signing")
    return Layer("coverage", ok=True)


def _allowed(result: DiffResult, role: SignerRole) -> bool:
    """After the leader: number, date and seal. After the seal: proofs and time stamps only."""
    if result.modification_level <= ModificationLevel.LTA_UPDATES:
        return True
    if role is not SignerRole.LEADER:
        return False
    filled = result.changed_form_fields - {fields.ARCHIVE_FIELD}
    return (
        result.modification_level <= ModificationLevel.FORM_FILLING
        and filled <= fields.FILLED_AFTER_LEADER
    )


def _chain(
    material: _Material,
    signature: EmbeddedPdfSignature,
    roots: Sequence[bytes],
    moment: datetime,
) -> Layer:
    context = context_for(roots, material.certificates, Proofs(), at=moment, must_prove=False)
    validator = CertificateValidator(
        signature.signer_cert,
        intermediate_certs=signature.other_embedded_certs,
        validation_context=context,
    )
    try:
        asyncio.run(validator.async_validate_usage({"non_repudiation"}))
    except (ValidationError, PathBuildingError) as refused:
        return Layer("chain", ok=False, reason=type(refused).__name__)
    return Layer("chain", ok=True)


def _revocation(
    material: _Material,
    signature: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    moment: datetime,
) -> Layer:
    if status.revoked:
        return Layer("revocation", ok=False, reason="revoked")
    if not status.trusted:
        return Layer("revocation", ok=False, reason=str(status.trust_problem_indic))
    if not _freshly_proved(material.proofs, signature.signer_cert, moment):
        return Layer("revocation", ok=False, reason="old proof")
    return Layer("revocation", ok=True)


def _freshly_proved(proofs: Proofs, certificate: x509.Certificate, moment: datetime) -> bool:
    proved = [
        *(t for der in proofs.ocsps for t in _said_by_responder(der, certificate)),
        *(t for der in proofs.crls for t in _said_by_list(der, certificate)),
    ]
    return any(moment - said <= _OLDEST_PROOF for said in proved)


def _said_by_responder(der: bytes, certificate: x509.Certificate) -> list[datetime]:
    answer: Any = ocsp.OCSPResponse.load(der).response_data
    return [
        single["this_update"].native
        for single in answer["responses"]
        if single["cert_id"]["serial_number"].native == certificate.serial_number
    ]


def _said_by_list(der: bytes, certificate: x509.Certificate) -> list[datetime]:
    said: Any = crl.CertificateList.load(der)["tbs_cert_list"]
    same = said["issuer"] == certificate.issuer
    return [said["this_update"].native] if same else []


def _time(material: _Material, status: PdfSignatureStatus, stamped: datetime | None) -> Layer:
    stamp = status.timestamp_validity
    if stamped is None or stamp is None:
        return Layer("time", ok=False, reason="no time stamp")
    if not (stamp.valid and stamp.intact and stamp.trusted):
        return Layer("time", ok=False, reason="time stamp not trusted")
    if stamped > material.now.astimezone(UTC) + _STAMP_TOLERANCE:
        return Layer("time", ok=False, reason="time stamp of the future")
    return Layer("time", ok=True)
