"""The fees of a row. «Free» with a note that says otherwise is unknown, not zero."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from motcua.catalogue.national.defects import Defect, sure
from motcua.kit.text import clean, search_key

Plain = dict[str, Any]
SMALLEST = 1000  # đồng; less is a typing error of thousands
NOTE = 300
_AMOUNT = re.compile(
    r"(?<![\d/.])(\d{1,3}(?:[.,]\d{3})+|\d{4,9})\s*(?:đồng|đ\b|vnđ|vnd|việt nam đồng)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"^(khong|khong co|khong quy dinh|khong thu( phi| le phi)?|mien phi|mien( phi)?,? le phi|khong mat phi|0)?$"
)
_ONLY_TIME = re.compile(r"^\W*\d+\s*(\([^)]*\)\s*)?(ngay|gio|thang)")


def fees_of(source: Mapping[str, Any]) -> tuple[list[Plain], tuple[Defect, ...]]:
    channels: Sequence[Mapping[str, Any]] = source.get("channels") or []
    note = next((clean(str(one["note"])) for one in channels if one.get("note")), "")
    amounts = {
        str(c.get("channel")): sorted(set(_whole(c.get("fees_vnd") or []))) for c in channels
    }
    printed = sorted({amount for some in amounts.values() for amount in some})
    if not printed:
        return _nothing_printed(source, channels, note)
    if any(amount < SMALLEST for amount in printed) or _contradicted(printed, note):
        return _mistyped(source, printed, note)
    if any(len(some) > 1 for some in amounts.values()):
        shown = "; ".join(_money(amount) for amount in printed[:8])
        return [_fee(source, None, note)], (sure("fee_unclear", value=shown),)
    fee = _fee(source, max(printed), note)
    if len(printed) > 1:
        fee["rules"] = {
            "by_channel": {
                name: some[0]
                for name, some in amounts.items()
                if some and name in {"online", "direct", "postal"}
            }
        }
    return [fee], ()


def _nothing_printed(
    source: Mapping[str, Any], channels: Sequence[Mapping[str, Any]], note: str
) -> tuple[list[Plain], tuple[Defect, ...]]:
    free = bool(channels) and all(one.get("fee_listed_free") for one in channels)
    plain = search_key(note).strip("(). -")
    silent = bool(_NOTHING.match(plain) or _ONLY_TIME.match(plain))
    if free and silent:
        return [], ()
    if any(one.get("fee_listed_free") for one in channels) and not silent:
        return [_fee(source, None, note)], (sure("free_with_note", value=note[:160]),)
    return [] if free else [_fee(source, None, "" if silent else note)], ()


def _mistyped(
    source: Mapping[str, Any], printed: Sequence[int], note: str
) -> tuple[list[Plain], tuple[Defect, ...]]:
    said = sorted(set(_said(note)))
    amount = said[0] if len(said) == 1 else None
    told = {
        "value": ", ".join(str(one) for one in printed[:5]),
        "amount": _money(amount) if amount else "«cán bộ cho biết»",
    }
    return [_fee(source, amount, note)], (Defect("fee_mistyped", amount is not None, told),)


def _contradicted(printed: Sequence[int], note: str) -> bool:
    said = set(_said(note))
    return bool(said) and not said & set(printed) and any(amount % SMALLEST for amount in printed)


def _fee(source: Mapping[str, Any], amount: int | None, note: str) -> Plain:
    charge = "lệ phí" in note.lower() or "phí" not in note.lower()
    name = "Lệ phí" if charge else "Phí"
    fee: Plain = {
        "code": "FEE",
        "name": {"vi": f"{name} giải quyết hồ sơ", "en": f"{name} giải quyết hồ sơ"},
        "kind": "le_phi" if charge else "phi",
        "amount": amount,
        "per": "dossier",
        "legal_source": f"Quyết định công bố {source.get('decision')}",
        "collected_at": "acceptance",
        "confirmed": False,
    }
    said = note.strip("() ")
    if said and not _NOTHING.match(search_key(said)):
        short = said if len(said) <= NOTE else said[: NOTE - 1].rstrip() + "…"
        fee["note"] = {"vi": short, "en": short}
    return fee


def _said(note: str) -> list[int]:
    return [int(re.sub(r"\D", "", one)) for one in _AMOUNT.findall(note)]


def _whole(amounts: Sequence[Any]) -> list[int]:
    return [int(one) for one in amounts if isinstance(one, int | float) and one >= 0]


def _money(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")
