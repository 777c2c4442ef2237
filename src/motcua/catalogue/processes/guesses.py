"""Who does a published step, guessed from the words of the decision; the administrator looks at it.

Decisions name offices of another province («Phòng Khoa giáo - Văn xã»). One without a like here stays open: an
administrator says once what such words mean (`offices.py`), or the editor asks.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from motcua.directory.types import OrganisationKind, Role
from motcua.engines.flow.api import TableStep
from motcua.engines.flow.types import StepKind
from motcua.kit.text import search_key

Guess = tuple[str, str]  # unit, role
_COUNTER = (
    "mot cua",
    "trung tam phuc vu",
    "ttpvhcc",
    "bo phan tiep nhan",
    "tiep nhan va tra",
    "huong dan, tiep nhan",
)
OFFICERS = ("chuyen vien", "cong chuc", "vien chuc", "nhan vien", "can bo")
"""Who says so first prepares for those above, whoever else the words name."""
OFFICES = (
    (_COUNTER, OrganisationKind.SERVICE_CENTRE, Role.RECEPTION),
    (("co quan thue", "chi cuc thue"), OrganisationKind.TAX, Role.CASE_OFFICER),
    (("van thu", "vao so", "dong dau"), OrganisationKind.REGISTRY, Role.REGISTRY_CLERK),
    (("lanh dao phong", "truong phong", "lanh dao trung tam"), "", Role.HEAD),
    (
        ("lanh dao", "chu tich", "giam doc", "nguoi dung dau", "ubnd tinh", "uy ban nhan dan"),
        OrganisationKind.LEADERSHIP,
        Role.LEADER,
    ),
)
"""The first whose words are in the text; an empty unit is looked for in UNITS."""
UNITS = (
    (("dat dai", "dkdd", "nong nghiep"), OrganisationKind.LAND_REGISTRATION),
    (("xay dung",), OrganisationKind.CONSTRUCTION),
    (("kinh te",), OrganisationKind.ECONOMY),
    (("tu phap", "ho tich"), OrganisationKind.CIVIL_STATUS),
    (("chung thuc",), OrganisationKind.CERTIFICATION),
    (("btxh", "bao tro xa hoi"), OrganisationKind.SOCIAL_PROTECTION),
    (("van hoa - xa hoi", "van hoa xa hoi", "van hoa, xa hoi"), OrganisationKind.CULTURE_SOCIETY),
)
ABOVE_DEPARTMENTS = ("van phong", "khoa giao", "noi chinh")
"""Offices of the provincial committee: none of a department's divisions."""
_DIVISION = re.compile(r"\bphong\b")
_OF_OFFICES = (*OFFICERS, "lanh dao", "truong phong", "phong ")
_DEPARTMENT = re.compile(r"\bSở (?=[A-ZĐ])|\b[Ll]ãnh đạo [Ss]ở\b|\bGiám đốc [Ss]ở\b")
_SOMEBODY = (
    *OFFICERS,
    *("lanh dao", "truong phong", "giam doc", "nguoi ", "chu tich", "van thu", "bo phan"),
    *("phong ", "so ", "ubnd", "hdnd", "co quan", "van phong", "trung tam", "ttpvhcc", "tru so"),
)
SIGNING = ("ky ", "phe duyet", "ky duyet", "quyet dinh", "ban hanh")
DRAFTING = ("du thao",)
RETURNING = ("tra ket qua", "trao ", "tra giay", "tra cho")


def guessed(step: TableStep, agency: str, work: str, *, of_department: bool = False) -> TableStep:
    """Unit, role and kind of one step by its own words."""
    unit, role = _who(search_key(agency))
    if not unit and of_department and _of_a_division(search_key(f"{agency}; {work}"), agency):
        unit = OrganisationKind.DIVISION
    words = f"{search_key(agency)}; {search_key(work)} "
    kind = _kind(unit, role, words)
    counted = step.counted and kind != StepKind.WAIT_PAYMENT
    return replace(step, unit=unit, role=role, kind=kind, counted=counted)


def of_a_department(words: Iterable[str]) -> bool:
    """Whether the decision is one of a provincial department: somewhere it names a «Sở»."""
    return any(_DEPARTMENT.search(text) for text in words)


def turned(agency: str, work: str) -> bool:
    """Two columns printed the other way round: the work names people, the agency does not."""
    return search_key(work).startswith(_SOMEBODY) and not search_key(agency).startswith(_SOMEBODY)


def _of_a_division(words: str, agency: str) -> bool:
    people = search_key(agency)
    named = people.startswith(_OF_OFFICES) and _DIVISION.search(people) is not None
    return named and not _says(words, ABOVE_DEPARTMENTS)


def _who(agency: str) -> Guess:
    unit, role = next((who for words, *who in OFFICES if _says(agency, words)), ("", ""))
    if agency.startswith(OFFICERS) and role in {Role.HEAD, Role.LEADER}:
        unit, role = "", Role.CASE_OFFICER
    return unit or _unit(agency), role or Role.CASE_OFFICER


def _unit(agency: str) -> str:
    return next((unit for words, unit in UNITS if _says(agency, words)), "")


def _kind(unit: str, role: str, words: str) -> StepKind:
    if unit == OrganisationKind.TAX:
        return StepKind.WAIT_PAYMENT
    if role == Role.LEADER and _says(words, SIGNING):
        return StepKind.SIGN
    if role == Role.REGISTRY_CLERK:
        return StepKind.NUMBER
    if role == Role.RECEPTION and _says(words, RETURNING):
        return StepKind.RETURN
    return (
        StepKind.DRAFT if role == Role.CASE_OFFICER and _says(words, DRAFTING) else StepKind.NORMAL
    )


def _says(words: str, any_of: Sequence[str]) -> bool:
    return any(word in words for word in any_of)


# ------------------------------------------------------------------ all of them together


def fitted(steps: Sequence[TableStep]) -> tuple[TableStep, ...]:
    """One signature with its draft, one number after it, handing over at the end only."""
    kinds = [step.kind for step in steps]
    signing = _last(kinds, StepKind.SIGN)
    drafting = _drafting(steps, signing)
    kept = {_next(kinds, StepKind.NUMBER, signing)}
    kept |= {at for at, kind in enumerate(kinds) if kind == StepKind.WAIT_PAYMENT}
    kept |= {len(steps) - 1} if kinds[-1:] == [StepKind.RETURN] else set()
    chosen = [
        step if at in kept else replace(step, kind=StepKind.NORMAL) for at, step in enumerate(steps)
    ]
    if drafting >= 0:
        chosen[drafting] = replace(steps[drafting], kind=StepKind.DRAFT)
        chosen[signing] = replace(steps[signing], returns_to=steps[drafting].key)
    return tuple(chosen)


def _last(kinds: Sequence[str], kind: StepKind) -> int:
    return max((at for at, one in enumerate(kinds) if one == kind), default=-1)


def _next(kinds: Sequence[str], kind: StepKind, after: int) -> int:
    found = (at for at, one in enumerate(kinds) if one == kind and 0 <= after < at)
    return next(found, -1)


def _drafting(steps: Sequence[TableStep], signing: int) -> int:
    """The step whose words say so; else the last of an officer before the signature."""
    before = list(enumerate(steps[: max(signing, 0)]))
    said = [at for at, step in before if step.kind == StepKind.DRAFT]
    officers = [at for at, step in before if step.role == Role.CASE_OFFICER and step.counted]
    return (said or officers or [-1])[-1]
