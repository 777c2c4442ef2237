"""Many dossiers from one spreadsheet: how far that is, and what each row lacks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from motcua.dossiers.types.reuse import Reusable

MOST_ROWS = 10_000


class BatchState(StrEnum):
    WAITING = "waiting"
    CHECKING = "checking"
    REFUSED = "refused"  # the file as a whole could not be read
    CHECKED = "checked"  # waits for the person to say yes
    FILING = "filing"
    STOPPED = "stopped"  # a right ended or the rules changed in the middle; the rest was not filed
    DONE = "done"
    REMOVED = "removed"


class RowState(StrEnum):
    GOOD = "good"
    BAD = "bad"
    SAME = "same"  # a dossier with this content was filed before
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class BatchKnown:
    """A value that nobody typed: the question, the value, and from where it is and how old."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class BatchView:
    batch_id: UUID
    procedure_code: str
    procedure_name: str
    case_code: str
    agency_id: UUID
    file_name: str
    state: BatchState
    uploaded_at: datetime
    total: int
    good: int
    bad: int
    same: int
    filed: int
    fault: str
    due: int  # đồng, of the rows that are good or filed
    due_unknown: int  # rows whose sum an official states later
    expires_at: datetime
    known: tuple[BatchKnown, ...] = ()  # taken over for every row, where nothing else is written
    silent: bool = False  # the register was asked, and said nothing

    @property
    def under_way(self) -> bool:
        return self.state in {BatchState.WAITING, BatchState.CHECKING, BatchState.FILING}

    @property
    def read(self) -> int:
        return self.good + self.bad + self.same + self.filed

    @property
    def percent(self) -> int:
        done = self.filed if self.state is BatchState.FILING else self.read
        whole = self.filed + self.good if self.state is BatchState.FILING else self.total
        return min(100 * done // whole, 100) if whole else 0

    @property
    def may_file(self) -> bool:
        return self.state in {BatchState.CHECKED, BatchState.STOPPED} and self.good > 0

    @property
    def may_ask_again(self) -> bool:
        return self.silent and self.state is BatchState.CHECKED

    @property
    def left(self) -> int:
        """Rows that became no dossier, once nothing more is being filed."""
        return self.bad + (self.good if self.state is BatchState.STOPPED else 0)


@dataclass(frozen=True, slots=True)
class BatchFault:
    """What one cell lacks: the column, what stands in it, why that will not do and what to do."""

    column: str
    typed: str
    message: str


@dataclass(frozen=True, slots=True)
class BatchRowView:
    row: int  # its number in the sheet
    own_number: str
    state: RowState
    faults: tuple[BatchFault, ...] = ()
    known: tuple[BatchKnown, ...] = ()  # of this row alone: beside what every row takes over
    reused: tuple["BatchReused", ...] = ()
    dossier_id: UUID | None = None
    code: str = ""  # empty: filed by a colleague whose dossiers this person may not see


@dataclass(frozen=True, slots=True)
class BatchReused:
    """A paper of the owner's archive that this row uses again."""

    component: str
    paper: Reusable


@dataclass(frozen=True, slots=True)
class BatchPaper:
    """A paper that may be given for all rows at once, or for each row in a column."""

    code: str
    name: str
    hint: str
    always: bool  # asked for in every row
    by_data: bool  # the State holds what it says


@dataclass(frozen=True, slots=True)
class BatchForm:
    """What the screen says before a template is fetched. `reason`: why there can be none."""

    columns: int
    limits: tuple[str, ...]
    papers: tuple[BatchPaper, ...]
    declarations: tuple[str, ...]
    reason: str = ""
    known: tuple[str, ...] = ()  # questions without a column: the register answers them
