"""At the counter, before anything is filed: what does this person's archive already answer?"""

from collections.abc import Mapping
from datetime import datetime

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.queries.reuse import held
from motcua.dossiers.types import Applicant, Held
from motcua.kit import clock, text
from motcua.kit.scope import command


@command
def look_up_archive(
    *, actor: Actor, applicant: Applicant, procedure_code: str, case_code: str
) -> Mapping[str, Held]:
    """Opened for the rest of the day to the agencies of this counter, and written down.

    Number and name must belong together: who types numbers at random learns nothing.
    """
    case = catalogue.procedure(procedure_code).case(case_code)
    known = directory.find_person(actor=actor, personal_id=applicant.personal_id)
    if known is None or text.search_key(known.name) != text.search_key(applicant.name):
        return held(procedure_code, case, None)
    documents.open_archive(
        actor=actor,
        owner_id=known.id,
        agencies=actor.agencies,
        purpose=procedure_code,
        until=_end_of_day(),
    )
    return held(procedure_code, case, known.id)


def _end_of_day() -> datetime:
    now = clock.now().astimezone(clock.LEGAL_ZONE)
    return now.replace(hour=23, minute=59, second=59)
