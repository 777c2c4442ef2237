"""Ask the population register about the person who applies, before anything is asked of them."""

import logging
from uuid import UUID

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.errors import NotAboutOneselfError
from motcua.engines.forms.types import SourceRecord
from motcua.exchange import api as exchange
from motcua.exchange.errors import PersonNotFoundError, RegisterDownError
from motcua.kit.scope import acting

log = logging.getLogger(__name__)


def ask_register(*, actor: Actor, purpose: str, about: UUID) -> SourceRecord | None:
    """None where it is down, does not know the person, or the actor acts for somebody: it answers
    about oneself only. Raises NotAboutOneselfError for officials. `purpose` is the procedure, `about` the draft or the sheet.

    Called outside a transaction: it goes over the network.
    """
    if actor.kind != "citizen":
        raise NotAboutOneselfError
    if actor.principal is not None:
        return None
    with acting(actor.scope):
        person = directory.person(actor.person_id)
        number = directory.personal_id_of(actor=actor, person_id=actor.person_id, purpose=purpose)
    try:
        found = exchange.citizen_record(
            personal_id=number,
            name=person.name,
            birth_date=person.birth_date,
            purpose=purpose,
            on_behalf_of=actor.person_id,
            about=about,
        )
    except (RegisterDownError, PersonNotFoundError) as error:
        log.info("no prefill", extra={"code": error.code})
        return None
    return SourceRecord(found.values, found.fetched_at, found.record_id)
