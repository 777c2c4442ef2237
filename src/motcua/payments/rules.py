"""What is to be paid: pure rules over fees and facts."""

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.engines.forms import api as forms
from motcua.payments.types import Bill, Facts, FeeRule, Line, Text

CHANNELS = {"1": "direct", "2": "online", "3": "postal"}  # KenhThucHien


def bill(fees: Iterable[FeeRule], facts: Facts) -> Bill:
    """A line for every fee that applies, exempt ones with 0 and the reason (Luật Phí và lệ phí, Đ10)."""
    return Bill(tuple(_line(fee, facts) for fee in fees if _applies(fee, facts)))


def _applies(fee: FeeRule, facts: Facts) -> bool:
    known = {"channel": _channel(facts), "case": facts.case}
    return forms.holds(fee.rules.get("when"), forms.reader(facts.answers, known))


def _channel(facts: Facts) -> str:
    return CHANNELS.get(facts.channel, facts.channel)


def _line(fee: FeeRule, facts: Facts) -> Line:
    copies = _copies(fee, facts)
    count = sum(pages * number for pages, number in copies)
    for exemption in fee.rules.get("exempt", ()):
        if exemption["code"] in facts.exemptions:
            reason = _text(exemption["name"])
            return Line(fee.code, fee.name, 0, count, exemption["legal_source"], exempt=reason)
    return Line(fee.code, fee.name, _amount(fee, facts, copies), count, fee.legal_source)


def _text(told: Any) -> Text:
    return told if isinstance(told, Text) else Text(told["vi"], told["en"])


def _amount(fee: FeeRule, facts: Facts, copies: list[tuple[int, int]]) -> int | None:
    tiers = fee.rules.get("tiers")
    if tiers:
        return sum(_capped(_tiered(pages, tiers), fee.rules) * number for pages, number in copies)
    each = fee.rules.get("by_channel", {}).get(_channel(facts), fee.amount)
    if each is None:
        return None
    return sum(_capped(each * pages, fee.rules) * number for pages, number in copies)


def _tiered(pages: int, tiers: Iterable[Mapping[str, int]]) -> int:
    """Each page at the price of its tier: the first two at one price, the rest at another."""
    total, counted = 0, 0
    for tier in tiers:
        reaches = min(tier.get("up_to", pages), pages)
        total += max(reaches - counted, 0) * tier["amount"]
        counted = max(reaches, counted)
    return total


def _capped(amount: int, rules: Mapping[str, Any]) -> int:
    cap = rules.get("cap")
    return amount if cap is None else min(amount, cap)


def _copies(fee: FeeRule, facts: Facts) -> list[tuple[int, int]]:
    """(pages of a copy, number of such copies). Once for a fee per dossier."""
    if fee.per == "dossier":
        return [(1, 1)]
    source = fee.rules.get("count_from", {})
    if "table" in source:
        return [_of_row(row, fee, source) for row in facts.answers.get(source["table"]) or ()]
    return [_of_row(facts.answers, fee, source)]


def _of_row(row: Mapping[str, Any], fee: FeeRule, source: Mapping[str, str]) -> tuple[int, int]:
    pages = _number(row.get(source.get("pages", ""))) if fee.per == "page" else 1
    return pages, _number(row.get(source.get("copies", source.get("field", ""))))


def _number(said: Any) -> int:
    """At least one: a copy was asked for, whatever the form left empty."""
    try:
        return max(int(said), 1)
    except (TypeError, ValueError):
        return 1
