"""The door of the forms engine.

A definition is loaded once (`load`); answers are plain data (`dump`, `parse`, `split`, `join`); a page
is shown (`bind`) and read (`read_page`); everything is checked (`check`) and handed in (`submission`).
"""

from motcua.engines.forms.asking import nested, visible_items, visible_pages
from motcua.engines.forms.binding import bind
from motcua.engines.forms.checks import condition_problems
from motcua.engines.forms.condition_words import in_words
from motcua.engines.forms.conditions import holds, reader
from motcua.engines.forms.dead_rules import dead_rules
from motcua.engines.forms.definition import load, sketch
from motcua.engines.forms.messages import kinds, message
from motcua.engines.forms.prefilling import merged, prefill, source_mark
from motcua.engines.forms.reading import check, read_page, submission
from motcua.engines.forms.storing import dump, join, parse, posted_of, split
from motcua.engines.forms.summaries import changes, display, label_of, summary

__all__ = [
    "bind",
    "changes",
    "check",
    "condition_problems",
    "dead_rules",
    "display",
    "dump",
    "holds",
    "in_words",
    "join",
    "kinds",
    "label_of",
    "load",
    "merged",
    "message",
    "nested",
    "parse",
    "posted_of",
    "prefill",
    "read_page",
    "reader",
    "sketch",
    "source_mark",
    "split",
    "submission",
    "summary",
    "visible_items",
    "visible_pages",
]
