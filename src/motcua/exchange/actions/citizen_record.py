"""Ask the population register about one person, for one purpose, in the name of who asks."""

import time
from datetime import date
from uuid import UUID

from motcua.exchange import breaker
from motcua.exchange.adapters.population import client
from motcua.exchange.errors import PersonNotFoundError, PurposeMissingError, RegisterDownError
from motcua.exchange.models import RegisterAnswer, RegisterLookup
from motcua.exchange.types import Outcome, PopulationAnswer, PopulationQuestion, PopulationRecord
from motcua.kit import clock, http, ids, text
from motcua.kit.crypto import blind_index
from motcua.kit.scope import SYSTEM, acting

PEER = "population"


def citizen_record(
    *,
    personal_id: str,
    name: str,
    birth_date: date | None,
    purpose: str,
    on_behalf_of: UUID,
    about: UUID | None = None,
) -> PopulationRecord:
    """Within the budget of 800 ms or not at all; every look-up is written down before it is made.

    `on_behalf_of` is the person who asks: a citizen filling their own form asks under their own name,
    never under an official's. `purpose` is the procedure, `about` the draft or dossier.
    """
    http.refuse_in_transaction()
    if not purpose.strip():
        raise PurposeMissingError
    if birth_date is None:
        raise PersonNotFoundError
    lookup, worth_asking = _begin(personal_id, purpose, on_behalf_of, about)
    question = PopulationQuestion(
        request_id=str(lookup.id),
        asked_by=str(on_behalf_of),
        service_code=purpose,
        personal_id=personal_id,
        name=text.clean(name),
        birth_date=birth_date,
    )
    answer = _answer(lookup, question) if worth_asking else None
    if answer is None:
        raise RegisterDownError
    if answer.values is None:
        raise PersonNotFoundError
    return PopulationRecord(str(lookup.id), clock.now(), answer.values)


def _begin(
    personal_id: str, purpose: str, asked_by: UUID, about: UUID | None
) -> tuple[RegisterLookup, bool]:
    with acting(SYSTEM):
        lookup = RegisterLookup.objects.create(
            id=ids.new_id(),
            register=PEER,
            asked_by_id=asked_by,
            subject_index=blind_index(personal_id, kind="personal_id"),
            purpose=purpose,
            about_id=about,
        )
        worth_asking = breaker.may_call(PEER)
        if not worth_asking:
            _end(lookup, Outcome.SKIPPED, 0)
    return lookup, worth_asking


def _answer(lookup: RegisterLookup, question: PopulationQuestion) -> PopulationAnswer | None:
    began = time.monotonic()
    try:
        answer = client.ask(question)
    except RegisterDownError:
        answer = None
    spent = round((time.monotonic() - began) * 1000)
    with acting(SYSTEM):
        if answer is None:
            breaker.failed(PEER)
            _end(lookup, Outcome.DOWN, spent)
            return None
        breaker.succeeded(PEER)
        known = Outcome.NOT_FOUND if answer.values is None else Outcome.FOUND
        _end(lookup, known, spent, answer.digest)
    return answer


def _end(lookup: RegisterLookup, outcome: Outcome, spent: int, digest: str = "") -> None:
    RegisterAnswer.objects.create(lookup=lookup, outcome=outcome, digest=digest, milliseconds=spent)
