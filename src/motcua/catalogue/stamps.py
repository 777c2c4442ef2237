"""A short mark of one part as it stands: another one after somebody else has changed it."""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.catalogue import publication
from motcua.catalogue.errors import PartNotFoundError
from motcua.catalogue.forms import comparisons, places, schemas
from motcua.catalogue.forms.edits import (
    ComparisonDrop,
    ComparisonEdit,
    PageEdit,
    QuestionDrop,
    QuestionEdit,
)
from motcua.catalogue.parts import rows
from motcua.catalogue.parts.edits import (
    AgenciesEdit,
    CaseDrop,
    CaseEdit,
    FeeDrop,
    FeeEdit,
    PaperDrop,
    PaperEdit,
    ResultEdit,
)
from motcua.catalogue.version_drafts import Edit, GeneralEdit

Content = Mapping[str, Any]
LENGTH = 16


def stamp_of(content: Content, part: str, code: str) -> str:
    """Empty for what is not there (yet): a new part is written over nobody's."""
    try:
        held = _READ[part](content, code) if code or part in WHOLE else None
    except PartNotFoundError:
        return ""
    return publication.content_hash({"is": held})[:LENGTH] if held is not None else ""


def stamp_before(content: Content, edit: Edit) -> str:
    part = PART_OF.get(type(edit))
    return stamp_of(content, part, str(getattr(edit, "code", ""))) if part else ""


def _general(content: Content, _code: str) -> Any:
    plain = content["procedure"]
    return [plain["name"], plain["summary"], plain["who_may_apply"]]


def _result(content: Content, _code: str) -> Any:
    return content["procedure"]["result"]


def _row(part: str) -> Callable[[Content, str], Any]:
    def read(content: Content, code: str) -> Any:
        plain = content["procedure"]
        held = rows.held(plain, part, code, "")
        asked = rows.asked_by_case(plain, part)
        return [held, sorted(case for case, codes in asked.items() if code in codes)]

    return read


def _case(content: Content, code: str) -> Any:
    return rows.case_of(content["procedure"], code)


def _agencies(content: Content, code: str) -> Any:
    case = _case(content, code)
    return [case.get("consulted"), case.get("linked")]


def _question(content: Content, path: str) -> Any:
    form = content["form"]
    place = places.find(dict(form), path)
    schema = schemas.followed(places.schema_of(form, place), form["data_schema"])
    return {"item": place.item, "data": schema}


def _page(content: Content, page_id: str) -> Any:
    form = dict(content["form"])
    page = places.pages(form)[places.page_index(form, page_id)]
    return {name: page.get(name) for name in ("title", "intro", "show_if")}


def _comparison(content: Content, code: str) -> Any:
    return comparisons.held_at(content["form"], code)


GENERAL, RESULT = "general", "result"
WHOLE = (GENERAL, RESULT)  # one of each
_READ: Mapping[str, Callable[[Content, str], Any]] = {
    GENERAL: _general,
    RESULT: _result,
    "cases": _case,
    "components": _row("components"),
    "fees": _row("fees"),
    "agencies": _agencies,
    "question": _question,
    "page": _page,
    "comparison": _comparison,
}
PART_OF: Mapping[type, str] = {
    GeneralEdit: GENERAL,
    ResultEdit: RESULT,
    CaseEdit: "cases",
    CaseDrop: "cases",
    PaperEdit: "components",
    PaperDrop: "components",
    FeeEdit: "fees",
    FeeDrop: "fees",
    AgenciesEdit: "agencies",
    QuestionEdit: "question",
    QuestionDrop: "question",
    PageEdit: "page",
    ComparisonEdit: "comparison",
    ComparisonDrop: "comparison",
}
