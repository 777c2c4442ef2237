"""What other systems tell us."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True)
class PopulationQuestion:
    """The register answers only when number, name and date of birth all match."""

    request_id: str
    asked_by: str
    service_code: str
    personal_id: str
    name: str
    birth_date: date


@dataclasses.dataclass(frozen=True, slots=True)
class PopulationRecord:
    """`values` by the names that forms use: ho_ten, ngay_sinh, noi_thuong_tru {ward, detail}, me …

    Keep it at most for the draft or dossier it was asked for, with `fetched_at` beside it.
    """

    record_id: str
    fetched_at: datetime
    values: Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class PopulationAnswer:
    """None where the register knows no such person. `digest` is the SHA-256 of what came over the wire."""

    values: Mapping[str, Any] | None
    digest: str


class Outcome(StrEnum):
    FOUND = "found"
    NOT_FOUND = "not_found"
    DOWN = "down"
    SKIPPED = "skipped"  # the breaker was open: nobody was asked
