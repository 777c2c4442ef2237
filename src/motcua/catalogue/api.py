"""The door of the catalogue: procedures as they were on a day, and the working calendar."""

from motcua.catalogue.actions.decree_days import decree_days
from motcua.catalogue.actions.edit_version import edit_version
from motcua.catalogue.actions.load_calendar import load_calendar
from motcua.catalogue.actions.load_procedures import load_procedures
from motcua.catalogue.actions.load_processes import load_processes
from motcua.catalogue.actions.prepare_version import prepare_version
from motcua.catalogue.actions.propose_version import (
    propose_version,
    return_version,
    withdraw_draft,
)
from motcua.catalogue.actions.publish_version import publish_version
from motcua.catalogue.actions.tell_of_versions import tell_of_versions
from motcua.catalogue.administration import (
    fields,
    procedure_page,
    procedures,
    process_sheet,
    recent_changes,
    rule_of,
    version_draft,
)
from motcua.catalogue.calendars import calendar
from motcua.catalogue.form_outlines import (
    form_outline,
    form_trial,
    question_blocks,
    question_view,
    questions_before,
    sample_people,
)
from motcua.catalogue.paper_kinds import (
    kind_digitised_from,
    kinds_meeting,
    paper_kinds,
    valid_months,
)
from motcua.catalogue.queries import (
    case_of,
    diagram,
    form,
    life_events,
    procedure,
    result_template,
    search,
    version,
    versions_in_force,
)
from motcua.catalogue.standard_processes import standard_processes, standard_steps

__all__ = [
    "calendar",
    "case_of",
    "decree_days",
    "diagram",
    "edit_version",
    "fields",
    "form",
    "form_outline",
    "form_trial",
    "kind_digitised_from",
    "kinds_meeting",
    "life_events",
    "load_calendar",
    "load_procedures",
    "load_processes",
    "paper_kinds",
    "prepare_version",
    "procedure",
    "procedure_page",
    "procedures",
    "process_sheet",
    "propose_version",
    "publish_version",
    "question_blocks",
    "question_view",
    "questions_before",
    "recent_changes",
    "result_template",
    "return_version",
    "rule_of",
    "sample_people",
    "search",
    "standard_processes",
    "standard_steps",
    "tell_of_versions",
    "valid_months",
    "version",
    "version_draft",
    "versions_in_force",
    "withdraw_draft",
]
