"""The sandbox's authorities as other programs see them: openssl is the judge."""

import subprocess

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from sandbox.trust import hierarchy

ROUTED = hierarchy.ADDRESS


def openssl(*arguments):
    return subprocess.run(
        ["openssl", *map(str, arguments)], check=False, capture_output=True, text=True
    )


def request_for(name="Trần Văn Ổn"):
    return (
        x509.CertificateSigningRequestBuilder()
        .subject_name(hierarchy.name(name, "UBND xã Truông Mít"))
        .sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
        .public_bytes(Encoding.PEM)
    )


@pytest.fixture
def issued(outside, tmp_path):
    """Certificate, issuer and root in files, as an engineer would have them."""
    answer = requests.post(f"{outside.address}/ca/issue", data=request_for(), timeout=20)
    answer.raise_for_status()
    chain = x509.load_pem_x509_certificates(answer.content)
    for name, certificate in zip(("own", "issuer", "root"), chain, strict=True):
        (tmp_path / f"{name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return chain


def ask_ocsp(outside, tmp_path):
    return openssl(
        "ocsp",
        *("-issuer", tmp_path / "issuer.pem", "-cert", tmp_path / "own.pem"),
        *("-url", f"{outside.address}/ocsp/government-issuing"),
        *("-CAfile", tmp_path / "root.pem", "-verify_other", tmp_path / "issuer.pem"),
    )


def test_a_chain_leads_to_the_root(issued, tmp_path):
    said = openssl(
        "verify",
        *("-CAfile", tmp_path / "root.pem", "-untrusted", tmp_path / "issuer.pem"),
        tmp_path / "own.pem",
    )

    assert said.stdout.strip().endswith(": OK"), said


def test_ocsp_says_good_and_after_revocation_revoked(outside, issued, tmp_path):
    assert "own.pem: good" in ask_ocsp(outside, tmp_path).stdout

    serial = f"{issued[0].serial_number:x}"
    requests.post(f"{outside.address}/ca/revoke", json={"serial": serial}, timeout=20)

    assert "own.pem: revoked" in ask_ocsp(outside, tmp_path).stdout


def test_the_list_names_the_revoked(outside, issued):
    serial = issued[0].serial_number
    requests.post(f"{outside.address}/ca/revoke", json={"serial": f"{serial:x}"}, timeout=20)

    answer = requests.get(f"{outside.address}/crl/government-issuing.crl", timeout=20)

    listed = x509.load_der_x509_crl(answer.content)
    assert listed.get_revoked_certificate_by_serial_number(serial) is not None
    assert listed.is_signature_valid(issued[1].public_key())


def test_openssl_believes_the_time_stamp(outside, issued, tmp_path):
    (tmp_path / "data").write_bytes(b"giay to")
    openssl(
        *("ts", "-query", "-data", tmp_path / "data", "-sha256", "-cert"),
        *("-out", tmp_path / "query"),
    )

    answer = requests.post(
        f"{outside.address}/tsa", data=(tmp_path / "query").read_bytes(), timeout=20
    )
    (tmp_path / "answer").write_bytes(answer.content)
    said = openssl(
        *("ts", "-verify", "-queryfile", tmp_path / "query", "-in", tmp_path / "answer"),
        *("-CAfile", tmp_path / "root.pem", "-untrusted", tmp_path / "issuer.pem"),
    )

    assert "Verification: OK" in said.stdout, said


def test_issuers_are_where_certificates_say(outside, issued):
    access = issued[0].extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    named = [a.access_location.value for a in access if "/ca/" in a.access_location.value]

    answer = requests.get(named[0].replace(ROUTED, outside.address), timeout=20)

    assert x509.load_der_x509_certificate(answer.content) == issued[1]


def test_public_and_government_are_two_families(outside):
    roots = requests.get(f"{outside.address}/ca/roots", timeout=20).json()

    assert set(roots) == {"government", "public"}
    assert roots["government"] != roots["public"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/ca/nobody.cer", 404), ("/crl/nobody.crl", 404), ("/ca/government-tsa.cer", 404)],
)
def test_what_is_not_there_is_not_found(outside, path, status):
    assert requests.get(f"{outside.address}{path}", timeout=20).status_code == status


@pytest.mark.parametrize("system", ["tsa", "ocsp", "crl", "ca"])
def test_each_can_be_told_to_be_down(outside, system):
    requests.post(f"{outside.address}/control/faults", json={system: "down"}, timeout=20)
    calls = {
        "tsa": ("POST", "/tsa"),
        "ocsp": ("POST", "/ocsp/government-issuing"),
        "crl": ("GET", "/crl/government-root.crl"),
        "ca": ("GET", "/ca/roots"),
    }
    method, path = calls[system]

    answer = requests.request(method, f"{outside.address}{path}", timeout=20)

    assert answer.status_code == 503
