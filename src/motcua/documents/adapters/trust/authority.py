"""The certificate authority we ask for certificates; in the demo, the sandbox's."""

from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from motcua.documents.adapters.trust import roots
from motcua.documents.errors import CertificateAuthorityDownError
from motcua.kit import http


def request_certificate(
    request: x509.CertificateSigningRequest, *, family: str = "government", days: float = 1095
) -> list[x509.Certificate]:
    """The certificate and its issuers, up to the root."""
    body = request.public_bytes(Encoding.PEM)
    address = f"{settings.CA_ADDRESS}/issue?family={family}&days={days}"
    answer = _call("post", address, body)
    return x509.load_pem_x509_certificates(answer.content)


def revoke(serial: str) -> None:
    _call("post", f"{settings.CA_ADDRESS}/revoke", f'{{"serial": "{serial}"}}'.encode())


def trust_this_authority() -> None:
    """For the demo and tests: believe the sandbox, government for officials, public for citizens."""
    for family, pem in _call("get", f"{settings.CA_ADDRESS}/roots").json().items():
        kinds = ("leader", "seal", "time", "other") if family == "government" else ("other",)
        for kind in kinds:
            roots.add(kind, family, pem)
        issuing = _call("get", f"{settings.CA_ADDRESS}/{family}-issuing.cer").content
        certificate = x509.load_der_x509_certificate(issuing)
        roots.add("issuers", family, certificate.public_bytes(Encoding.PEM).decode())


def _call(method: str, address: str, body: bytes | None = None) -> Any:
    try:
        answer = http.session().request(method, address, data=body)
        answer.raise_for_status()
    except OSError as failed:
        raise CertificateAuthorityDownError from failed
    return answer
