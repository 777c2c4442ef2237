"""Which papers of a person's archive meet which components, and how long they are valid."""

from collections.abc import Mapping
from functools import lru_cache

from motcua.catalogue import data_files
from motcua.catalogue.types import PaperKind, Text


@lru_cache(maxsize=1)
def paper_kinds() -> Mapping[str, PaperKind]:
    return {row["code"]: _kind(row) for row in data_files.paper_kind_rows()}


def kinds_meeting(procedure_code: str, component: str) -> tuple[PaperKind, ...]:
    wanted = (procedure_code, component)
    return tuple(kind for kind in paper_kinds().values() if wanted in kind.meets)


def kind_digitised_from(procedure_code: str, component: str) -> PaperKind | None:
    """What enters the archive when an official confirms this component at acceptance."""
    wanted = (procedure_code, component)
    return next((kind for kind in paper_kinds().values() if wanted in kind.digitised_from), None)


def valid_months(kind: str) -> int | None:
    """None: it does not expire, or nobody told us."""
    found = paper_kinds().get(kind)
    return found.valid_months if found else None


def _kind(row: data_files.Row) -> PaperKind:
    return PaperKind(
        code=row["code"],
        name=Text.of(row["name"]),
        meets=_pairs(row, "meets"),
        digitised_from=_pairs(row, "digitised_from"),
        valid_months=row.get("valid_months"),
    )


def _pairs(row: data_files.Row, key: str) -> frozenset[tuple[str, str]]:
    return frozenset((one["procedure"], one["component"]) for one in row.get(key, ()))
