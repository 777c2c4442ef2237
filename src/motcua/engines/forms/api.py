"""The door of the forms engine.

A definition is loaded once (`load`); answers are plain data (`dump`, `parse`, `split`, `join`); a page
is shown (`bind`) and read (`read_page`); everything is checked (`check`) and handed in (`submission`).
"""

from motcua.engines.forms.asking import nested, visible_items, visible_pages
from motcua.engines.forms.binding import bind
from motcua.engines.forms.clauses import clauses_of, condition_of
from motcua.engines.forms.condition_words import in_words
from motcua.engines.forms.conditions import (
    comparisons as compared_with,
    faults as condition_faults,
    holds,
    names,
    reader,
)
from motcua.engines.forms.dead_rules import dead_rules
from motcua.engines.forms.definition import load, sketch
from motcua.engines.forms.judging import judge
from motcua.engines.forms.known import (
    always_locked,
    asks_population,
    calling_pages,
    keeping_record,
    kept_record,
    prefilled,
    record_as_json,
    record_from_json,
    with_record,
)
from motcua.engines.forms.messages import kinds, lowered, message
from motcua.engines.forms.overlaps import overlap
from motcua.engines.forms.prefilling import merged, prefill, source_mark, told_value
from motcua.engines.forms.reading import check, read_page, submission
from motcua.engines.forms.storing import dump, join, parse, posted_of, split
from motcua.engines.forms.summaries import changes, display, label_of, summary
from motcua.engines.forms.widgets import read_typed, show, shown_typed

__all__ = [
    "always_locked",
    "asks_population",
    "bind",
    "calling_pages",
    "changes",
    "check",
    "clauses_of",
    "compared_with",
    "condition_faults",
    "condition_of",
    "dead_rules",
    "display",
    "dump",
    "holds",
    "in_words",
    "join",
    "judge",
    "keeping_record",
    "kept_record",
    "kinds",
    "label_of",
    "load",
    "lowered",
    "merged",
    "message",
    "names",
    "nested",
    "overlap",
    "parse",
    "posted_of",
    "prefill",
    "prefilled",
    "read_page",
    "read_typed",
    "reader",
    "record_as_json",
    "record_from_json",
    "show",
    "shown_typed",
    "sketch",
    "source_mark",
    "split",
    "submission",
    "summary",
    "told_value",
    "visible_items",
    "visible_pages",
    "with_record",
]
