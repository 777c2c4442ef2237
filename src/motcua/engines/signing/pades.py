"""Making PAdES signatures: the leader at B-LT, the agency's seal at B-LTA. Wraps pyHanko 0.38."""

import asyncio
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, tsp, x509
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import TimeStamper as PyHankoTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.engines.signing import fields, proofs as revocation
from motcua.engines.signing.errors import SigningError, TimeStampError
from motcua.engines.signing.types import Proofs, Signer, TimeStamper

DIGEST = "sha256"
# A proof in one revision with the signature, so that the last time stamp covers every byte.
_DSS = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)
_CMS_BYTES = 16 * 1024  # reserved for the signature and its time stamp; measured: 9 kB used


class Stamper(PyHankoTimeStamper):
    """Carries requests to the authority through the caller; keep one per authority."""

    def __init__(self, send: TimeStamper) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._send = send

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(self._send(req.dump()), strict=True)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (OSError, ValueError, KeyError, TypeError) as failed:
            # Silent, refusing, or talking nonsense: to the signer it is all the same.
            raise TimeStampError(str(failed)) from failed

    def chain(self) -> tuple[bytes, ...]:
        """The certificates of the authority, learnt from a first stamp."""
        asyncio.run(self._ensure_dummy())  # type: ignore[no-untyped-call]
        return tuple(certificate.dump() for certificate in self._certs.values())


class _Carrier(signers.Signer):
    """Our port, as pyHanko wants to see a signer."""

    def __init__(self, port: Signer) -> None:
        own, *issuers = [x509.Certificate.load(der) for der in port.chain]
        registry = SimpleCertificateStore.from_certs(issuers)
        super().__init__(signing_cert=own, cert_registry=registry, embed_roots=False)
        self._port = port

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002  (the library's own signature)
    ) -> bytes:
        if dry_run:
            return bytes(512)
        return self._port.sign(data, digest_algorithm)


@dataclass(frozen=True, slots=True)
class Backing:
    """What a signature rests on: who stamps the time, proofs of not being revoked, trusted roots."""

    stamper: Stamper
    proofs: Proofs
    roots: tuple[bytes, ...]
    at: datetime
    issuers: tuple[bytes, ...] = ()


def sign_leader(pdf: bytes, signer: Signer, *, image: bytes, backing: Backing) -> bytes:
    """The leader's signature: the image only, no text (Decree 30, Appendix I, 7c). PAdES B-LT.

    Raises CertificateError when the certificate may not sign, TimeStampError, SigningError.
    """
    _check(signer, backing)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    metadata = _metadata(fields.LEADER_FIELD, signer, backing, archive=False)
    return _signed(writer, metadata, signer, image=image, stamper=backing.stamper)


def seal(
    pdf: bytes, signer: Signer, *, register: Mapping[str, str], image: bytes, backing: Backing
) -> bytes:
    """Write number and date into their fields and seal for the agency, in one revision. PAdES B-LTA."""
    _check(signer, backing)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.fill_register(writer, register)
    metadata = _metadata(fields.SEAL_FIELD, signer, backing, archive=True)
    return _signed(writer, metadata, signer, image=image, stamper=backing.stamper)


def sign_scan(pdf: bytes, signer: Signer, *, backing: Backing) -> bytes:
    """The official who scanned a paper vouches for the picture; nothing is drawn. PAdES B-LT."""
    _check(signer, backing)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.add_unseen(writer, fields.SCAN_FIELD)
    metadata = _metadata(fields.SCAN_FIELD, signer, backing, archive=False)
    return _signed(writer, metadata, signer, image=None, stamper=backing.stamper)


def _check(signer: Signer, backing: Backing) -> None:
    revocation.check_certificate(
        signer.chain, roots=backing.roots, proofs=backing.proofs, at=backing.at
    )


def _metadata(
    name: str, signer: Signer, backing: Backing, *, archive: bool
) -> signers.PdfSignatureMetadata:
    ders = (*signer.chain[1:], *backing.stamper.chain(), *backing.issuers)
    issuers = [x509.Certificate.load(der) for der in ders]
    return signers.PdfSignatureMetadata(
        field_name=name,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=True,
        use_pades_lta=archive,
        timestamp_field_name=fields.ARCHIVE_FIELD if archive else None,
        validation_context=revocation.context_for(
            backing.roots, issuers, backing.proofs, at=backing.at
        ),
        docmdp_permissions=MDPPerm.NO_CHANGES if archive else MDPPerm.FILL_FORMS,
        dss_settings=_DSS,
    )


def _signed(
    writer: IncrementalPdfFileWriter,
    metadata: signers.PdfSignatureMetadata,
    signer: Signer,
    *,
    image: bytes | None,
    stamper: Stamper,
) -> bytes:
    style = _stamp(image) if image else None
    machine = signers.PdfSigner(metadata, _Carrier(signer), timestamper=stamper, stamp_style=style)
    out = io.BytesIO()
    try:
        machine.sign_pdf(
            writer, existing_fields_only=True, bytes_reserved=2 * _CMS_BYTES, output=out
        )
    except (PyHankoSigningError, OSError, ValueError) as failed:
        raise SigningError(str(failed)) from failed
    return out.getvalue()


def _stamp(image: bytes) -> StaticStampStyle:
    picture = Image.open(io.BytesIO(image)).convert("RGBA")
    return StaticStampStyle(
        border_width=0,
        background=PdfImage(picture, writer=None),
        background_opacity=1.0,
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID,
            y_align=AxisAlignment.ALIGN_MID,
            margins=Margins.uniform(0),
            inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
        ),
    )
