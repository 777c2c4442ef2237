"""The door of the directory: persons, organisations, seats, and who is acting."""

from motcua.directory.acting_for import (
    acting_for,
    acts_today,
    firm_members,
    is_firm,
    mandate_holders,
    mandates,
    principals,
    representative_of,
)
from motcua.directory.actions.appoint import appoint, end_seat
from motcua.directory.actions.delegate import MAY_BE_GIVEN, delegate, end_delegation
from motcua.directory.actions.find_person import find_person
from motcua.directory.actions.grant_mandate import end_mandate, grant_mandate
from motcua.directory.actions.load_reference_data import load_reference_data
from motcua.directory.actions.look_up_number import owner_of_number, owners_of_phone
from motcua.directory.actions.open_staff_account import open_staff_account
from motcua.directory.actions.register_person import register_person
from motcua.directory.actions.register_persons import Named, register_persons
from motcua.directory.actions.reveal_personal_id import personal_id_of
from motcua.directory.actions.run_firm import firm_code, give_rights, register_firm, remove_member
from motcua.directory.actions.sign_in import sign_in
from motcua.directory.actions.sign_in_with_eid import begin_sign_in, finish_sign_in
from motcua.directory.actions.update_contact import update_contact
from motcua.directory.organisations import (
    organisation,
    organisation_by_code,
    organisations,
    places_once_called,
    receiving_agencies,
    successor_of,
    unit_of,
    unit_serving,
    units_of,
)
from motcua.directory.queries import (
    account_exists,
    citizen_actor,
    colleagues_in,
    delegations,
    has_second_factor,
    holders,
    names_of,
    official_of_person,
    person,
    person_of_login,
    persons,
    seated,
    staff_actor,
    staff_of_session,
)
from motcua.directory.reference_rows import codes as reference_codes
from motcua.directory.types import system as system_actor

__all__ = [
    "MAY_BE_GIVEN",
    "Named",
    "account_exists",
    "acting_for",
    "acts_today",
    "appoint",
    "begin_sign_in",
    "citizen_actor",
    "colleagues_in",
    "delegate",
    "delegations",
    "end_delegation",
    "end_mandate",
    "end_seat",
    "find_person",
    "finish_sign_in",
    "firm_code",
    "firm_members",
    "give_rights",
    "grant_mandate",
    "has_second_factor",
    "holders",
    "is_firm",
    "load_reference_data",
    "mandate_holders",
    "mandates",
    "names_of",
    "official_of_person",
    "open_staff_account",
    "organisation",
    "organisation_by_code",
    "organisations",
    "owner_of_number",
    "owners_of_phone",
    "person",
    "person_of_login",
    "personal_id_of",
    "persons",
    "places_once_called",
    "principals",
    "receiving_agencies",
    "reference_codes",
    "register_firm",
    "register_person",
    "register_persons",
    "remove_member",
    "representative_of",
    "seated",
    "sign_in",
    "staff_actor",
    "staff_of_session",
    "successor_of",
    "system_actor",
    "unit_of",
    "unit_serving",
    "units_of",
    "update_contact",
]
