"""Organisations and aliases as the data files describe them; nothing is written here."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml

from motcua.directory.models import Organisation, OrganisationAlias
from motcua.directory.types import OrganisationKind as Kind
from motcua.kit import clock, text

DATA = Path(__file__).parent / "data"
TWO_LEVELS_FROM = date(2025, 7, 1)
THREE_LEVELS_TO = date(2025, 6, 30)
DEPARTMENTS_FROM = date(2025, 3, 1)
DEPARTMENTS_TO = date(2025, 2, 28)
OLD_CODES = ".H53"  # codes of the list of 2020 end so, ours begin so


def organisation_id(code: str) -> UUID:
    """The same id in every installation: data files and demo speak of agencies by code."""
    return uuid5(NAMESPACE_URL, f"motcua:organisation:{code}")


@lru_cache(maxsize=1)
def source() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / "organisations.yaml").read_text("utf-8"))
    loaded["communes"] = table("communes.csv")
    loaded["former_communes"] = table("former_communes.csv")
    return loaded


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _organisation(  # noqa: PLR0913  (one column each)
    code: str,
    name: str,
    kind: Kind,
    *,
    parent: str | None = None,
    agency: str | None = None,
    successor: str | None = None,
    place: str = "",
    valid: tuple[date | None, date | None] = (None, None),
    confirmed: bool = False,
) -> Organisation:
    return Organisation(
        id=organisation_id(code),
        code=code,
        code_confirmed=confirmed,
        name=name,
        name_key=text.search_key(name),
        place=place,
        kind=kind,
        parent_id=organisation_id(parent) if parent else None,
        agency_id=organisation_id(agency or code),
        successor_id=organisation_id(successor) if successor else None,
        valid_from=valid[0],
        valid_to=valid[1],
        changed_at=clock.now(),
    )


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Every agency and unit that the files name; asked for while procedures are read."""
    return frozenset(row.code for row in organisations(source()))


def organisations(source: dict[str, Any]) -> Iterator[Organisation]:
    """Parents before their children, successors before the ended."""
    province = source["province"]
    yield _organisation(
        province["code"], province["name"], Kind.PROVINCE, place=province["place"],
        confirmed=province["confirmed"],
    )  # fmt: skip
    yield from _ended_provinces(source)
    for agency in _agencies(source):
        yield agency
        yield from _units(agency, source)
    yield from _ended(source)


def _ended_provinces(source: dict[str, Any]) -> Iterator[Organisation]:
    for row in source["ended_provinces"]:
        yield _organisation(
            row["code"], row["name"], Kind.PROVINCE, place=row["place"],
            successor=row["successor"], valid=(None, row["valid_to"]),
        )  # fmt: skip


def _agencies(source: dict[str, Any]) -> Iterator[Organisation]:
    top = source["province"]["code"]
    for row in source["departments"]:
        yield _organisation(
            row["code"], row["name"], Kind.DEPARTMENT, parent=top, valid=(DEPARTMENTS_FROM, None)
        )
    centre = source["province_centre"]
    yield _organisation(centre["code"], centre["name"], Kind.PROVINCE_CENTRE, parent=top)
    for group, kind in (("land_branches", Kind.LAND_BRANCH), ("tax_offices", Kind.TAX_OFFICE)):
        for row in source[group]:
            yield _organisation(
                row["code"], row["name"], kind, parent=top, valid=(TWO_LEVELS_FROM, None)
            )
    for row in source["communes"]:
        place = f"{row['type']} {row['name']}"
        yield _organisation(
            row["code"], f"UBND {place}", Kind.COMMUNE, parent=top, place=place,
            valid=(TWO_LEVELS_FROM, None),
        )  # fmt: skip
    yield from _police(source)


def _police(source: dict[str, Any]) -> Iterator[Organisation]:
    """Since 1 March 2025 the police of province and commune, without districts."""
    top, communes = source["province_police"]["code"], source["province_police"]["communes"]
    yield _organisation(
        top, source["province_police"]["name"], Kind.PROVINCE_POLICE, valid=(DEPARTMENTS_FROM, None)
    )
    for row in source["communes"]:
        place = f"{row['type']} {row['name']}"
        yield _organisation(
            f"{communes}.{commune_number(row['code'])}", f"Công an {place}", Kind.COMMUNE_POLICE,
            parent=top, place=place, valid=(TWO_LEVELS_FROM, None),
        )  # fmt: skip


