"""Where a case is used: it cannot go before these places are changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.errors import CaseInUseError
from motcua.catalogue.forms.places import name_of, questions
from motcua.catalogue.parts import names, rows
from motcua.catalogue.parts.views import CaseUses
from motcua.engines.forms import api as forms

Plain = Mapping[str, Any]


def refuse(content: Plain, case: Plain) -> None:
    found = tuple(uses_of(content, case["code"]))
    if found:
        raise CaseInUseError(name=case["name"]["vi"], told="; ".join(found), uses=found)


def shown(content: Plain, code: str) -> CaseUses:
    """Raises PartNotFoundError."""
    plain = content["procedure"]
    case = rows.case_of(plain, code)
    called = {"components": _("giấy tờ «{}»"), "fees": _("khoản thu «{}»")}
    along = [
        words.format(one["name"]["vi"])
        for part, words in called.items()
        for one in plain.get(part, [])
        if one["code"] in only_asked_by(plain, part, code)
    ]
    if "result" in case:
        along.append(_("kết quả riêng «{}»").format(case["result"]["name"]["vi"]))
    return CaseUses(case["name"]["vi"], tuple(uses_of(content, code)), tuple(along))


def only_asked_by(plain: Plain, part: str, code: str) -> list[str]:
    """What no other case asks for."""
    asked = rows.asked_by_case(plain, part)
    others: set[str] = set().union(*(codes for case, codes in asked.items() if case != code))
    return [one["code"] for one in plain.get(part, []) if one["code"] in asked[code] - others]


def uses_of(content: Plain, code: str) -> Iterator[str]:
    """In words. The papers and fees that would go along do not count."""
    yield from dict.fromkeys([*_in_form(content["form"], code), *_in_parts(content, code)])


def _in_form(form: Plain, code: str) -> Iterator[str]:
    for page in form["ui"]["pages"]:
        if _looks_at(page.get("show_if"), code):
            yield _("điều kiện của trang «{}»").format(page["title"]["vi"])
    for _path, item in questions(form):
        if _looks_at(item.get("show_if"), code):
            yield _("điều kiện của câu hỏi «{}»").format(name_of(item))
        if any(_looks_at(one.get("show_if"), code) for one in _chain(item.get("prefill"))):
            yield _("phần điền sẵn của câu hỏi «{}»").format(name_of(item))


def _in_parts(content: Plain, code: str) -> Iterator[str]:
    plain = content["procedure"]
    called = {
        "components": _("điều kiện của giấy tờ «{}»"),
        "fees": _("điều kiện của khoản thu «{}»"),
    }
    for part, words in called.items():
        along = only_asked_by(plain, part, code)
        for one in plain.get(part, []):
            condition = one.get("condition") or one.get("rules", {}).get("when")
            if one["code"] not in along and _looks_at(condition, code):
                yield words.format(one["name"]["vi"])


def _looks_at(condition: Any, code: str) -> bool:
    return any(
        name == names.CASE and code in constants
        for name, constants in forms.compared_with(condition)
    )


def _chain(prefill: Plain | None) -> Iterator[Plain]:
    while prefill is not None:
        yield prefill
        prefill = prefill.get("otherwise")
