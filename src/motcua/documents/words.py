"""The words of a verdict, for people who do not know what a certificate is."""

from datetime import datetime
from typing import Any

from motcua.documents.types import (
    LayerView,
    RegisteredDocument,
    SignatureView,
    VerdictState,
    Words,
)

HEADLINES: dict[VerdictState, Words] = {
    "valid": Words(
        "Văn bản thật, còn nguyên vẹn.", "The document is genuine and has not been changed."
    ),
    "recalled": Words(
        "Văn bản này đã bị cơ quan ban hành thu hồi: không còn giá trị.",
        "The issuing agency has recalled this document: it is no longer valid.",
    ),
    "broken": Words(
        "Không sử dụng tệp này: chữ ký số không còn hợp lệ.",
        "Do not use this file: a digital signature does not hold.",
    ),
    "not_issued": Words(
        "Văn bản có chữ ký nhưng chưa đủ để có giá trị.",
        "The document is signed, but lacks what makes it valid.",
    ),
    "scan": Words(
        "Bản quét còn nguyên vẹn như khi cán bộ ký.",
        "The scan is as it was when the official signed it.",
    ),
    "unreadable": Words(
        "Tệp này không phải văn bản điện tử có chữ ký số.",
        "This file is not an electronic document with a digital signature.",
    ),
}
LAYER_LABELS: dict[str, Words] = {
    "integrity": Words("Nội dung đúng như khi ký", "The content is as it was signed"),
    "coverage": Words("Không có gì được thêm sau khi ký", "Nothing was added after signing"),
    "chain": Words(
        "Chứng thư do cơ quan được tin cậy cấp", "The certificate is from a trusted authority"
    ),
    "revocation": Words(
        "Chứng thư còn hiệu lực khi ký", "The certificate was in force when signing"
    ),
    "time": Words("Thời điểm ký được chứng thực", "The time of signing is attested"),
}


def signature_view(judged: dict[str, Any]) -> SignatureView:
    signed_at = judged["signed_at"]
    return SignatureView(
        role=judged["role"],
        signer=judged["signer"],
        organisation=judged["organisation"],
        signed_at=datetime.fromisoformat(signed_at) if signed_at else None,
        ok=judged["ok"],
        layers=tuple(
            LayerView(one["name"], LAYER_LABELS[one["name"]], one["ok"], one["reason"])
            for one in judged["layers"]
        ),
    )


def overall_layers(
    judged: dict[str, Any], signatures: tuple[SignatureView, ...]
) -> tuple[LayerView, ...]:
    """Each layer over all signatures: it holds when it was checked and holds for every one."""
    if not signatures:
        return tuple(
            LayerView(one["name"], LAYER_LABELS[one["name"]], one["ok"], one["reason"])
            for one in judged["layers"]
        )
    found = {
        name: [layer for one in signatures for layer in one.layers if layer.name == name]
        for name in LAYER_LABELS
    }
    return tuple(
        LayerView(
            name,
            label,
            ok=len(found[name]) == len(signatures) and all(layer.ok for layer in found[name]),
            reason="; ".join(layer.reason for layer in found[name] if layer.reason),
        )
        for name, label in LAYER_LABELS.items()
    )


def about(document: RegisteredDocument | None) -> tuple[Words, ...]:
    if document is None:
        return ()
    day = document.issued_on.strftime("%d/%m/%Y") if document.issued_on else ""
    return (
        Words(
            f"{document.title} số {document.number} do {document.agency_name} ban hành ngày {day}.",
            f"{document.title} no. {document.number}, issued by {document.agency_name} on {day}.",
        ),
    )


def unreadable(now: str) -> dict[str, Any]:
    """Judging this file took too much time or memory, so it is not believed."""
    return {
        "ok": False,
        "signatures": [],
        "sentences": [
            {
                "vi": "Không đọc được tệp này như một văn bản PDF đã ký.",
                "en": "This file cannot be read as a signed PDF.",
            }
        ],
        "layers": [{"name": "integrity", "ok": False, "reason": "unreadable"}],
        "checked_at": now,
    }
