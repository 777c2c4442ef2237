"""What happens to a dossier and concerns others. `turn_id` is the entry of the dossier's chronicle."""

from dataclasses import dataclass
from uuid import UUID

from motcua.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralTurn(Event):
    """Something between two agencies, by the row that both may see."""

    referral_id: UUID


class LinkAsked(ReferralTurn):
    __slots__ = ()


class OpinionGiven(ReferralTurn):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MainEnded(Event):
    """Before its children did."""

    dossier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierTurn(Event):
    dossier_id: UUID
    turn_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWritten(Event):
    dossier_id: UUID
    message_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAsked(Event):
    """A citizen at a counter is to get a one-time code."""

    entry_id: UUID


class ChildMoved(DossierTurn):
    """Something happened to a dossier that another one waits for."""

    __slots__ = ()


class DossierSubmitted(DossierTurn):
    __slots__ = ()


class DossierAccepted(DossierTurn):
    __slots__ = ()


class DossierRefused(DossierTurn):
    __slots__ = ()


class SupplementRequested(DossierTurn):
    __slots__ = ()


class SupplementAnswered(DossierTurn):
    __slots__ = ()


class ObligationRequired(DossierTurn):
    __slots__ = ()


class DeadlineExtended(DossierTurn):
    __slots__ = ()


class ApologySent(DossierTurn):
    __slots__ = ()


class DueDateMoved(DossierTurn):
    __slots__ = ()


class VersionChanged(DossierTurn):
    """Not received yet, it moved to the version that took effect."""

    __slots__ = ()


class DossierResolved(DossierTurn):
    __slots__ = ()


class ResultReturned(DossierTurn):
    __slots__ = ()


class DossierWithdrawn(DossierTurn):
    __slots__ = ()


class DossierStopped(DossierTurn):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAsked(Event):
    export_id: UUID
    maker_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTurn(Event):
    """Something happened to a spreadsheet of dossiers."""

    batch_id: UUID


class BatchUploaded(BatchTurn):
    __slots__ = ()


class BatchConfirmed(BatchTurn):
    __slots__ = ()


class BatchPaused(BatchTurn):
    """The worker has done a part and lets others in; the rest waits at the end of the queue."""

    __slots__ = ()


class BatchFiled(BatchTurn):
    """All that could be filed of it is filed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyUploadTurn(Event):
    """Something happened to the files of another system."""

    upload_id: UUID


class LegacyUploaded(LegacyUploadTurn):
    """Also when its columns were named: it is to be read."""

    __slots__ = ()


class LegacyTrialAsked(LegacyUploadTurn):
    __slots__ = ()


class LegacyConfirmed(LegacyUploadTurn):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyRunEnded(Event):
    """A trial or an import is over, well or not. `run_id`: the same however often the worker began."""

    upload_id: UUID
    run_id: UUID
    asked_by_id: UUID
