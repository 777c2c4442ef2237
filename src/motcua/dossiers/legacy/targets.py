"""The dossiers that rows of answers and papers belong to, by the codes of the other system."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, ProcedureVersion
from motcua.dossiers.legacy.columns import Column
from motcua.dossiers.models import Dossier, LegacyEntry
from motcua.dossiers.queries.drafts import Content, unseal_content
from motcua.dossiers.types import ENDED, Channel, Status
from motcua.kit import clock, crypto


@dataclass(frozen=True, slots=True)
class Target:
    """What a row needs of its dossier, and nothing more: a dry run holds one for each."""

    entry_id: UUID
    told_sealed: bytes
    dossier_id: UUID
    code: str
    version_id: UUID
    case_code: str
    channel: str
    agency_id: UUID
    agencies: tuple[UUID, ...]
    owner_id: UUID
    status: int
    submitted_at: datetime
    ended_at: datetime | None
    keep_until: date | None
    answers_sealed: bytes

    @property
    def version(self) -> ProcedureVersion:
        return catalogue.version(self.version_id)

    @property
    def case(self) -> Case:
        return self.version.case(self.case_code)

    @property
    def facts(self) -> dict[str, str]:
        return {"case": self.case_code, "channel": Channel(self.channel).value}

    @property
    def content(self) -> Content:
        return unseal_content(self.dossier_id, self.answers_sealed)

    @property
    def purged(self) -> bool:
        """The retention of the procedure is over: nobody keeps what the person told."""
        if self.keep_until is not None:
            return self.keep_until < clock.today()
        over = self.status in {*ENDED, Status.RESOLVED} and self.ended_at is not None
        return over and self.version.retention_years is not None

    def old_unit(self) -> str:
        """The name of the office as the other system told it."""
        told = crypto.unseal_json(self.told_sealed, row=f"dossier_legacy:told:{self.entry_id}")
        said = told if isinstance(told, dict) else {}
        return str(said.get(Column.UNIT_NAME.value) or said.get(Column.UNIT.value) or "")


def target_of(entry: LegacyEntry, dossier: Dossier) -> Target:
    return Target(
        entry_id=entry.id,
        told_sealed=bytes(entry.told_sealed),
        dossier_id=dossier.id,
        code=dossier.code,
        version_id=dossier.version_id,
        case_code=dossier.case_code,
        channel=dossier.channel,
        agency_id=dossier.agency_id,
        agencies=tuple(dossier.agencies),
        owner_id=dossier.owner_id,
        status=dossier.status,
        submitted_at=dossier.submitted_at,
        ended_at=dossier.ended_at,
        keep_until=dossier.keep_until,
        answers_sealed=bytes(dossier.answers_sealed),
    )


def stored_targets(source: str, codes: Collection[str]) -> Mapping[str, Target]:
    """Old code → the dossier, locked: nobody answers or hands in meanwhile."""
    rows = LegacyEntry.objects.filter(source=source, old_code__in=set(codes))
    found = rows.select_related("dossier").select_for_update(of=("dossier",))
    return {entry.old_code: target_of(entry, entry.dossier) for entry in found}
