"""What a register has said of the person who applies: into their answers, with source, age and lock.

One way for an application by hand and for a row of a sheet. What was said is kept beside the
application for as long as there is one: an answer ("I am the mother") may call up more of it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from motcua.engines.forms import conditions
from motcua.engines.forms.prefilling import merged, prefill
from motcua.engines.forms.types import Answer, Form, Item, Lock, SourceRecord

POPULATION = "csdldc"
_KEPT = f"${POPULATION}"


def asks_population(form: Form) -> bool:
    return any(prefilled(item) for _page, item in form.leaves())


def prefilled(item: Item) -> bool:
    """The population register may answer this question."""
    return item.prefill is not None and any(
        one.source == POPULATION for one in item.prefill.chain()
    )


def always_locked(item: Item) -> bool:
    """Whenever it is asked and the register has it, the person cannot write anything else."""
    told = item.prefill
    return (
        told is not None
        and (told.source, told.lock) == (POPULATION, Lock.ALWAYS)
        and told.show_if is None
        and told.otherwise is None
    )


def locked_questions(form: Form) -> Iterator[Item]:
    return (item for _page, item in form.leaves() if always_locked(item))


def with_record(
    form: Form, record: SourceRecord, answers: Mapping[str, Answer], facts: Mapping[str, Any]
) -> dict[str, Answer]:
    """These answers, with what the record says to the questions they call up.

    The age of the record is weighed when it is fetched, not in the middle of a page.
    """
    fresh = prefill(form, {POPULATION: record}, answers, now=record.fetched_at, facts=facts)
    return merged(answers, fresh)


def calling_pages(form: Form) -> frozenset[str]:
    """Pages whose answers decide what else the register is heard about; after others nothing changes."""
    names: set[str] = set()
    for page, item in form.leaves():
        if prefilled(item) and item.prefill:
            group = item.group.show_if if item.group else None
            asked = [page.show_if, group, item.show_if, *(p.show_if for p in item.prefill.chain())]
            names |= {name for condition in asked for name in conditions.names(condition)}
    return frozenset(
        page.id for page, item in form.leaves() if names & {item.path, item.field, item.top}
    )


def keeping_record(record: SourceRecord) -> dict[str, dict[str, object]]:
    """What is kept of it beside the provenance of answers."""
    return {_KEPT: record_as_json(record)}


def kept_record(provenance: Mapping[str, Any]) -> SourceRecord | None:
    held = provenance.get(_KEPT)
    return record_from_json(held) if held else None


def record_as_json(record: SourceRecord) -> dict[str, object]:
    return {
        "values": json.loads(json.dumps(dict(record.values), default=str)),  # dates as ISO text
        "fetched_at": record.fetched_at.isoformat(),
        "record_id": record.record_id,
    }


def record_from_json(held: Mapping[str, Any]) -> SourceRecord:
    return SourceRecord(
        held["values"], datetime.fromisoformat(held["fetched_at"]), held["record_id"]
    )
