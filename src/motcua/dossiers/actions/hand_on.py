"""A counter received what another agency is competent for: it goes there at once, on the record."""

from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.actions.refer import add, new_referral
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.models import Dossier, Referral
from motcua.dossiers.queries.offices import service_centre
from motcua.dossiers.rules import TAKE_OVER_MINUTES, their_time_starts
from motcua.dossiers.types import ReferralKind


def received_elsewhere(dossier: Dossier) -> bool:
    return _receiving_agency(dossier) != dossier.agency_id


def hand_on(dossier: Dossier, turns: Chronicle, *, actor: Actor, note: str = "") -> Referral:
    """The competent agency's time starts by rule, not when somebody there presses a button."""
    calendar = catalogue.calendar()
    row = new_referral(
        dossier,
        ReferralKind.TRANSFER,
        to_unit_id=service_centre(dossier.agency_id).id,
        due_at=None,
        question=note,
    )
    row.from_agency_id = _receiving_agency(dossier)
    row.asked_by_id = actor.person_id
    row.starts_at = their_time_starts(row.opened_at, calendar)
    row.due_at = calendar.add_working_minutes(row.starts_at, TAKE_OVER_MINUTES)
    add(row, turns, note=note)
    return row


def _receiving_agency(dossier: Dossier) -> UUID:
    return directory.organisation(dossier.received_by_unit_id).agency_id
