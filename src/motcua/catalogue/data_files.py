"""Small reference files that come with the catalogue."""

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from motcua.engines.forms.types import Text

Row = Mapping[str, Any]
FOLDER = Path(__file__).parent / "data"
PROCEDURES = FOLDER / "procedures"


@lru_cache(maxsize=1)
def life_event_names() -> Mapping[str, Text]:
    rows = yaml.safe_load((FOLDER / "life_events.yaml").read_text(encoding="utf-8"))
    return {row["code"]: Text.of(row["name"]) for row in rows}


@lru_cache(maxsize=1)
def calendar_rows() -> tuple[Row, ...]:
    rows = yaml.safe_load((FOLDER / "calendar.yaml").read_text(encoding="utf-8"))
    return tuple(rows)


@lru_cache(maxsize=1)
def paper_kind_rows() -> tuple[Row, ...]:
    rows = yaml.safe_load((FOLDER / "paper_kinds.yaml").read_text(encoding="utf-8"))
    return tuple(rows)


@lru_cache(maxsize=1)
def question_blocks() -> tuple[Row, ...]:
    rows = yaml.safe_load((FOLDER / "question_blocks.yaml").read_text(encoding="utf-8"))
    return tuple(rows)


def question_block(code: str) -> Row | None:
    """A copy of its own, to be put into a form."""
    return next((deepcopy(row) for row in question_blocks() if row["code"] == code), None)


@lru_cache(maxsize=1)
def sample_person_rows() -> tuple[Row, ...]:
    rows = yaml.safe_load((FOLDER / "sample_people.yaml").read_text(encoding="utf-8"))
    return tuple(rows)
