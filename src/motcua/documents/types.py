"""Files and official documents as other rooms see them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID


class DocumentState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    SIGNED = "signed"
    ISSUED = "issued"
    RECALLED = "recalled"


class ArchiveOrigin(StrEnum):
    """Issued by an agency of the province, a citizen's paper that an official confirmed, or a result
    of another system, taken over with its file.
    """

    RESULT = "result"
    PAPER = "paper"
    LEGACY = "legacy"


class ArchiveState(StrEnum):
    TO_APPROVE = "to_approve"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"


class KeyPurpose(StrEnum):
    LEADER = "leader"
    OFFICIAL = "official"
    SEAL = "seal"


class KeyKind(StrEnum):
    PKCS12 = "pkcs12"
    PKCS11 = "pkcs11"


@dataclass(frozen=True, slots=True)
class FileRef:
    """`size` in bytes; `pages` is 1 for a picture."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int
    owner_id: UUID | None = None  # whose paper it is


@dataclass(frozen=True, slots=True)
class LoosePages:
    """Of one paper, in their order, with its name."""

    name: str
    page_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Scan:
    """Joined, and signed where the official has a key; not kept yet."""

    pages: LoosePages
    owner_id: UUID
    content: bytes
    signed: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """`number` as printed (`125/GXN-UBND`), empty until issued. `file_id`: the newest version."""

    id: UUID
    title: str
    state: DocumentState
    number: str
    issued_on: date | None
    signer_name: str
    file_id: UUID | None
    result_code: str
    owner_id: UUID
    agency_id: UUID
    dossier_id: UUID
    verification_code: str
    signed_at: datetime | None = None
    summary: str = ""
    sent_back_reason: str = ""


@dataclass(frozen=True, slots=True)
class ArchivedView:
    """A paper of a person's archive. `source` is the code of the dossier that it came from."""

    id: UUID
    owner_id: UUID
    kind: str
    origin: ArchiveOrigin
    state: ArchiveState
    title: str
    number: str
    issuer: str
    source: str
    valid_from: date | None
    valid_to: date | None
    file_ids: tuple[UUID, ...]
    dossier_id: UUID
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file that was examined as an upload is; pictures are written anew. Nothing is stored yet."""

    name: str
    content: bytes
    media_type: str
    pages: int
    carries_signature: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFile:
    """A file of another system on its way in, under an id that is the same each time it comes."""

    id: UUID
    file: LookedAt
    owner_id: UUID
    agencies: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArchived:
    """What stands on a paper, as the official who saw it says."""

    owner_id: UUID
    agency_id: UUID
    kind: str
    title: str
    number: str
    issuer: str
    valid_from: date | None
    valid_to: date | None
    file_ids: tuple[UUID, ...]
    dossier_id: UUID
    source: str


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages of the screens."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class LayerView:
    """`name`: integrity, coverage, chain, revocation or time. `reason` is for engineers."""

    name: str
    label: Words
    ok: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SignatureView:
    """`role`: leader, seal or other."""

    role: str
    signer: str
    organisation: str
    signed_at: datetime | None
    ok: bool
    layers: tuple[LayerView, ...]


@dataclass(frozen=True, slots=True)
class RegisteredDocument:
    """What our register says; nothing that names the person it was made for."""

    title: str
    number: str
    issued_on: date | None
    agency_name: str
    signer_name: str
    state: DocumentState


VerdictState = Literal["valid", "recalled", "broken", "not_issued", "scan", "unreadable"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`registered`: these very bytes are what our register issued."""

    ok: bool
    state: VerdictState
    headline: Words
    sentences: tuple[Words, ...]
    layers: tuple[LayerView, ...]
    signatures: tuple[SignatureView, ...]
    sha256: str
    checked_at: datetime
    registered: bool = False
    document: RegisteredDocument | None = field(default=None)


@dataclass(frozen=True, slots=True)
class SigningKeyView:
    id: UUID
    purpose: KeyPurpose
    kind: KeyKind
    subject: str
    serial: str
    valid_from: datetime
    valid_to: datetime


class Ending(StrEnum):
    """How a file that no longer grows ends; of some kinds nobody can tell."""

    WHOLE = "whole"
    CUT = "cut"
    UNTOLD = "untold"


class FolderProblem(StrEnum):
    """Why nothing is taken from a scanner's folder: not there, a link, no right, no seat any more; or why
    some of it is not: it could not be stored.
    """

    MISSING = "missing"
    LINKED = "linked"
    LOCKED = "locked"
    UNSEATED = "unseated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ScanFolderView:
    """`place`: the whole path on the server. `looked_at`: when the worker was last there."""

    id: UUID
    name: str
    place: str
    person_id: UUID
    agency_id: UUID
    opened_at: datetime
    looked_at: datetime | None
    received_at: datetime | None
    problem: FolderProblem | None


@dataclass(frozen=True, slots=True)
class PileView:
    """From the scanner, waiting for a dossier. `pictured`: its first page can be shown small."""

    id: UUID
    name: str
    pages: int
    taken_at: datetime
    keep_until: date
    pictured: bool


@dataclass(frozen=True, slots=True)
class RefusedPile:
    """Not taken in. `aside`: where it lies now, seen from the official's folder."""

    id: UUID
    name: str
    reason: str
    aside: str
    taken_at: datetime
    keep_until: date


@dataclass(frozen=True, slots=True)
class Scanned:
    """What an official finds from the scanner, the newest first; `folder` None: none was opened."""

    folder: ScanFolderView | None
    piles: tuple[PileView, ...]
    refused: tuple[RefusedPile, ...]
    more: int = 0  # piles beyond those listed
