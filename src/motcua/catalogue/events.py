from dataclasses import dataclass
from uuid import UUID

from motcua.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged(Event):
    """Days off or make-up days were decreed: running due dates may move."""

    change_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedurePublished(Event):
    version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionTookEffect(Event):
    """A version prepared on the screens is in force from today on."""

    version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueUploaded(Event):
    """A file of the national catalogue waits to be read."""

    import_id: UUID
