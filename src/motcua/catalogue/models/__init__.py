"""What the catalogue keeps."""

from motcua.catalogue.models.imports import CatalogueImport, ImportedRow
from motcua.catalogue.models.standard_process import OfficeMeaning, StandardProcess
from motcua.catalogue.models.versions import (
    CalendarDay,
    CalendarDecision,
    Procedure,
    ProcedureVersion,
    VersionDraft,
)

__all__ = [
    "CalendarDay",
    "CalendarDecision",
    "CatalogueImport",
    "ImportedRow",
    "OfficeMeaning",
    "Procedure",
    "ProcedureVersion",
    "StandardProcess",
    "VersionDraft",
]
