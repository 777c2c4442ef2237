"""Who handles a row's procedure in this province."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import yaml

from motcua.catalogue import data_files
from motcua.catalogue.national.defects import Defect, assumed, sure
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError
from motcua.kit.text import search_key

_FILE = data_files.FOLDER / "national_agencies.yaml"
_ELSEWHERE = re.compile(
    r"(thanh pho|tinh) (ha noi|hai phong|an giang|quang ninh|quang tri|son la|[a-z]+ [a-z]+$)|tp\.? ?(hcm|da nang)"
)
_DISTRICT = re.compile(r"\bhuyện\b", re.IGNORECASE)
LEVEL_WORDS = {"commune": "UBND cấp xã", "land_branch": "Chi nhánh Văn phòng đăng ký đất đai"}


@dataclass(frozen=True, slots=True)
class Handler:
    """`office`: the code of the one agency that handles it; empty: each of its kind."""

    handled_by: str
    unit: str
    office: str = ""
    outside: str = ""  # the body of the State that decides, where it is no agency of the province

    @property
    def level(self) -> str:
        return "commune" if self.handled_by in {"commune", "land_branch"} else "province"

    @property
    def words(self) -> str:
        return office_name(self.office) or LEVEL_WORDS.get(self.handled_by, "")


def handler_of(source: Mapping[str, Any]) -> tuple[Handler, tuple[Defect, ...]]:
    named = str(source.get("executing_agency") or source.get("competent_agency") or "")
    parts = [search_key(part) for part in re.split(r",\s+(?=[A-ZĐỦỦ])|;", named) if part.strip()]
    rows = [row for part in parts if (row := _row(part))]
    row = _chosen(rows, source)
    handler = _handler(row, source)
    shown = {"value": named[:160] or "để trống", "office": handler.words}
    if not rows:
        return handler, (assumed("agency_unknown", **shown), *_district(source, handler))
    defects = []
    if row.get("outside"):
        handler = replace(handler, outside=named[:200])
    elif _ELSEWHERE.search(search_key(named)):
        defects.append(sure("agency_elsewhere", **shown))
    if {"commune", "department"} <= {one["handled_by"] for one in rows if not one.get("outside")}:
        defects.append(assumed("agency_many", **shown))
    return handler, (*defects, *_district(source, handler))


def handler_for(office: str, field: str) -> Handler:
    """What an administrator chose: a kind of agency, or the code of one."""
    if office in LEVEL_WORDS:
        return Handler(office, _unit(office, field))
    return Handler("department", _unit("department", field), office)


def office_name(code: str) -> str:
    if not code:
        return ""
    try:
        return directory.organisation_by_code(code).name
    except OrganisationNotFoundError:
        return code


def _district(source: Mapping[str, Any], handler: Handler) -> tuple[Defect, ...]:
    places = ("name", "executing_agency", "competent_agency", "steps_text", "conditions")
    texts = [str(source.get(place) or "") for place in places]
    texts += [
        str(one.get("name", ""))
        for group in source.get("components") or []
        for one in group.get("items") or []
    ]
    for text in texts:
        found = _DISTRICT.search(text)
        if found:
            around = text[max(0, found.start() - 40) : found.end() + 40].strip()
            return (sure("district", value=around, office=handler.words),)
    return ()


def _row(part: str) -> Mapping[str, Any] | None:
    for row in _table()["agencies"]:
        if any(word in part for word in row["words"]):
            return row  # type: ignore[no-any-return]
    return None


def _chosen(rows: list[Mapping[str, Any]], source: Mapping[str, Any]) -> Mapping[str, Any]:
    """An agency of the province before one outside of it; the first named."""
    ours = [row for row in rows if not row.get("outside")]
    if ours or rows:
        return (ours or rows)[0]
    levels = source.get("levels") or ()
    commune = "Cấp xã" in levels and "Cấp tỉnh" not in levels
    return (
        {"handled_by": "commune"} if commune else {"handled_by": "department", "by_ministry": True}
    )


def _handler(row: Mapping[str, Any], source: Mapping[str, Any]) -> Handler:
    kind = str(row["handled_by"])
    office = str(row.get("office", ""))
    if row.get("by_ministry"):
        table = _table()
        office = table["ministries"].get(source.get("source_folder"), table["otherwise"])
    unit = row.get("unit") or _unit(kind, str(source.get("field")))
    return Handler(kind, str(unit), office)


def _unit(kind: str, field: str) -> str:
    if kind == "department":
        return "division"
    if kind == "land_branch":
        return "land_registration"
    key = search_key(field)
    rows = _table()["commune_units"]
    return str(next(row["unit"] for row in rows if any(word in key for word in row["words"])))


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return loaded
