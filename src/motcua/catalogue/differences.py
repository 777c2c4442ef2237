"""What one version changed against another, part by part, in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import get_language, gettext as _

from motcua.catalogue.forms import differences as form_differences
from motcua.catalogue.parts import agency_words, fee_words, names as of_form, results
from motcua.catalogue.processes.differences import process_differences
from motcua.catalogue.version_drafts import Difference
from motcua.engines.forms.types import Item
from motcua.engines.legaltime.api import ClockPolicy
from motcua.engines.legaltime.errors import LegalTimeError

Plain = Mapping[str, Any]
Line = tuple[str, str]  # what it is called, how it reads


class Thing(NamedTuple):
    """A paper, a fee or a case, as it reads."""

    code: str
    name: str
    lines: Sequence[Line]


def differences(before: Plain, after: Plain) -> tuple[Difference, ...]:
    old, new = before["procedure"], after["procedure"]
    return (
        *_lines(_("Tên và mô tả"), _general(old), _general(new)),
        *_things(_("Giấy tờ"), _papers(before), _papers(after)),
        *_order(old["components"], new["components"]),
        *_things(_("Phí, lệ phí"), _fees(before), _fees(after)),
        *_things(_("Trường hợp và thời hạn"), _cases(before), _cases(after)),
        *_asked(old, new),
        *form_differences.differences(before.get("form"), after.get("form")),
        *process_differences(before, after),
        *_lines(_("Kết quả"), results.lines(old["result"]), results.lines(new["result"])),
        *_whole(
            _("Kết quả"),
            (_results(old), before.get("templates")),
            (_results(new), after.get("templates")),
        ),
        *_whole(_("Căn cứ pháp lý"), old["legal_basis"], new["legal_basis"]),
    )


def public_differences(before: Plain, after: Plain) -> tuple[Difference, ...]:
    """What somebody who applies notices; not how the form and the process are built."""
    old, new = before["procedure"], after["procedure"]
    return (
        *_lines(_("Tên và mô tả"), _general(old), _general(new)),
        *_things(_("Giấy tờ"), _noticed(_papers(before)), _noticed(_papers(after))),
        *_things(_("Phí, lệ phí"), _fees(before), _fees(after)),
        *_things(_("Trường hợp và thời hạn"), _cases(before), _cases(after)),
        *_asked(old, new),
        *_whole(_("Kết quả"), _results(old), _results(new)),
    )


def _noticed(papers: Sequence[Thing]) -> list[Thing]:
    told = {_("Tên"), _("Bắt buộc"), _("Bản chính"), _("Bản sao"), _("Khi nào cần")}
    return [one._replace(lines=[line for line in one.lines if line[0] in told]) for one in papers]


def _results(plain: Plain) -> list[Any]:
    """Only what is filled in from where: the rest of the common one reads line by line, a case's own among the cases."""
    own = [case["result"] for case in plain["cases"] if "result" in case]
    told = [{**one, "ask": ""} for one in plain["result"]["fields"]]
    return [told, *([one["template"], one["fields"]] for one in own)]


def _things(part: str, old: Sequence[Thing], new: Sequence[Thing]) -> Iterator[Difference]:
    held = {one.code: one for one in old}
    kept = {one.code for one in new}
    for one in new:
        if one.code not in held:
            yield Difference(part, _("Thêm «{}»").format(one.name), after=_told(one.lines))
            continue
        for change in _lines(part, held[one.code].lines, one.lines):
            yield Difference(part, f"{one.name}: {change.what}", change.before, change.after)
    for one in old:
        if one.code not in kept:
            yield Difference(part, _("Bỏ «{}»").format(one.name), before=_told(one.lines))


def _lines(part: str, old: Sequence[Line], new: Sequence[Line]) -> Iterator[Difference]:
    before = dict(old)
    for what, reads in new:
        if before.get(what, "") != reads:
            yield Difference(part, what, before.get(what, ""), reads)


def _order(old: Sequence[Plain], new: Sequence[Plain]) -> Iterator[Difference]:
    codes = [one["code"] for one in new]
    before = [one["code"] for one in old if one["code"] in codes]
    known = {one["code"] for one in old}
    if before != [code for code in codes if code in known]:
        names = ", ".join(_say(one["name"]) for one in new)
        yield Difference(_("Giấy tờ"), _("Thứ tự"), after=names)


