"""Papers and fees as rows under codes, and which case asks for which of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.catalogue.errors import LastPartError, PartNotFoundError

Plain = dict[str, Any]


def held(plain: Plain, part: str, code: str, stem: str) -> Plain:
    """What is stored under the code; without a code, a new one."""
    known = {one["code"]: one for one in plain.get(part, [])}
    if not code:
        return {"code": next(c for n in range(1, 1000) if (c := f"{stem}_{n}") not in known)}
    if code not in known:
        raise PartNotFoundError(code=code)
    return dict(known[code])


def put(plain: Plain, part: str, one: Plain, cases: Iterable[str]) -> None:
    asked = asked_by_case(plain, part)
    rows = plain.setdefault(part, [])
    at = next((i for i, row in enumerate(rows) if row["code"] == one["code"]), len(rows))
    rows[at : at + 1] = [one]
    for code, listed in asked.items():
        listed.discard(one["code"])
        if code in set(cases):
            listed.add(one["code"])
    say_asked(plain, part, asked)


def drop(plain: Plain, part: str, code: str) -> None:
    rows = plain.get(part, [])
    if code not in {one["code"] for one in rows}:
        raise PartNotFoundError(code=code)
    if part == "components" and len(rows) == 1:
        raise LastPartError
    asked = asked_by_case(plain, part)
    plain[part] = [one for one in rows if one["code"] != code]
    for listed in asked.values():
        listed.discard(code)
    say_asked(plain, part, asked)


def shift(rows: list[Plain], code: str, by: int) -> None:
    at = next((i for i, one in enumerate(rows) if one["code"] == code), None)
    if at is None:
        raise PartNotFoundError(code=code)
    to = min(max(at + by, 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))


def asked_by_case(plain: Mapping[str, Any], part: str) -> dict[str, set[str]]:
    """By case, what it asks for; a case that lists nothing asks for all."""
    every = [one["code"] for one in plain.get(part, [])]
    return {case["code"]: set(case.get(part, every)) for case in plain["cases"]}


def say_asked(plain: Plain, part: str, asked: Mapping[str, set[str]]) -> None:
    every = [one["code"] for one in plain.get(part, [])]
    for case in plain["cases"]:
        case[part] = [code for code in every if code in asked[case["code"]]]
        if case[part] == every:
            del case[part]


def case_of(plain: Mapping[str, Any], code: str) -> Plain:
    """Raises PartNotFoundError."""
    for case in plain["cases"]:
        if case["code"] == code:
            found: Plain = case
            return found
    raise PartNotFoundError(code=code)
