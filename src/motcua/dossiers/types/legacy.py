"""Words of an import from another system."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from motcua.kit.readable import Readable


@dataclass(frozen=True, slots=True)
class Attachments:
    """Beside the dossiers: a file of answers, a file of papers, and the folder or ZIP that holds their files."""

    answers: Readable | None = None
    papers: Readable | None = None
    files: Path | Readable | None = None

    @property
    def any(self) -> bool:
        return self.answers is not None or self.papers is not None


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a row did not land. `value` only for codes of units, procedures and statuses.

    `sheet`: answers or papers, where it is not a row of the dossiers themselves.
    """

    row: int
    code: str
    field: str
    reason: str
    todo: str
    value: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """The row landed; somebody may want to know this."""

    row: int
    code: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowDifference:
    """What the file now says of a dossier that landed before; nothing was overwritten."""

    row: int
    code: str
    changes: tuple[FieldChange, ...]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code that the mapping lacks. `kind`: unit, procedure, status, channel, answer or paper."""

    kind: str
    code: str
    name: str
    rows: int


@dataclass(slots=True)
class Attached:
    """Rows of answers or of papers: `rows` = `landed` + `same` + `changed` + `missing` + `refused`.

    `missing`: the paper is noted with its dossier, its file did not come along.
    """

    rows: int = 0
    landed: int = 0
    same: int = 0
    changed: int = 0
    missing: int = 0
    refused: int = 0


@dataclass(slots=True)
class ImportReport:
    """`rows` = `landed` + `same` + `changed` + `refused`."""

    dry_run: bool
    encoding: str
    separator: str
    rows: int = 0
    landed: int = 0
    same: int = 0
    changed: int = 0
    refused: int = 0
    findings: list[Finding] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    differences: list[RowDifference] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    refusals: list[list[object]] = field(default_factory=list)  # [field, reason, rows, first row]
    by_standing: dict[str, int] = field(default_factory=dict)  # of those that landed
    answers: Attached = field(default_factory=Attached)
    papers: Attached = field(default_factory=Attached)

    @property
    def read(self) -> int:
        """Rows of all files so far."""
        return self.rows + self.answers.rows + self.papers.rows


# Hears of every transaction of an import; may take out of the report what it has dealt with.
Told = Callable[[ImportReport], None]


def untold(report: ImportReport) -> None:
    del report


@dataclass(frozen=True, slots=True)
class BatchLine:
    """`state`: running, cut_off or done."""

    id: UUID
    source: str
    file_name: str
    started_at: datetime
    ended_at: datetime | None
    rows: int
    landed: int
    same: int
    changed: int
    refused: int
    state: str
    answers: Attached
    papers: Attached


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    old_code: str
    row: int
    fields: tuple[str, ...]
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Refusals:
    """Rows that were refused for the same reason in the same field."""

    field: str
    reason: str
    rows: int
    first_row: int


@dataclass(frozen=True, slots=True)
class BatchPage:
    batch: BatchLine
    started_by: str
    unknown: tuple[Unknown, ...]
    refusals: tuple[Refusals, ...]
    differences: tuple[DifferenceLine, ...]
