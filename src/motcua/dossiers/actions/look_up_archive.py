"""At the counter, before anything is filed: what does this person's archive already answer?"""

from collections.abc import Mapping
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.queries.reuse import held
from motcua.dossiers.types import Held
from motcua.kit import clock
from motcua.kit.scope import command


@command
def look_up_archive(
    *, actor: Actor, person_id: UUID, procedure_code: str, case_code: str
) -> Mapping[str, Held]:
    """Opened for the rest of the day to the agencies of this counter, and written down."""
    now = clock.now().astimezone(clock.LEGAL_ZONE)
    documents.open_archive(
        actor=actor,
        owner_id=person_id,
        agencies=actor.agencies,
        purpose=procedure_code,
        until=now.replace(hour=23, minute=59, second=59),
    )
    case = catalogue.procedure(procedure_code).case(case_code)
    return held(procedure_code, case, person_id)
