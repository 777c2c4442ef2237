"""Never ask what the State holds: fill a draft from the population register.

A register that is down or slow blocks nothing: the person types, an official compares later. What the
register said is kept in the draft for as long as there is one: an answer ("I am the mother") may call up
more of it on a later page, and asking twice for one application would be one time too many.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from motcua.channels.citizen.journey import Journey
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, SourceRecord
from motcua.exchange import api as exchange
from motcua.exchange.errors import PersonNotFoundError, RegisterDownError
from motcua.kit import clock
from motcua.kit.scope import acting

log = logging.getLogger(__name__)

POPULATION = "csdldc"
_KEPT = f"${POPULATION}"
_FRESH = timedelta(hours=20)


def fill(actor: Actor, journey: Journey) -> None:
    """Ask the register and write what it says into the draft. Called outside a transaction: it goes
    over the network.
    """
    if actor.principal is not None:
        return  # the register answers about oneself, not about whom one acts for
    if not _asks_population(journey) or _is_fresh(journey):
        return
    record = _ask(actor, journey)
    if record is not None:
        answers = _with_record(journey, record, journey.answers)
        values, provenance = forms.split(answers)
        kept = {_KEPT: _as_json(record)}
        dossiers.save_draft(
            actor=actor,
            draft_id=journey.draft.draft_id,
            answers=values,
            provenance={**provenance, **kept},
        )


def filled(journey: Journey, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """These answers, with what the kept record says to the questions they call up."""
    record = _kept_record(journey)
    return dict(answers) if record is None else _with_record(journey, record, answers)


def is_missing(journey: Journey) -> bool:
    """The form could have been filled from the register, and the register has said nothing."""
    return _asks_population(journey) and _kept_record(journey) is None


def _with_record(
    journey: Journey, record: SourceRecord, answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    # The age of the record is weighed when it is fetched anew, not in the middle of a page.
    fresh = forms.prefill(
        journey.form, {POPULATION: record}, answers, now=record.fetched_at, facts=journey.facts
    )
    return forms.merged(answers, fresh)


def _asks_population(journey: Journey) -> bool:
    return any(
        item.prefill is not None and item.prefill.source == POPULATION
        for _page, item in journey.form.leaves()
    )


def _is_fresh(journey: Journey) -> bool:
    record = _kept_record(journey)
    return record is not None and clock.now() - record.fetched_at < _FRESH


def _kept_record(journey: Journey) -> SourceRecord | None:
    held: Any = journey.draft.provenance.get(_KEPT)
    if not held:
        return None
    return SourceRecord(
        held["values"], datetime.fromisoformat(held["fetched_at"]), held["record_id"]
    )


def _as_json(record: SourceRecord) -> dict[str, object]:
    return {
        "values": json.loads(json.dumps(dict(record.values), default=str)),  # dates as ISO text
        "fetched_at": record.fetched_at.isoformat(),
        "record_id": record.record_id,
    }


def _ask(actor: Actor, journey: Journey) -> SourceRecord | None:
    with acting(actor.scope):
        person = directory.person(actor.person_id)
        number = directory.personal_id_of(
            actor=actor, person_id=actor.person_id, purpose=journey.version.code
        )
    try:
        found = exchange.citizen_record(
            personal_id=number,
            name=person.name,
            birth_date=person.birth_date,
            purpose=journey.version.code,
            on_behalf_of=actor.person_id,
            about=journey.draft.draft_id,
        )
    except (RegisterDownError, PersonNotFoundError) as error:
        log.info("no prefill", extra={"code": error.code})
        return None
    return SourceRecord(found.values, found.fetched_at, found.record_id)
