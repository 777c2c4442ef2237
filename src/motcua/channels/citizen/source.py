"""Never ask what the State holds: fill a draft from the population register.

A register that is down or slow blocks nothing: the person types, an official compares later.
"""

import logging

from motcua.channels.citizen.journey import Journey, keep_all
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import SourceRecord
from motcua.exchange import api as exchange
from motcua.exchange.errors import PersonNotFoundError, RegisterDownError
from motcua.kit import clock
from motcua.kit.scope import acting

log = logging.getLogger(__name__)

POPULATION = "csdldc"


def fill(actor: Actor, journey: Journey) -> bool:
    """Whether a register answered. Called outside a transaction: it goes over the network."""
    if not _asks_population(journey):
        return True
    record = _ask(actor, journey)
    if record is None:
        return False
    fresh = forms.prefill(
        journey.form,
        {POPULATION: record},
        journey.answers,
        now=clock.now(),
        facts=journey.facts,
    )
    keep_all(actor, journey, forms.merged(journey.answers, fresh))
    return True


def _asks_population(journey: Journey) -> bool:
    return any(
        item.prefill is not None and item.prefill.source == POPULATION
        for _page, item in journey.form.leaves()
    )


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
