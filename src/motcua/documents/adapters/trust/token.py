"""Keys made inside a PKCS#11 token (SoftHSM2 in the demo), not extractable.

Every key has a token of its own, so that its PIN is its owner's and nobody else's.
"""

import os
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import pkcs11
from asn1crypto import csr, keys as asn1_keys, x509 as asn1_x509
from cryptography import x509
from django.conf import settings
from pkcs11 import Attribute, KeyType, Mechanism
from pkcs11.util.rsa import encode_rsa_public_key

_CONFIGURATION = "SOFTHSM2_CONF"


def names(key_id: UUID) -> tuple[str, str]:
    """The label of the token and of the key in it."""
    return key_id.hex[-16:], "signing"


def is_available() -> bool:
    return Path(settings.PKCS11_LIBRARY).exists()


def use_store() -> None:
    """Where SoftHSM2 keeps its tokens; other tokens ignore it."""
    folder = Path(settings.SIGNING_KEYS) / "softhsm"
    configuration = folder / "softhsm2.conf"
    if not configuration.exists():
        (folder / "tokens").mkdir(parents=True, exist_ok=True)
        configuration.write_text(
            f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n"
            "log.level = ERROR\nslots.removable = false\n",
            encoding="utf-8",
        )
    os.environ.setdefault(_CONFIGURATION, str(configuration))


def make_key(key_id: UUID, name: x509.Name, pin: str) -> x509.CertificateSigningRequest:
    use_store()
    token_label, key_label = names(key_id)
    _initialise(token_label, pin)
    library = pkcs11.lib(settings.PKCS11_LIBRARY)
    library.reinitialize()
    with library.get_token(token_label=token_label).open(rw=True, user_pin=pin) as session:
        public, private = session.generate_keypair(
            KeyType.RSA,
            2048,
            label=key_label,
            store=True,
            private_template={Attribute.EXTRACTABLE: False, Attribute.SENSITIVE: True},
        )
        return _request(name, encode_rsa_public_key(public), private)


def _initialise(label: str, pin: str) -> None:
    """SoftHSM2 comes with the tool for this; a bought token comes initialised."""
    subprocess.run(  # noqa: S603  (fixed program, arguments of our own)
        [
            "/usr/bin/softhsm2-util",
            "--init-token",
            "--free",
            *("--label", label),
            *("--pin", pin),
            *("--so-pin", pin),
        ],
        check=True,
        capture_output=True,
        env={**os.environ},
    )


def _request(name: x509.Name, public: bytes, private: Any) -> x509.CertificateSigningRequest:
    info = csr.CertificationRequestInfo(
        {
            "version": "v1",
            "subject": asn1_x509.Name.load(name.public_bytes()),
            "subject_pk_info": asn1_keys.PublicKeyInfo.wrap(
                asn1_keys.RSAPublicKey.load(public), "rsa"
            ),
            "attributes": [],
        }
    )
    made = csr.CertificationRequest(
        {
            "certification_request_info": info,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": bytes(private.sign(info.dump(), mechanism=Mechanism.SHA256_RSA_PKCS)),
        }
    )
    return x509.load_der_x509_csr(made.dump())
