"""What the authorities do: issue, revoke, answer for a certificate, stamp the time."""

import datetime as dt
from pathlib import Path
from typing import Any

from asn1crypto import algos, cms, core, tsp, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import ocsp

from sandbox.trust import hierarchy
from sandbox.trust.hierarchy import FAMILIES, Identity, Register

_FRESH = dt.timedelta(hours=12)
_POLICY = "1.3.6.1.4.1.99999.1.1"


class Authority:
    """Made on first use in `folder`, the same ever after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.register = Register(folder / "issued.json")
        self._identities: dict[str, Identity] = {}
        for family in FAMILIES:
            self._prepare(family)

    def _prepare(self, family: str) -> None:
        root = self._kept(f"{family}-root", lambda: hierarchy.make_root(family))
        issuing = self._kept(f"{family}-issuing", lambda: hierarchy.make_issuing(family, root))
        self._kept(f"{family}-ocsp", lambda: hierarchy.make_service(family, issuing, "ocsp"))
        self._kept(f"{family}-tsa", lambda: hierarchy.make_service(family, issuing, "tsa"))

    def _kept(self, label: str, make: Any) -> Identity:
        identity = hierarchy.load(self.folder, label)
        if identity is None:
            made: Identity = make()
            hierarchy.save(made, self.folder, label)
            identity = made
        self._identities[label] = identity
        return identity

    def certificate(self, label: str) -> x509.Certificate:
        return self._identities[label].certificate

    # ---------------------------------------------------------------- issue, revoke

    def issue(
        self,
        request: x509.CertificateSigningRequest,
        *,
        family: str = "government",
        days: float = 1095,
        begins: dt.datetime | None = None,
    ) -> list[x509.Certificate]:
        """The new certificate, then its issuers up to the root."""
        issuing = self._identities[f"{family}-issuing"]
        made = hierarchy.issue_to(family, issuing, request, days=days, begins=begins)
        self.register.put(made.serial_number, subject=made.subject.rfc4514_string(), family=family)
        return [made, issuing.certificate, self.certificate(f"{family}-root")]

    def revoke(self, serial: int, *, at: dt.datetime | None = None) -> None:
        moment = (at or dt.datetime.now(dt.UTC)).replace(microsecond=0)
        self.register.put(serial, revoked_at=moment.isoformat())

    def _revoked_at(self, serial: int) -> dt.datetime | None:
        stored = self.register.read().get(f"{serial:x}", {}).get("revoked_at")
        return dt.datetime.fromisoformat(stored) if stored else None

    # ---------------------------------------------------------------- revocation proofs

    def ocsp(self, family: str, request_der: bytes) -> bytes:
        asked = ocsp.load_der_ocsp_request(request_der)
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        revoked_at = self._revoked_at(asked.serial_number)
        issuing = self._identities[f"{family}-issuing"].certificate
        responder = self._identities[f"{family}-ocsp"]
        built = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked_at else ocsp.OCSPCertStatus.GOOD,
            this_update=now,
            next_update=now + _FRESH,
            revocation_time=revoked_at,
            revocation_reason=x509.ReasonFlags.key_compromise if revoked_at else None,
        )
        built = built.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
        built = built.certificates([responder.certificate])
        for extension in asked.extensions:
            if isinstance(extension.value, x509.OCSPNonce):
                built = built.add_extension(extension.value, critical=False)
        del issuing
        signed = built.sign(responder.key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.DER)

    def crl(self, label: str) -> bytes:
        identity = self._identities[label]
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        built = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(identity.certificate.subject)
            .last_update(now)
            .next_update(now + _FRESH)
            .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(identity.key.public_key()),
                critical=False,
            )
        )
        if label.endswith("-issuing"):
            for revoked in self._revoked_entries(label.removesuffix("-issuing")):
                built = built.add_revoked_certificate(revoked)
        return built.sign(identity.key, hashes.SHA384()).public_bytes(serialization.Encoding.DER)

    def _revoked_entries(self, family: str) -> list[x509.RevokedCertificate]:
        return [
            x509.RevokedCertificateBuilder()
            .serial_number(int(serial, 16))
            .revocation_date(dt.datetime.fromisoformat(facts["revoked_at"]))
            .build()
            for serial, facts in self.register.read().items()
            if "revoked_at" in facts and facts.get("family") == family
        ]

    # ---------------------------------------------------------------- time

    def timestamp(self, request_der: bytes, *, family: str = "government") -> bytes:
        """RFC 3161: the digest the client sent, with our time, signed."""
        request = tsp.TimeStampReq.load(request_der, strict=True)
        token = _token(request, self._identities[f"{family}-tsa"])
        status = tsp.PKIStatusInfo({"status": "granted"})
        answer = tsp.TimeStampResp({"status": status, "time_stamp_token": token})
        return bytes(answer.dump())


def _token(request: tsp.TimeStampReq, tsa: Identity) -> cms.ContentInfo:
    if not isinstance(tsa.key, rsa.RSAPrivateKey):
        raise TypeError("the time stamping key is RSA")
    certificate = asn1_x509.Certificate.load(
        tsa.certificate.public_bytes(serialization.Encoding.DER)
    )
    info = _info(request)
    attributes = _signed_attributes(info, certificate)
    signature = tsa.key.sign(attributes.untag().dump(), padding.PKCS1v15(), hashes.SHA256())
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
            ),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": signature,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": core.ParsableOctetString(info.dump()),
            },
            "certificates": [certificate],
            "signer_infos": [signer],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": signed})


def _info(request: tsp.TimeStampReq) -> tsp.TSTInfo:
    facts: dict[str, Any] = {
        "version": "v1",
        "policy": _POLICY,
        "message_imprint": request["message_imprint"],
        "serial_number": x509.random_serial_number(),
        "gen_time": dt.datetime.now(dt.UTC).replace(microsecond=0),
        "accuracy": {"seconds": 1},
    }
    if request["nonce"].native is not None:
        facts["nonce"] = request["nonce"]
    return tsp.TSTInfo(facts)


def _signed_attributes(info: tsp.TSTInfo, certificate: asn1_x509.Certificate) -> cms.CMSAttributes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(info.dump())
    identified = tsp.ESSCertIDv2(
        {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "cert_hash": certificate.sha256,
        }
    )
    return cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [digest.finalize()]}),
            cms.CMSAttribute(
                {
                    "type": "signing_certificate_v2",
                    "values": [tsp.SigningCertificateV2({"certs": [identified]})],
                }
            ),
        ]
    )
