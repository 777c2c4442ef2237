"""The door of the catalogue: procedures as they were on a day, and the working calendar."""

from motcua.catalogue.actions.decide_row import (
    accept_rows,
    accept_sure_rows,
    mend_row,
    reject_row,
    take_over_row,
)
from motcua.catalogue.actions.decree_days import decree_days
from motcua.catalogue.actions.edit_version import edit_version
from motcua.catalogue.actions.import_catalogue import import_catalogue, run_import, upload_catalogue
from motcua.catalogue.actions.load_calendar import load_calendar
from motcua.catalogue.actions.load_procedures import load_procedures
from motcua.catalogue.actions.load_processes import load_processes
from motcua.catalogue.actions.name_offices import name_offices
from motcua.catalogue.actions.prepare_version import prepare_version
from motcua.catalogue.actions.propose_version import propose_version, return_version, withdraw_draft
from motcua.catalogue.actions.publish_import import publish_import
from motcua.catalogue.actions.publish_version import publish_version
from motcua.catalogue.actions.tell_of_versions import tell_of_versions
from motcua.catalogue.administration import (
    procedure_page,
    procedures,
    process_sheet,
    recent_changes,
    rule_of,
    version_draft,
)
from motcua.catalogue.calendars import calendar
from motcua.catalogue.finding import browse, fields, life_events, procedure_names, search
from motcua.catalogue.forms.outlines import (
    form_outline,
    form_trial,
    question_blocks,
    question_view,
    questions_before,
    sample_people,
)
from motcua.catalogue.imports import (
    import_progress,
    imported_row,
    imports,
    refused_lines,
    review_queue,
)
from motcua.catalogue.paper_kinds import (
    kind_digitised_from,
    kinds_meeting,
    paper_kinds,
    valid_months,
)
from motcua.catalogue.parts.reading import (
    agencies_of,
    case_results,
    case_uses,
    child_cases,
    child_form,
    comparison_choices,
    comparison_held,
    comparison_places,
    condition_in_words,
    condition_names,
    countable,
    draft_fees,
    fee_questions,
    fee_rules,
    fee_table,
    part_stamp,
)
from motcua.catalogue.processes.drawings import (
    drawn,
    left_out,
    reopened,
    shared_hours,
    shown,
    weighed,
)
from motcua.catalogue.processes.offices import offices
from motcua.catalogue.processes.standard import standard_processes, standard_steps
from motcua.catalogue.queries import (
    case_of,
    diagram,
    form,
    procedure,
    result_template,
    version,
    versions_called,
    versions_in_force,
)

__all__ = [
    "accept_rows",
    "accept_sure_rows",
    "agencies_of",
    "browse",
    "calendar",
    "case_of",
    "case_results",
    "case_uses",
    "child_cases",
    "child_form",
    "comparison_choices",
    "comparison_held",
    "comparison_places",
    "condition_in_words",
    "condition_names",
    "countable",
    "decree_days",
    "diagram",
    "draft_fees",
    "drawn",
    "edit_version",
    "fee_questions",
    "fee_rules",
    "fee_table",
    "fields",
    "form",
    "form_outline",
    "form_trial",
    "import_catalogue",
    "import_progress",
    "imported_row",
    "imports",
    "kind_digitised_from",
    "kinds_meeting",
    "left_out",
    "life_events",
    "load_calendar",
    "load_procedures",
    "load_processes",
    "mend_row",
    "name_offices",
    "offices",
    "paper_kinds",
    "part_stamp",
    "prepare_version",
    "procedure",
    "procedure_names",
    "procedure_page",
    "procedures",
    "process_sheet",
    "propose_version",
    "publish_import",
    "publish_version",
    "question_blocks",
    "question_view",
    "questions_before",
    "recent_changes",
    "refused_lines",
    "reject_row",
    "reopened",
    "result_template",
    "return_version",
    "review_queue",
    "rule_of",
    "run_import",
    "sample_people",
    "search",
    "shared_hours",
    "shown",
    "standard_processes",
    "standard_steps",
    "take_over_row",
    "tell_of_versions",
    "upload_catalogue",
    "valid_months",
    "version",
    "version_draft",
    "versions_called",
    "versions_in_force",
    "weighed",
    "withdraw_draft",
]
