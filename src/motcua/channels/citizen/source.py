"""Never ask what the State holds: fill a draft from the population register.

A register that is down or slow blocks nothing: the person types, an official compares later. What the
register said is kept in the draft for as long as there is one: an answer ("I am the mother") may call up
more of it on a later page, and asking twice for one application would be one time too many.
"""

from collections.abc import Mapping
from datetime import timedelta

from motcua.channels.citizen.journey import Journey
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, SourceRecord
from motcua.kit import clock

_FRESH = timedelta(hours=20)


def fill(actor: Actor, journey: Journey) -> None:
    """Ask the register and write what it says into the draft. Called outside a transaction: it goes
    over the network.
    """
    if not forms.asks_population(journey.form) or _is_fresh(journey):
        return
    record = dossiers.ask_register(
        actor=actor, purpose=journey.version.code, about=journey.draft.draft_id
    )
    if record is not None:
        answers = _with_record(journey, record, journey.answers)
        values, provenance = forms.split(answers)
        dossiers.save_draft(
            actor=actor,
            draft_id=journey.draft.draft_id,
            answers=values,
            provenance={**provenance, **forms.keeping_record(record)},
        )


def filled(journey: Journey, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """These answers, with what the kept record says to the questions they call up."""
    record = _kept_record(journey)
    return dict(answers) if record is None else _with_record(journey, record, answers)


def is_missing(journey: Journey) -> bool:
    """The form could have been filled from the register, and the register has said nothing."""
    return forms.asks_population(journey.form) and _kept_record(journey) is None


def _with_record(
    journey: Journey, record: SourceRecord, answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    return forms.with_record(journey.form, record, answers, journey.facts)


def _is_fresh(journey: Journey) -> bool:
    record = _kept_record(journey)
    return record is not None and clock.now() - record.fetched_at < _FRESH


def _kept_record(journey: Journey) -> SourceRecord | None:
    return forms.kept_record(journey.draft.provenance)
