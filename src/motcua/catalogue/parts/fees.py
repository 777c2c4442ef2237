"""What an edit does to the fees of a version."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.errors import TableFeeError
from motcua.catalogue.forms import places
from motcua.catalogue.parts import rows
from motcua.catalogue.parts.edits import FeeDrop, FeeEdit, FeeExemption, FeeRules, FeeTier
from motcua.engines.forms.types import Text

Plain = dict[str, Any]
PART = "fees"


def apply(content: Plain, edit: FeeEdit | FeeDrop) -> None:
    plain = content["procedure"]
    if isinstance(edit, FeeDrop):
        rows.drop(plain, PART, edit.code)
    else:
        rows.put(plain, PART, _fee(plain, edit), edit.cases)


def _fee(plain: Plain, edit: FeeEdit) -> Plain:
    held = rows.held(plain, PART, edit.code, "KHOAN")
    held |= {
        "name": _text(edit.name),
        "kind": edit.kind,
        "amount": edit.amount,
        "per": edit.per,
        "legal_source": edit.legal_source,
        "collected_at": edit.collected_at,
    }
    held.pop("issued_on", None)
    if edit.issued_on is not None:
        held["issued_on"] = edit.issued_on.isoformat()
    if edit.rules is not None:
        written = _rules(edit.rules, per=edit.per)
        held.pop("rules", None)
        if written:
            held["rules"] = written
    return held


def _rules(rules: FeeRules, *, per: str) -> Plain:
    every = {
        "when": rules.when and dict(rules.when),
        "by_channel": dict(rules.by_channel),
        "tiers": [_tier(one.up_to, one.amount) for one in rules.tiers],
        "exempt": _exemptions(rules.exempt),
        "count_from": _counted(rules, per=per),
    }
    written = {name: value for name, value in every.items() if value}
    return written if rules.cap is None else {**written, "cap": rules.cap}


def _tier(up_to: int | None, amount: int) -> Plain:
    return {"amount": amount} if up_to is None else {"up_to": up_to, "amount": amount}


def _exemptions(lines: tuple[FeeExemption, ...]) -> list[Plain]:
    written: list[Plain] = []
    taken = {one.code for one in lines if one.code}
    for one in lines:
        code = one.code or places.named(one.name.vi, taken, otherwise="mien")
        taken.add(code)
        written.append({"code": code, "name": _text(one.name), "legal_source": one.legal_source})
    return written


def _counted(rules: FeeRules, *, per: str) -> Plain:
    """`so_ban` is a question, `bang.so_ban` a column, `bang.` the rows themselves."""
    if per == "dossier":
        return {}
    table, _dot, copies = rules.counted.rpartition(".")
    pages_table, _dot, pages = rules.pages.rpartition(".") if per == "page" else ("", "", "")
    if pages and rules.counted and table != pages_table:
        raise TableFeeError(
            told=_("số trang và số bản phải cùng một bảng, hoặc cùng ngoài bảng; chọn lại")
        )
    source = table or pages_table
    if not source and copies and not pages:
        return {"field": copies}
    named = {"table": source, "pages": pages, "copies": copies}
    return {name: value for name, value in named.items() if value}


def rules_of(fee: Mapping[str, Any]) -> FeeRules:
    """The inverse, for those who edit them."""
    held = fee.get("rules", {})
    source = held.get("count_from", {})
    before = f"{source['table']}." if "table" in source else ""
    copies = source.get("copies", source.get("field", ""))
    return FeeRules(
        by_channel=dict(held.get("by_channel", {})),
        tiers=tuple(FeeTier(one.get("up_to"), one["amount"]) for one in held.get("tiers", [])),
        exempt=tuple(
            FeeExemption(one["code"], Text(**one["name"]), one["legal_source"])
            for one in held.get("exempt", [])
        ),
        cap=held.get("cap"),
        counted=f"{before}{copies}" if before or copies else "",
        pages=f"{before}{source['pages']}" if "pages" in source else "",
        when=held.get("when"),
    )


def _text(text: Text) -> Mapping[str, str]:
    return {"vi": text.vi, "en": text.en or text.vi}
