"""Two families of authorities: the Government's (officials, seals, time) and a public one (citizens).

Certificates name stable addresses; who uses them routes these to wherever the sandbox runs.
"""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

ADDRESS = "http://ca.sandbox.example"
FAMILIES = ("government", "public")

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey
_YEARS = {"root": 20, "issuing": 10, "tsa": 9, "ocsp": 9}


@dataclass(frozen=True, slots=True)
class Identity:
    certificate: x509.Certificate
    key: PrivateKey


def name(common: str, organisation: str = "", *, person_code: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, common))
    if person_code:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, person_code))
    return x509.Name(parts)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _builder(
    subject: x509.Name, issuer: x509.Name, public: PublicKey, *, days: float, begins: dt.datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*granted: str) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{usage: usage in granted for usage in every})


def _pointing(
    builder: x509.CertificateBuilder, issuer: str, issuer_key: PublicKey, *, ocsp: bool
) -> x509.CertificateBuilder:
    """Where the issuer, its revocation list and (for end entities) its responder are."""
    access = [
        x509.AccessDescription(
            AuthorityInformationAccessOID.CA_ISSUERS,
            x509.UniformResourceIdentifier(f"{ADDRESS}/ca/{issuer}.cer"),
        )
    ]
    if ocsp:
        access.insert(
            0,
            x509.AccessDescription(
                AuthorityInformationAccessOID.OCSP,
                x509.UniformResourceIdentifier(f"{ADDRESS}/ocsp/{issuer}"),
            ),
        )
    point = x509.DistributionPoint(
        full_name=[x509.UniformResourceIdentifier(f"{ADDRESS}/crl/{issuer}.crl")],
        relative_name=None,
        reasons=None,
        crl_issuer=None,
    )
    return (
        builder.add_extension(x509.AuthorityInformationAccess(access), critical=False)
        .add_extension(x509.CRLDistributionPoints([point]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False
        )
    )


def make_root(family: str) -> Identity:
    key = ec.generate_private_key(ec.SECP384R1())
    subject = name(f"Sandbox {family} root CA", "Sandbox")
    built = _builder(
        subject, subject, key.public_key(), days=365 * _YEARS["root"], begins=_now() - _LONG_AGO
    )
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
    built = built.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    return Identity(built.sign(key, hashes.SHA384()), key)


# Older than anything the demo tells of its own past.
_LONG_AGO = dt.timedelta(days=400)


def make_issuing(family: str, root: Identity) -> Identity:
    key = rsa.generate_private_key(65537, 3072)
    built = _builder(
        name(f"Sandbox {family} issuing CA", "Sandbox"),
        root.certificate.subject,
        key.public_key(),
        days=365 * _YEARS["issuing"],
        begins=_now() - _LONG_AGO,
    )
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    built = built.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    built = _pointing(built, f"{family}-root", _public(root), ocsp=False)
    return Identity(built.sign(root.key, hashes.SHA384()), key)


def _public(identity: Identity) -> PublicKey:
    return identity.key.public_key()


def make_service(family: str, issuing: Identity, kind: str) -> Identity:
    """`tsa` stamps time; `ocsp` answers for the issuing authority and is itself never checked."""
    key = rsa.generate_private_key(65537, 2048)
    built = _builder(
        name(f"Sandbox {family} {kind}", "Sandbox"),
        issuing.certificate.subject,
        key.public_key(),
        days=365 * _YEARS[kind],
        begins=_now() - _LONG_AGO,
    )
    purpose = (
        ExtendedKeyUsageOID.TIME_STAMPING if kind == "tsa" else ExtendedKeyUsageOID.OCSP_SIGNING
    )
    built = built.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    built = built.add_extension(_usage("digital_signature"), critical=True)
    if kind == "ocsp":
        built = built.add_extension(x509.OCSPNoCheck(), critical=False)
    built = _pointing(built, f"{family}-issuing", _public(issuing), ocsp=kind != "ocsp")
    return Identity(built.sign(_rsa(issuing), hashes.SHA256()), key)


def _rsa(identity: Identity) -> PrivateKey:
    return identity.key


def issue_to(
    family: str,
    issuing: Identity,
    request: x509.CertificateSigningRequest,
    *,
    days: float,
    begins: dt.datetime | None = None,
) -> x509.Certificate:
    """An end entity that signs documents: a person, or the seal of an agency."""
    public = request.public_key()
    if not isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise TypeError("only RSA and EC keys sign documents")
    built = _builder(
        request.subject,
        issuing.certificate.subject,
        public,
        days=days,
        begins=begins or _now() - dt.timedelta(minutes=5),
    )
    built = built.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    built = built.add_extension(_usage("digital_signature", "content_commitment"), critical=True)
    built = _pointing(built, f"{family}-issuing", _public(issuing), ocsp=True)
    return built.sign(_rsa(issuing), hashes.SHA256())


def save(identity: Identity, folder: Path, label: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    key = identity.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    certificate = identity.certificate.public_bytes(serialization.Encoding.PEM)
    unfinished = folder / f"{label}.new"
    unfinished.write_bytes(key + certificate)
    unfinished.chmod(0o600)
    unfinished.replace(folder / f"{label}.pem")


def load(folder: Path, label: str) -> Identity | None:
    path = folder / f"{label}.pem"
    if not path.exists():
        return None
    content = path.read_bytes()
    key = serialization.load_pem_private_key(content, None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError(label)
    return Identity(x509.load_pem_x509_certificate(content), key)


@dataclass(slots=True)
class Register:
    """Serial numbers issued and revoked; a small file, rewritten whole."""

    path: Path

    def read(self) -> dict[str, dict[str, str]]:
        if not self.path.exists():
            return {}
        stored: dict[str, dict[str, str]] = json.loads(self.path.read_text(encoding="utf-8"))
        return stored

    def put(self, serial: int, **facts: str) -> None:
        stored = self.read()
        stored.setdefault(f"{serial:x}", {}).update(facts)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(self.path)
