"""Signing keys of the demo: made here, certified by the sandbox's authority."""

import time
from collections.abc import Mapping
from uuid import UUID

from motcua.demo.staff import BUILDER, OFFICIALS, PIN
from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.documents.types import KeyPurpose
from motcua.kit.errors import UnavailableError
from motcua.kit.scope import SYSTEM, acting

SECONDS = 30
PURPOSES = {Role.LEADER: KeyPurpose.LEADER, Role.RECEPTION: KeyPurpose.OFFICIAL}


def wait_for_authority() -> None:
    """The sandbox starts beside us."""
    give_up = time.monotonic() + SECONDS
    while True:
        try:
            documents.trust_this_authority()
        except UnavailableError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)
        else:
            return


def give_keys(person_ids: Mapping[str, UUID]) -> None:
    """A key for who signs and who scans, a seal for each leader's agency. Not inside a transaction."""
    for official in OFFICIALS:
        if official.role not in PURPOSES:
            continue
        with acting(SYSTEM):
            agency = directory.organisation_by_code(official.agency)
        documents.enrol_personal_key(
            actor=BUILDER,
            person_id=person_ids[official.username],
            person_name=official.name,
            agency_id=agency.id,
            agency_name=agency.name,
            pin=PIN,
            image=documents.make_signature_image(official.name),
            purpose=PURPOSES[official.role],
        )
        if official.role is not Role.LEADER:
            continue
        documents.enrol_seal(
            actor=BUILDER,
            agency_id=agency.id,
            agency_name=agency.name,
            image=documents.make_seal_image(agency.name),
        )
