"""Authorities in memory, signers of every kind, and a document ready to sign."""

import datetime as dt
import io
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from PIL import Image, ImageDraw

from motcua.engines.papers import api as papers
from motcua.engines.signing import api as signing
from sandbox.trust import hierarchy
from sandbox.trust.authority import Authority

AGENCY = "Ủy ban nhân dân xã Truông Mít"
PIN = "246810"
REGISTER = {"number": "125", "day": "23", "month": "11", "year": "2026"}
TEMPLATE = """#import "official.typ": official, given
#show: official.with(title: "Giấy xác nhận tình trạng hôn nhân", recipients: ("Như trên",))
Ông, bà: *Nguyễn Thị Bảy*
"""


def now():
    return dt.datetime.now(dt.UTC)


def picture(colour, size):
    drawn = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(drawn).ellipse((6, 6, size[0] - 6, size[1] - 6), outline=colour, width=9)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


BLUE = picture((20, 40, 160, 255), (540, 240))
RED = picture((200, 20, 20, 255), (360, 360))


@lru_cache(maxsize=1)
def paper():
    data = {
        "agency": AGENCY,
        "place": "Truông Mít",
        "symbol": "GXN-UBND",
        "signer_title": "Chủ tịch",
        "signer_name": "Trần Văn Ổn",
    }
    return papers.render(TEMPLATE, data)


@lru_cache(maxsize=1)
def prepared():
    made = paper()
    return signing.prepare(made.pdf, made.boxes, font=papers.digit_font())


@lru_cache(maxsize=4)
def private_key(kind):
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 2048)


class World:
    def __init__(self, folder):
        self.authority = Authority(folder)
        self.stamper = signing.Stamper(self.authority.timestamp)

    def der(self, label):
        return self.authority.certificate(label).public_bytes(Encoding.DER)

    @property
    def root(self):
        return self.der("government-root")

    @property
    def trust(self):
        government, public = (self.root,), (self.der("public-root"),)
        issuers = (self.der("government-issuing"), self.der("public-issuing"))
        return signing.Trust(
            leader=government,
            seal=government,
            time=government,
            other=government + public,
            issuers=issuers,
        )

    def signer(self, name="Trần Văn Ổn", *, kind="rsa", family="government", **issued):
        key = private_key(kind)
        request = (
            x509.CertificateSigningRequestBuilder()
            .subject_name(hierarchy.name(name, AGENCY))
            .sign(key, hashes.SHA256())
        )
        chain = self.authority.issue(request, family=family, **issued)
        content = pkcs12.serialize_key_and_certificates(
            b"key", key, chain[0], chain[1:], serialization.BestAvailableEncryption(PIN.encode())
        )
        return signing.Pkcs12Signer(content, PIN)

    def proofs(self, *chains):
        ocsps, crls = [], []
        for chain in chains:
            for question in signing.proof_requests(chain):
                label = question.url.rsplit("/", 1)[1]
                if question.body is None:
                    crls.append(self.authority.crl(label.removesuffix(".crl")))
                else:
                    family = label.removesuffix("-issuing")
                    ocsps.append(self.authority.ocsp(family, question.body))
        return signing.Proofs(tuple(ocsps), tuple(crls))

    def backing(self, signer, *, roots=None, at=None):
        time_chain = (*self.stamper.chain(), self.der("government-issuing"), self.root)
        roots = roots or (self.root, self.der("public-root"))
        proofs = self.proofs(signer.chain, time_chain)
        issuers = (self.der("government-issuing"),)
        return signing.Backing(self.stamper, proofs, roots, at or now(), issuers)

    def led(self, signer=None, pdf=None, **backing):
        signer = signer or self.signer()
        return signing.sign_leader(
            pdf or prepared(), signer, image=BLUE, backing=self.backing(signer, **backing)
        )

    def issued(self, leader=None, seal=None):
        seal = seal or self.signer(AGENCY, kind="ec")
        return signing.seal(
            self.led(leader), seal, register=REGISTER, image=RED, backing=self.backing(seal)
        )

    def judge(self, pdf, at=None):
        return signing.validate(pdf, self.trust, now=at or now())


def serial_of(signer):
    return x509.load_der_x509_certificate(signer.chain[0]).serial_number


def failing(verdict):
    """The layers that do not hold, per field."""
    return {
        one.field: {layer.name for layer in one.layers if not layer.ok}
        for one in verdict.signatures
        if not one.ok
    }
