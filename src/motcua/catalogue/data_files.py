"""Small reference files that come with the catalogue."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from motcua.catalogue.types import Text

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