def commune_number(code: str) -> str:
    return code.rpartition(".")[2]


def service_areas(source: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Codes of an office and of whom it works for: the tax office and the cadastre of land matters."""
    for branch in source["land_branches"]:
        yield branch["tax_office"], branch["code"]
        for first, last in branch["communes"]:
            for row in source["communes"]:
                if first <= int(commune_number(row["code"])) <= last:
                    yield branch["code"], row["code"]
                    yield branch["tax_office"], row["code"]


def _units(agency: Organisation, source: dict[str, Any]) -> Iterator[Organisation]:
    is_ward = agency.place.startswith("phường")
    for unit in (*source["units"][agency.kind], *_own_units(agency.code, source)):
        pattern = unit.get("ward_name", unit["name"]) if is_ward else unit["name"]
        yield _organisation(
            f"{agency.code}.{unit['suffix']}",
            pattern.format(place=agency.place, name=agency.name),
            Kind(unit["kind"]),
            parent=agency.code,
            agency=agency.code,
            valid=(agency.valid_from, None),
        )


def _own_units(code: str, source: dict[str, Any]) -> list[dict[str, str]]:
    """What only this department has: its specialist divisions that take procedures here."""
    rows = (row for row in source["departments"] if row["code"] == code)
    return [unit for row in rows for unit in row.get("units", ())]


def _ended(source: dict[str, Any]) -> Iterator[Organisation]:
    for row in source["ended_departments"]:
        yield _organisation(
            row["code"], row["name"], Kind.DEPARTMENT, parent=source["province"]["code"],
            successor=row["successor"], valid=(None, DEPARTMENTS_TO), confirmed=True,
        )  # fmt: skip
    for row in source["ended_districts"]:
        yield _organisation(
            row["code"], f"UBND {row['place']}", Kind.DISTRICT, parent=row["province"],
            place=row["place"], valid=(None, THREE_LEVELS_TO),
            confirmed=row["code"].endswith(OLD_CODES),
        )  # fmt: skip
    yield from _ended_communes(source)


def _ended_communes(source: dict[str, Any]) -> Iterator[Organisation]:
    """A commune that was divided has no one successor; its name leads to each of them (aliases)."""
    for row in source["former_communes"]:
        became = row["became"].split()
        place = f"{row['type']} {row['name']}"
        yield _organisation(
            row["code"], f"UBND {place}", Kind.COMMUNE, parent=row["parent"], place=place,
            successor=became[0] if len(became) == 1 else None, valid=(None, THREE_LEVELS_TO),
            confirmed=row["code"].endswith(OLD_CODES),
        )  # fmt: skip


def aliases(source: dict[str, Any]) -> Iterator[OrganisationAlias]:
    province = source["province"]
    for alias in province["aliases"]:
        yield _alias(province["code"], alias["scheme"], code=alias["code"])
    for row in (*source["departments"], source["province_centre"]):
        if "former" in row:
            yield _alias(row["code"], "qcvn102", code=row["former"], valid_to=DEPARTMENTS_TO)
    for row in source["communes"]:
        yield _alias(row["code"], "statistics", code=row["statistics_code"])
    yield from _former_names(source)


def _former_names(source: dict[str, Any]) -> Iterator[OrganisationAlias]:
    """Cards and older papers still print the old places: "xã Hưng Hà, tỉnh Long An"."""
    districts = {row["code"]: row["place"] for row in source["ended_districts"]}
    for row in source["former_communes"]:
        province = "tỉnh Long An" if "H34" in row["parent"] else "tỉnh Tây Ninh"
        within = (f"{row['type']} {row['name']}", districts.get(row["parent"], ""), province)
        name = ", ".join(part for part in within if part)
        for became in row["became"].split():
            yield _alias(
                became.removesuffix("*"), "former_name", name=name, valid_to=THREE_LEVELS_TO
            )


def _alias(
    owner: str, scheme: str, *, code: str = "", name: str = "", valid_to: date | None = None
) -> OrganisationAlias:
    return OrganisationAlias(
        id=uuid5(NAMESPACE_URL, f"motcua:alias:{owner}:{scheme}:{code}:{name}"),
        organisation_id=organisation_id(owner),
        scheme=scheme,
        code=code,
        name=name,
        name_key=text.search_key(name),
        valid_to=valid_to,
    )