def _asked(old: Plain, new: Plain) -> Iterator[Difference]:
    """Which case asks for which papers and fees; only where there is more than one case."""
    for part, title in (("components", _("Giấy tờ phải nộp")), ("fees", _("Khoản phải nộp"))):
        before, after = _asked_by(old, part), _asked_by(new, part)
        for case in new["cases"] if len(new["cases"]) > 1 else ():
            was, reads = before.get(case["code"], ""), after[case["code"]]
            if was != reads:
                what = f"{_say(case['name'])}: {title}"
                yield Difference(_("Trường hợp và thời hạn"), what, was, reads)


def _asked_by(plain: Plain, part: str) -> dict[str, str]:
    names = {one["code"]: _say(one["name"]) for one in plain.get(part, [])}
    return {
        case["code"]: ", ".join(names.get(code, code) for code in case.get(part, names))
        for case in plain["cases"]
    }


def _whole(part: str, old: Any, new: Any) -> Iterator[Difference]:
    if old != new:
        yield Difference(part, _("Nội dung đã thay đổi"))


# ------------------------------------------------------------------ how each thing reads


def _general(plain: Plain) -> list[Line]:
    return [
        (_("Tên"), _say(plain["name"])),
        (_("Mô tả"), _say(plain["summary"])),
        (_("Ai nộp được"), "; ".join(_say(one) for one in plain["who_may_apply"])),
    ]


def _papers(content: Plain) -> list[Thing]:
    names = of_form.askable(content)
    listed = content["procedure"]["components"]
    return [Thing(one["code"], _say(one["name"]), _paper(one, names)) for one in listed]


def _paper(one: Plain, names: Mapping[str, Item]) -> list[Line]:
    modes = {"submit": _("nộp"), "present": _("xuất trình")}
    return [
        (_("Tên"), _say(one["name"])),
        (_("Cách đưa"), modes[one["mode"]]),
        (_("Bắt buộc"), _("có") if one["required"] else _("không")),
        (_("Bản chính"), str(one.get("originals", 1))),
        (_("Bản sao"), str(one.get("copies", 0))),
        (_("Hướng dẫn"), _say(one.get("hint"))),
        (_("Khi nào cần"), _say(one.get("condition_text"))),
        (_("Chỉ cần khi"), of_form.condition_words(one.get("condition"), names)),
        (_("Dữ liệu thay thế"), ", ".join(one.get("replaceable_by", []))),
    ]


def _fees(content: Plain) -> list[Thing]:
    listed = content["procedure"].get("fees", [])
    names = of_form.askable(content)
    return [
        Thing(one["code"], _say(one["name"]), _fee(one, content["form"], names)) for one in listed
    ]


def _fee(one: Plain, form: Plain, names: Mapping[str, Item]) -> list[Line]:
    return [
        (_("Tên"), _say(one["name"])),
        (_("Mức thu"), fee_words.amount(one["amount"])),
        *fee_words.lines(one, form, names),
        (_("Căn cứ"), one["legal_source"]),
        (_("Ngày ban hành căn cứ"), one.get("issued_on", "")),
    ]


def _cases(content: Plain) -> list[Thing]:
    listed = content["procedure"]["cases"]
    return [Thing(one["code"], _say(one["name"]), _case(one, content)) for one in listed]


def _case(one: Plain, content: Plain) -> list[Line]:
    try:
        policy = ClockPolicy.from_dict(one["clock"])
    except LegalTimeError:
        return [(_("Tên"), _say(one["name"]))]
    english = get_language() == "en"
    limits = [policy.limit.words, policy.local_limit.words if policy.local_limit else None]
    national, local = ("" if w is None else w.en if english else w.vi for w in limits)
    return [
        (_("Tên"), _say(one["name"])),
        (_("Thời hạn"), national),
        (_("Thời hạn của tỉnh"), local),
        (_("Kết quả riêng"), _own_result(one.get("result"))),
        *agency_words.lines(one, content),
    ]


def _own_result(result: Plain | None) -> str:
    return f"{_say(result['name'])} ({result['code']})" if result else ""


def _told(lines: Sequence[Line]) -> str:
    """A name stands before it already."""
    return "; ".join(f"{what}: {reads}" for what, reads in lines[1:] if reads)


def _say(text: Plain | None) -> str:
    if not text:
        return ""
    return str(text["en"] if get_language() == "en" else text["vi"])
