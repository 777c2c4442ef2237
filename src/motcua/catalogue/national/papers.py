"""The papers of a row: documents with their numbers, the cases that ask for them, and notes."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from motcua.catalogue.national.defects import Defect, assumed
from motcua.kit.text import clean, search_key

Plain = dict[str, Any]
NAME = 160  # characters of a paper's name; the rest becomes its hint
LABEL = 140
NOTES = 3
MARK = 4  # characters; a shorter file name would be found inside of words
_LOOSE = re.compile(r"^[\s\-–+•*.;,:]+|^\(?[a-zđ0-9]{1,2}(?:\.\d)?[).]\s+", re.IGNORECASE)
_LEFT = re.compile(r"[\s;,.]*\d{0,2}[\s;,.]*$")  # what stood before a file name that is gone
_ZERO = re.compile(r"[\s:;,]*(?:\bnộp\s*)?\b0$")
_COUNT = re.compile(
    r"[:;,]?\s*\(?0?\d{1,2}\)?\s*(?:\((?:một|hai|ba)\)\s*)?(?:bản|bộ)\s*(?:chính|chụp|sao|gốc)?\s*[.;]?$",
    re.IGNORECASE,
)
_IF_ANY = re.compile(r"[\s,;]*\(?nếu có\)?[.;]?$", re.IGNORECASE)
_SOMETIMES = re.compile(r"nếu có|trường hợp|đối với|\bkhi\b", re.IGNORECASE)
_GENERAL = re.compile(
    r"^(giay to phai nop|thanh phan ho so|ho so|chung tu phai nop|giay to phai xuat trinh|.*gom( co)?( cac giay to( sau( day)?)?)?:?$|bao gom)"
)
_OVER = ("giay to sau", "giay to sau day", "tai lieu sau", "tai lieu sau day", "nhu sau")
_BRACKETED = re.compile(r"\(([^()]+)\)[:.]?")
_CASE = re.compile(r"trường hợp|đối với|nếu|xuất trình|lưu ý", re.IGNORECASE)
_REGISTER = re.compile(r"cơ sở dữ liệu quốc gia về dân cư|csdlqg về dân cư", re.IGNORECASE)


@dataclass(slots=True)
class Papers:
    """`groups`: cases that a person chooses among, in the form, code → words."""

    components: list[Plain] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class _Group(NamedTuple):
    label: str
    code: str


def papers_of(source: Mapping[str, Any]) -> tuple[Papers, tuple[Defect, ...]]:
    found = Papers()
    held: dict[str, Plain] = {}
    groups = source.get("components") or []
    several = len({_heading(group) for group in groups}) > 1
    for group in groups:
        label = _heading(group)
        if not several and not _CASE.search(label):
            label = ""  # one heading over all papers is no case to choose
        asked = _Group(label, _group(found, label))
        for item in group.get("items") or []:
            _take(found, held, item, asked)
    found.components = list(held.values())
    used = {code for one in found.components for code in one["groups"]}
    found.groups = {code: words for code, words in found.groups.items() if code in used}
    if found.components:
        return found, ()
    found.components = [_request()]
    found.groups = {}
    return found, (assumed("no_papers"),)


def _heading(group: Mapping[str, Any]) -> str:
    """Over some papers; without the brackets round the whole of it, which are written again where it is shown."""
    words = clean(str(group.get("case") or ""))
    whole = _BRACKETED.fullmatch(words)
    return whole[1].strip() if whole else words


def _group(found: Papers, label: str) -> str:
    """The code of a case that a person chooses; empty where everybody is meant."""
    key = search_key(label).strip(" :.")
    if not key or _GENERAL.match(key) or "luu y" in key[:10]:
        return ""
    known = next((code for code, words in found.groups.items() if words == label[:LABEL]), "")
    if not known:
        known = f"th_{len(found.groups) + 1}"
        found.groups[known] = label[:LABEL]
    return known


def _take(found: Papers, held: dict[str, Plain], item: Mapping[str, Any], asked: _Group) -> None:
    printed = _without_files(item)
    text = _named(printed)
    if not text:
        return
    if item.get("kind") == "note" or _is_note(text, asked.label):
        if len(found.notes) < NOTES:
            found.notes.append(text[:300])
        return
    code = _code(text)
    if code in held:
        held[code]["groups"] = _both(held[code]["groups"], asked.code)
        return
    held[code] = _paper(code, text, item, asked.label)
    held[code]["required"] = not _SOMETIMES.search(printed)
    held[code]["groups"] = [asked.code] if asked.code else []


def _is_note(text: str, label: str) -> bool:
    """A heading over other papers is none itself."""
    return search_key(label).startswith("luu y") or search_key(text).endswith(_OVER)


def _without_files(item: Mapping[str, Any]) -> str:
    """The portal glues the names of its form files to the words."""
    text = clean(str(item.get("name") or ""))
    files = [str(name) for name in item.get("form_files") or [] if len(str(name)) > MARK]
    for name in sorted(files, key=len, reverse=True):
        text = text.replace(clean(name), " ")
    text = _LEFT.sub("", clean(text)) if files else text
    return f"{text} mẫu" if text.endswith(" theo") else text


def _both(groups: list[str], group: str) -> list[str]:
    """Asked of everybody once is asked of everybody."""
    return sorted({*groups, group}) if groups and group else []


def _named(text: str) -> str:
    text = _ZERO.sub("", text)
    before = ""
    while text != before:
        before, text = text, _LOOSE.sub("", text).strip()
    text = _IF_ANY.sub("", _COUNT.sub("", text)).rstrip(" .;:,-")
    return text[:1].upper() + text[1:] if len(text) > 1 else ""


def _code(text: str) -> str:
    """The same paper keeps its code however the list is ordered."""
    return "P_" + hashlib.sha256(search_key(text).encode()).hexdigest()[:10].upper()


def _paper(code: str, text: str, item: Mapping[str, Any], label: str) -> Plain:
    name = _shortened(text)
    paper: Plain = {
        "code": code,
        "name": name,
        "mode": "present" if "xuat trinh" in search_key(label) else "submit",
        "originals": _number(item.get("originals")),
        "copies": _number(item.get("copies")),
        "required": True,
        "replaceable_by": ["csdldc"] if _REGISTER.search(text) else [],
    }
    if name != text:
        paper["hint"] = text
    return paper


def _shortened(text: str) -> str:
    if len(text) <= NAME:
        return text
    cut = next((at for at in _ends(text) if 20 <= at <= NAME), None)
    return text[:cut].rstrip(" ,;:.(") if cut else text[: NAME - 1].rsplit(" ", 1)[0] + "…"


def _ends(text: str) -> Iterator[int]:
    for mark in (";", ". ", " ("):
        at = text.find(mark, 20)
        if at != -1:
            yield at


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | float) and 0 <= value < 100 else 1


def _request() -> Plain:
    return {
        "code": "REQUEST",
        "name": "Đơn đề nghị",
        "hint": "Danh mục quốc gia không liệt kê giấy tờ; nộp đơn và giấy tờ liên quan nếu có",
        "mode": "submit",
        "originals": 1,
        "copies": 0,
        "required": True,
        "replaceable_by": [],
        "groups": [],
    }
