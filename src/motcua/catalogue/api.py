"""The door of the catalogue: procedures as they were on a day, and the working calendar."""

from motcua.catalogue.actions.decree_days import decree_days
from motcua.catalogue.actions.load_calendar import load_calendar
from motcua.catalogue.actions.load_procedures import load_procedures
from motcua.catalogue.calendars import calendar
from motcua.catalogue.queries import (
    case_of,
    diagram,
    form,
    life_events,
    procedure,
    result_template,
    search,
    version,
)

__all__ = [
    "calendar",
    "case_of",
    "decree_days",
    "diagram",
    "form",
    "life_events",
    "load_calendar",
    "load_procedures",
    "procedure",
    "result_template",
    "search",
    "version",
]
