"""The invented people of the sandbox. Nobody here exists; the numbers are made up."""

import dataclasses
import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "persons.json"


@dataclasses.dataclass(frozen=True, slots=True)
class Relative:
    personal_id: str
    name: str


@dataclasses.dataclass(frozen=True, slots=True)
class Address:
    province: str
    commune: str
    detail: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Invented:
    personal_id: str
    name: str
    birth_date: date
    sex: str
    ethnicity: str
    nationality: str
    marital_status: str
    residence: Address
    origin: str
    father: Relative | None
    mother: Relative | None
    spouse: Relative | None
    phone: str
    email: str
    year_only: bool = False

    @property
    def name_parts(self) -> tuple[str, str, str]:
        """Family, middle and given name; the middle may be empty."""
        family, *middle, given = self.name.split()
        return family, " ".join(middle), given


@lru_cache(maxsize=1)
def everybody() -> dict[str, Invented]:
    rows: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return {row["personal_id"]: _invented(row) for row in rows}


def _invented(row: dict[str, Any]) -> Invented:
    relatives = {kind: Relative(**row[kind]) if row[kind] else None for kind in RELATIVES}
    return Invented(
        **{
            **row,
            **relatives,
            "birth_date": date.fromisoformat(row["birth_date"]),
            "residence": Address(**row["residence"]),
        }
    )


RELATIVES = ("father", "mother", "spouse")
