"""What an edit does to the common result of a procedure: its name, how it is printed, how long it is valid."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from django.utils.translation import get_language, gettext as _

from motcua.catalogue.definitions import results_of
from motcua.catalogue.errors import PartNotFoundError, ResultTakenError
from motcua.catalogue.paper_kinds import paper_kinds
from motcua.catalogue.parts.edits import ResultEdit
from motcua.engines.forms.types import Text

Plain = dict[str, Any]
Line = tuple[str, str]


def apply(content: Plain, edit: ResultEdit) -> None:
    plain = content["procedure"]
    result = deepcopy(dict(_model(plain, edit.like) if edit.like else plain["result"]))
    result |= {"code": edit.code, "name": _text(edit.name), "title": _text(edit.title)}
    _refuse_taken(plain, result)
    result.pop("valid_months", None)
    if edit.valid_months is not None:
        result["valid_months"] = edit.valid_months
    _say_asked(result, edit)
    plain["result"] = result
    used = {one["template"] for one in results_of(plain)}
    content["templates"] = {name: one for name, one in content["templates"].items() if name in used}


def _model(plain: Plain, code: str) -> Mapping[str, Any]:
    for one in results_of(plain):
        if one["code"] == code:
            return one
    raise PartNotFoundError(code=code)


def _refuse_taken(plain: Plain, result: Plain) -> None:
    """A code means one result, whichever case gives it."""
    for case in plain["cases"]:
        own = case.get("result")
        if own and own["code"] == result["code"] and own["name"] != result["name"]:
            raise ResultTakenError(result=own["code"], name=own["name"]["vi"])


def _say_asked(result: Plain, edit: ResultEdit) -> None:
    asked = {one["name"]: one for one in result["fields"] if "ask" in one}
    for name, text in edit.asked.items():
        if name in asked:
            asked[name]["ask"] = _text(text)


def _text(text: Text) -> Plain:
    return {"vi": text.vi, "en": text.en or text.vi}


# ------------------------------------------------------------------ shown


def uses_of(code: str) -> tuple[str, ...]:
    """Codes of the procedures for whose papers the archive hands this result out."""
    kind = paper_kinds().get(code)
    return tuple(sorted({procedure for procedure, _paper in kind.meets})) if kind else ()


def usual_months(code: str) -> int | None:
    """What the law says of this kind of paper, where a version says nothing itself."""
    kind = paper_kinds().get(code)
    return kind.valid_months if kind else None


def lines(result: Mapping[str, Any]) -> list[Line]:
    """How it reads on the page of differences."""
    months = result.get("valid_months")
    return [
        (_("Tên"), _say(result["name"])),
        (_("Tiêu đề in trên giấy"), _say(result["title"])),
        (_("Mã kết quả"), result["code"]),
        (_("Mẫu in"), result["template"].removesuffix(".typ")),
        (_("Có giá trị"), _("{} tháng").format(months) if months else _("theo loại giấy")),
        (_("Cán bộ phải viết"), ", ".join(_asked(result["fields"]))),
    ]


def _asked(fields: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    return (_say(one["ask"]) for one in fields if "ask" in one)


def _say(text: Mapping[str, str]) -> str:
    return text["en"] if get_language() == "en" else text["vi"]
