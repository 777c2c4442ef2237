"""Every byte a signature does not sign must be accounted for.

A PDF signature signs all bytes but one gap, which holds the signature itself: hexadecimal digits,
then padding. A later signature signs that gap too, but nobody signs the gap of the last one; there,
padding, letter case, spare certificates or attributes could be changed without breaking a
signature. So the last gap is only accepted in the one form its verified content can be written in.
"""

import re
from collections.abc import Collection

from asn1crypto import cms, core, tsp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from motcua.engines.signing.fields import ARCHIVE_FIELD, LEADER_FIELD, SEAL_FIELD

_HEX = re.compile(rb"<[0-9a-f]*>|<[0-9A-F]*>")
_OUR_HEX = re.compile(rb"<[0-9A-F]*>")  # as our library writes
_NO_PARAMETERS = (b"", b"\x05\x00")
OUR_FIELDS = frozenset({LEADER_FIELD, SEAL_FIELD, ARCHIVE_FIELD})
_STAMP = "signature_time_stamp_token"
_CONSTRUCTED = 0x20
# Compared as they are with certificates known otherwise, or signed as they are.
_VOUCHED_FOR = frozenset({"certificates", "signed_attrs"})


def fault(
    pdf: bytes, signature: EmbeddedPdfSignature, *, last: bool, known: Collection[bytes]
) -> str:
    """Empty when all is accounted for. `known`: certificates that something else vouches for."""
    numbers = [int(number) for number in signature.byte_range]
    if len(numbers) != 4 or numbers[0] != 0:
        return "byte range"
    end_of_first, second, length = numbers[1:]
    if not 0 < end_of_first < second <= second + length <= len(pdf):
        return "byte range"
    if last and second + length != len(pdf):
        return "bytes after the last signature"
    gap = pdf[end_of_first:second]
    ours = signature.field_name in OUR_FIELDS
    if not (_OUR_HEX if ours else _HEX).fullmatch(gap):
        return "signature container"
    return _content_fault(bytes.fromhex(gap[1:-1].decode()), known) if last else ""


def _content_fault(content: bytes, known: Collection[bytes]) -> str:
    try:
        info = cms.ContentInfo.load(content)
        used = info.dump()
        if content[len(used) :].strip(b"\x00"):
            return "padding"
        return _message_fault(used, known)
    except (ValueError, TypeError, KeyError):
        return "signature message"


def _message_fault(der: bytes, known: Collection[bytes]) -> str:
    info = cms.ContentInfo.load(der, strict=True)
    if info["content_type"].native != "signed_data":
        return "signature message"
    signed = info["content"]
    faults = (
        "" if _canonical(der) and _whole(info) else "encoding",
        _header_fault(signed),
        _certificates_fault(signed, known),
        _signer_fault(signed, known),
    )
    return next((fault for fault in faults if fault), "")


def _canonical(der: bytes) -> bool:
    """Whether every length is written in its one shortest form, all the way down."""
    position = 0
    while position < len(der):
        header = _header(der, position)
        if header is None:
            return False
        start, end = header
        if der[position] & _CONSTRUCTED and not _canonical(der[start:end]):
            return False
        position = end
    return True


def _header(der: bytes, position: int) -> tuple[int, int] | None:
    """Where the content of the element at `position` begins and ends; None if not canonical."""
    if len(der) - position < 2 or der[position] & 0x1F == 0x1F:
        return None
    first = der[position + 1]
    if first < 0x80:
        start, length = position + 2, first
    else:
        size = first & 0x7F
        start = position + 2 + size
        length = int.from_bytes(der[position + 2 : start])
        shortest = (length.bit_length() + 7) // 8
        if not 0 < size == shortest or length < 0x80:
            return None
    return (start, start + length) if start + length <= len(der) else None


def _whole(value: core.Asn1Value) -> bool:
    """Whether it is nothing but its named parts: the parser passes over what follows them."""
    if isinstance(value, core.Choice):
        return _whole(value.chosen)
    if isinstance(value, core.Sequence):
        parts = {name: value[name] for name in value}
    elif isinstance(value, core.SequenceOf | core.SetOf):
        parts = dict(enumerate(value))
    else:
        return True
    written = b"".join(part.dump() for part in parts.values())
    return written == value.contents and all(
        _whole(part) for name, part in parts.items() if name not in _VOUCHED_FOR
    )


def _header_fault(signed: cms.SignedData) -> str:
    signers = signed["signer_infos"]
    if len(signers) != 1:
        return "number of signers"
    if len(signed["crls"]):
        return "lists inside the signature"
    digests = signed["digest_algorithms"]
    if len(digests) != 1 or digests[0].dump() != signers[0]["digest_algorithm"].dump():
        return "digest algorithms"
    is_time = signed["encap_content_info"]["content_type"].native == "tst_info"
    if signed["version"].native != ("v3" if is_time else "v1"):
        return "version"
    return ""


def _certificates_fault(signed: cms.SignedData, known: Collection[bytes]) -> str:
    identified = _identified(signed["signer_infos"][0])
    for choice in signed["certificates"]:
        der = choice.chosen.dump()
        if choice.chosen.sha256 != identified and der not in known:
            return "certificates"
    return ""


def _identified(signer: cms.SignerInfo) -> bytes:
    """The hash of the signer's certificate, which the signature itself signs."""
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "signing_certificate_v2":
            reference = attribute["values"][0]["certs"][0]
            if reference["hash_algorithm"]["algorithm"].native == "sha256":
                return bytes(reference["cert_hash"].native)
    return b""


def _signer_fault(signed: cms.SignedData, known: Collection[bytes]) -> str:
    signer = signed["signer_infos"][0]
    own = [c.chosen for c in signed["certificates"] if c.chosen.sha256 == _identified(signer)]
    if len(own) != 1:
        return "signer's certificate"
    sid = signer["sid"].chosen
    if signer["version"].native != "v1" or signer["sid"].name != "issuer_and_serial_number":
        return "signer's identifier"
    if (sid["issuer"].dump(), sid["serial_number"].native) != (
        own[0].issuer.dump(),
        own[0].serial_number,
    ):
        return "signer's identifier"
    return _algorithm_fault(signer) or _unsigned_fault(signer, known)


def _algorithm_fault(signer: cms.SignerInfo) -> str:
    algorithm, digest = signer["signature_algorithm"], signer["digest_algorithm"]
    plain = all(a["parameters"].dump() in _NO_PARAMETERS for a in (algorithm, digest))
    name = str(algorithm["algorithm"].native)
    return "" if plain and name.startswith(f"{digest['algorithm'].native}_") else "algorithm"


def _unsigned_fault(signer: cms.SignerInfo, known: Collection[bytes]) -> str:
    """The only attribute nobody signs is the time stamp, and it is held to the same form."""
    attributes = signer["unsigned_attrs"]
    if not len(attributes):
        return ""
    if len(attributes) != 1 or attributes[0]["type"].native != _STAMP:
        return "unsigned attributes"
    values = attributes[0]["values"]
    if len(values) != 1:
        return "unsigned attributes"
    return _message_fault(values[0].dump(), known)


def stamped_at(signature: EmbeddedPdfSignature) -> tsp.TSTInfo | None:
    """What the attached time stamp says; to be believed only after it is verified."""
    attributes = signature.signer_info["unsigned_attrs"]
    for attribute in attributes:
        if attribute["type"].native == _STAMP:
            token = attribute["values"][0]["content"]
            return token["encap_content_info"]["content"].parsed
    return None
