"""Words of an import from the screen: what was sent, how far it is, what is left to be said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from motcua.dossiers.types.legacy import Attached, Finding, Refusals


class UploadState(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    REFUSED = "refused"  # the file as a whole cannot be read
    MAPPING = "mapping"  # waits for a person: codes to be said, or a trial to be asked for
    TRYING = "trying"
    TRIED = "tried"  # waits for a person to look and say yes
    LANDING = "landing"
    DONE = "done"
    REMOVED = "removed"


UNDER_WAY = frozenset(
    {UploadState.WAITING, UploadState.READING, UploadState.TRYING, UploadState.LANDING}
)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it comes in, piece by piece."""

    name: str
    size: int
    pieces: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class SentFiles:
    dossiers: SentFile | None
    mapping: SentFile | None = None
    answers: SentFile | None = None
    papers: SentFile | None = None
    archive: SentFile | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says that a code of the other system is here. Empty `ours`: not known yet."""

    ours: str
    case: str = ""
    version: str = ""  # the day from which the version to use is in force, as typed


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code of the other system; `perhaps`: what it may be here, as (ours, its name)."""

    id: UUID
    kind: str
    code: str
    name: str
    rows: int
    ours: str
    ours_name: str
    case: str
    version: date | None
    cases: tuple[tuple[str, str], ...] = ()
    perhaps: tuple[tuple[str, str], ...] = ()
    unknown: int = 0  # rows for which a trial found nothing of that name here


@dataclass(frozen=True, slots=True)
class KindCount:
    """Of one kind of codes: how many there are, and how many of them (with how many rows) nobody said."""

    kind: str
    codes: int
    open_codes: int
    open_rows: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What would happen, or what did: counts, reasons, and the first rows that they concern."""

    rows: int
    landed: int
    same: int
    changed: int
    refused: int
    answers: Attached
    papers: Attached
    by_standing: tuple[tuple[str, int], ...]
    refusals: tuple[Refusals, ...]
    first: tuple[Finding, ...] = ()
    told: int = 0  # lines of the file of differences

    @property
    def may_land(self) -> bool:
        return bool(self.landed or self.answers.landed or self.papers.landed or self.papers.missing)


@dataclass(frozen=True, slots=True)
class UploadView:
    id: UUID
    source: str
    prefix: str
    file_name: str
    state: UploadState
    uploaded_at: datetime
    uploaded_by: str
    expires_at: datetime
    read: int
    total: int
    fault: str
    with_answers: bool
    with_papers: bool
    with_files: bool  # what was sent is still kept
    counts: tuple[KindCount, ...] = ()
    trial: Trial | None = None
    stamp: str = ""
    batch_id: UUID | None = None
    missing_columns: bool = False

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def percent(self) -> int:
        return min(100 * self.read // self.total, 100) if self.total else 0

    @property
    def open_codes(self) -> int:
        return sum(one.open_codes for one in self.counts)

    @property
    def may_change(self) -> bool:
        return self.state in {UploadState.MAPPING, UploadState.TRIED}

    @property
    def may_land(self) -> bool:
        return self.state is UploadState.TRIED and self.trial is not None and self.trial.may_land
