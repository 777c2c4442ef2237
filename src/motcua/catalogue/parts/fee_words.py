"""What a fee amounts to, and on what that depends, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext as _, gettext_lazy

from motcua.catalogue.forms import places, words
from motcua.catalogue.parts import names as of_form
from motcua.catalogue.parts.views import FeeLine
from motcua.engines.forms.types import Item

Plain = Mapping[str, Any]
Names = Mapping[str, Item]
Line = tuple[str, str]
CHANNELS: Mapping[str, Promise] = {
    "online": gettext_lazy("nộp trực tuyến"),
    "direct": gettext_lazy("nộp trực tiếp"),
    "postal": gettext_lazy("nộp qua bưu chính"),
}
PER: Mapping[str, Promise] = {
    "dossier": gettext_lazy("hồ sơ"),
    "copy": gettext_lazy("bản"),
    "page": gettext_lazy("trang"),
}
KINDS: Mapping[str, Promise] = {"phi": gettext_lazy("Phí"), "le_phi": gettext_lazy("Lệ phí")}
WHEN: Mapping[str, Promise] = {
    "filing": gettext_lazy("khi nộp"),
    "acceptance": gettext_lazy("khi tiếp nhận"),
    "return": gettext_lazy("khi trả"),
}


def amount(value: int | None) -> str:
    if value is None:
        return _("cán bộ báo")
    return _("{} đồng").format(f"{value:,}".replace(",", "."))


def lines(fee: Plain, form: Plain, names: Names) -> Iterator[Line]:
    """Every line, also the empty ones, so that two versions can be compared."""
    rules = fee.get("rules", {})
    yield _("Loại"), str(KINDS[fee["kind"]])
    yield _("Tính theo"), str(PER[fee["per"]])
    yield _("Theo cách nộp"), _by_channel(rules)
    yield _("Theo bậc"), _tiers(rules)
    yield _("Nhiều nhất mỗi bản"), amount(rules["cap"]) if "cap" in rules else ""
    yield _("Số lượng lấy từ"), _counted(rules, form)
    yield _("Được miễn"), _exempt(rules)
    yield _("Chỉ thu khi"), of_form.condition_words(rules.get("when"), names)
    yield _("Thu lúc"), str(WHEN[fee["collected_at"]])


def table(content: Plain) -> tuple[FeeLine, ...]:
    names = of_form.askable(content)
    listed = content["procedure"].get("fees", [])
    return tuple(_line(fee, content, names) for fee in listed)


def _line(fee: Plain, content: Plain, names: Names) -> FeeLine:
    return FeeLine(
        code=fee["code"],
        name=_say(fee["name"]),
        amount=amount(fee["amount"]),
        rules=tuple((what, reads) for what, reads in lines(fee, content["form"], names) if reads),
        cases=_cases(fee, content["procedure"]),
        legal_source=fee["legal_source"],
        issued_on=fee.get("issued_on", ""),
    )


def _cases(fee: Plain, plain: Plain) -> str:
    """Empty: every case asks for it."""
    asking = [one for one in plain["cases"] if fee["code"] in one.get("fees", [fee["code"]])]
    if len(asking) == len(plain["cases"]):
        return ""
    return ", ".join(_say(one["name"]) for one in asking) or _("không trường hợp nào")


def _by_channel(rules: Plain) -> str:
    held = rules.get("by_channel", {})
    return "; ".join(
        f"{name}: {amount(held[key])}" for key, name in CHANNELS.items() if key in held
    )


def _tiers(rules: Plain) -> str:
    told, before = [], 0
    for tier in rules.get("tiers", []):
        up_to = tier.get("up_to")
        reach = _("từ trang {}").format(before + 1)
        if up_to is not None:
            reach = _("trang {} đến {}").format(before + 1, up_to)
        told.append(_("{}: {} mỗi trang").format(reach, amount(tier["amount"])))
        before = up_to or before
    return "; ".join(told)


def _counted(rules: Plain, form: Plain) -> str:
    source = rules.get("count_from", {})
    if not source:
        return ""
    known = dict(places.questions(form))
    table_name = source.get("table", "")
    before = f"{table_name}." if table_name else ""
    asked = [source[name] for name in ("pages", "copies", "field") if name in source]
    told = [words.asked_in(known, before + one) for one in asked]
    return ", ".join(told) or _("mỗi dòng của «{}»").format(words.asked_in(known, table_name))


def _exempt(rules: Plain) -> str:
    return "; ".join(
        f"{_say(one['name'])} ({one['legal_source']})" for one in rules.get("exempt", [])
    )


def _say(text: Plain) -> str:
    return str(text["en"] if get_language() == "en" else text["vi"])
