"""What the record can say about itself, and a proof that holds without its database."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from motcua.kit import merkle


class Fault(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    BACK_DATED = "back_dated"
    SEAL_BROKEN = "seal_broken"
    SEAL_MISSING = "seal_missing"
    ROOT_UNKNOWN = "root_unknown"


SENTENCES = {
    Fault.CHANGED: "entry {where} is not what was sealed",
    Fault.MISSING: "entry {where} was sealed and is gone",
    Fault.INSERTED: "entry {where} was put in after its neighbours were sealed",
    Fault.BACK_DATED: "entry {where} bears a time that does not fit its place",
    Fault.SEAL_BROKEN: "seal {where} does not fit its own entries or the seals before it",
    Fault.SEAL_MISSING: "seal {where} is gone",
    Fault.ROOT_UNKNOWN: "the root you kept is not among {where} seals: they were rewritten or cut",
}


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    where: int

    def __str__(self) -> str:
        return SENTENCES[self.fault].format(where=self.where)


@dataclass(frozen=True, slots=True)
class Report:
    """`kept_at` is the number of the seal whose root the caller had kept outside."""

    entries: int
    seals: int
    unsealed: int
    root: str
    findings: tuple[Finding, ...]
    kept_at: int | None = None

    @property
    def ok(self) -> bool:
        return not self.findings


@dataclass(frozen=True, slots=True)
class SealHeader:
    """What a seal says of its batch; hashed as JSON into the tree over all seals.

    `gaps` are numbers without an entry when sealed; `late` are entries committed after their
    neighbours had been sealed, and so sealed here.
    """

    number: int
    at: datetime
    first_id: int
    last_id: int
    count: int
    gaps: list[list[int]]
    late: list[int]
    batch_root: str

    def text(self) -> str:
        fields = asdict(self) | {"at": self.at.isoformat()}
        return json.dumps(fields, sort_keys=True, separators=(",", ":"))

    def leaf(self) -> bytes:
        return merkle.leaf(self.text().encode())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a leaf stands in a tree, and the hashes that lead from it to the root."""

    index: int
    size: int
    path: list[str]

    def root(self, member: bytes) -> bytes | None:
        steps = [bytes.fromhex(step) for step in self.path]
        return merkle.root_by_path(member, self.index, self.size, steps)


@dataclass(frozen=True, slots=True)
class Proof:
    """Entry → batch → seal → root over all seals, as text that anyone can hash again."""

    entry: str
    in_batch: Place
    seal: str
    in_log: Place
    root: str

    def holds(self) -> bool:
        """Whether the entry leads to `root`; whether `root` is genuine, the holder must know."""
        batch_root = self.in_batch.root(merkle.leaf(self.entry.encode()))
        if batch_root is None or json.loads(self.seal).get("batch_root") != batch_root.hex():
            return False
        log_root = self.in_log.root(merkle.leaf(self.seal.encode()))
        return log_root is not None and log_root.hex() == self.root

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def load(cls, text: str) -> "Proof":
        """Raises ValueError, KeyError or TypeError when `text` is no proof."""
        fields = json.loads(text)
        in_batch, in_log = Place(**fields.pop("in_batch")), Place(**fields.pop("in_log"))
        return cls(in_batch=in_batch, in_log=in_log, **fields)
