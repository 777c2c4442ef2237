"""What the catalogue keeps."""

from motcua.catalogue.models.imports import CatalogueImport, ImportedRow
from motcua.catalogue.models.versions import (
    CalendarDay,
    CalendarDecision,
    Procedure,
    ProcedureVersion,
    VersionDraft,
)
from motcua.catalogue.standard_process import StandardProcess

__all__ = [
    "CalendarDay",
    "CalendarDecision",
    "CatalogueImport",
    "ImportedRow",
    "Procedure",
    "ProcedureVersion",
    "StandardProcess",
    "VersionDraft",
]
