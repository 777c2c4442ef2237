"""A verdict in plain sentences: who, for which agency, when, and whether a byte has changed."""

from datetime import datetime, timedelta, timezone

from motcua.engines.signing.types import (
    Layer,
    Sentence,
    SignatureVerdict,
    SignerRole,
    Verdict,
)

_LEGAL_TIME = timezone(timedelta(hours=7))

_REFUSED: dict[str, Sentence] = {
    "integrity": Sentence(
        "Nội dung đã bị thay đổi sau khi ký: không sử dụng văn bản này.",
        "The content was changed after signing: do not use this document.",
    ),
    "coverage": Sentence(
        "Văn bản đã bị thêm hoặc sửa sau khi ký: không sử dụng văn bản này.",
        "Something was added or altered after signing: do not use this document.",
    ),
    "chain": Sentence(
        "Chứng thư ký không do cơ quan chứng thực được tin cậy cho vai trò này cấp.",
        "The certificate was not issued by an authority trusted for this role.",
    ),
    "revocation": Sentence(
        "Không có bằng chứng là chứng thư còn hiệu lực khi ký, hoặc chứng thư đã bị thu hồi.",
        "Nothing proves that the certificate was in force when signing, or it had been revoked.",
    ),
    "time": Sentence("Không có dấu thời gian đáng tin cậy.", "There is no trustworthy time stamp."),
}
_UNREADABLE = Sentence(
    "Không đọc được tệp này như một văn bản PDF đã ký. Hãy dùng đúng tệp nhận từ cơ quan.",
    "This file cannot be read as a signed PDF. Use the very file you received from the agency.",
)
_UNSIGNED = Sentence(
    "Văn bản không có chữ ký số nào.", "The document carries no digital signature."
)
_INTACT = Sentence("Không có gì thay đổi kể từ khi ký.", "Nothing has changed since it was signed.")
_NO_LEADER = Sentence(
    "Văn bản thiếu chữ ký số của người có thẩm quyền.",
    "The digital signature of a competent person is missing.",
)
_NO_SEAL = Sentence(
    "Văn bản chưa có chữ ký số (con dấu) của cơ quan: chưa được ban hành.",
    "The agency's digital signature (seal) is missing: the document is not issued.",
)
_ONLY_A_SCAN = Sentence(
    "Đây là bản quét của một giấy tờ, không phải văn bản do cơ quan ban hành.",
    "This is the scan of a paper, not a document that an agency issued.",
)


def when(moment: datetime | None) -> str:
    if moment is None:
        return "?"
    return moment.astimezone(_LEGAL_TIME).strftime("%H:%M %d/%m/%Y")


def _who(signature: SignatureVerdict) -> Sentence:
    at = when(signature.signed_at)
    name, agency = signature.signer, signature.organisation
    if signature.role is SignerRole.SEAL:
        return Sentence(
            f"{agency or name} đóng dấu số lúc {at}.", f"Sealed by {agency or name} at {at}."
        )
    if signature.role is SignerRole.SCAN:
        return Sentence(
            f"{name} ({agency}) quét và ký số lúc {at}.",
            f"Scanned and signed by {name} ({agency}) at {at}.",
        )
    return Sentence(
        f"{name} ký số cho {agency} lúc {at}." if agency else f"{name} ký số lúc {at}.",
        f"Signed by {name} for {agency} at {at}." if agency else f"Signed by {name} at {at}.",
    )


def _faults(signature: SignatureVerdict) -> tuple[Sentence, ...]:
    who = _who(signature)
    return tuple(
        Sentence(f"{who.vi} {_REFUSED[layer.name].vi}", f"{who.en} {_REFUSED[layer.name].en}")
        for layer in signature.layers
        if not layer.ok
    )


def verdict(signatures: tuple[SignatureVerdict, ...], now: datetime) -> Verdict:
    roles = {signature.role for signature in signatures}
    missing = () if roles == {SignerRole.SCAN} else _missing(roles)
    faults = tuple(fault for signature in signatures for fault in _faults(signature))
    holding = tuple(_who(signature) for signature in signatures if signature.ok)
    intact = () if faults else (_INTACT,)
    only = (_ONLY_A_SCAN,) if roles == {SignerRole.SCAN} else ()
    return Verdict(
        ok=not faults and not missing,
        signatures=signatures,
        sentences=(*faults, *missing, *only, *holding, *intact),
        checked_at=now,
    )


def _missing(roles: set[SignerRole]) -> tuple[Sentence, ...]:
    needed = ((SignerRole.LEADER, _NO_LEADER), (SignerRole.SEAL, _NO_SEAL))
    return tuple(sentence for role, sentence in needed if role not in roles)


def unreadable(now: datetime, problem: str) -> Verdict:
    layer = Layer("integrity", ok=False, reason="unreadable")
    return Verdict(
        ok=False, sentences=(_UNREADABLE,), checked_at=now, problem=problem, layers=(layer,)
    )


def unsigned(now: datetime) -> Verdict:
    layer = Layer("integrity", ok=False, reason="unsigned")
    return Verdict(ok=False, sentences=(_UNSIGNED,), checked_at=now, layers=(layer,))
