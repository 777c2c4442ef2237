"""A counter official gets a folder on the share of the scanners, or loses it."""

from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor, Role, SeatHolder
from motcua.documents.adapters.scanner import folder as scanner
from motcua.documents.errors import (
    NotAtCounterError,
    ScanFolderMissingError,
    ScanFolderOpenError,
    ScanShareError,
)
from motcua.documents.models import ScanFolder
from motcua.documents.permissions import authorize_scan_folders
from motcua.kit import clock, crypto, text
from motcua.kit.scope import command

_ENDING = 6


@command
def open_scan_folder(*, actor: Actor, person_id: UUID, agency_id: UUID) -> str:
    """Its name. Made anew each time, so that an address left in a scanner never meets a successor."""
    authorize_scan_folders(actor, agency_id)
    holder = _at_counter(person_id, agency_id)
    row = ScanFolder(person_id=person_id, agency_id=agency_id, name=_new_name(holder.name))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as open_already:
        raise ScanFolderOpenError from open_already
    try:
        scanner.make(row.name)
    except OSError as no_right:
        raise ScanShareError(place=scanner.place_of("")) from no_right
    _write_down(actor, "documents.open_scan_folder", row)
    return row.name


@command
def close_scan_folder(*, actor: Actor, folder_id: UUID) -> None:
    """Nothing more is taken from it. What was taken stays its official's until its days are over."""
    row = _lock(folder_id, actor=actor)
    row.closed_at = clock.now()
    row.growing = {}
    row.save(update_fields=["closed_at", "growing"])
    _write_down(actor, "documents.close_scan_folder", row)


def _lock(folder_id: UUID, *, actor: Actor) -> ScanFolder:
    row = ScanFolder.objects.select_for_update().filter(pk=folder_id, closed_at=None).first()
    if row is None:
        raise ScanFolderMissingError
    authorize_scan_folders(actor, row.agency_id)
    return row


def _at_counter(person_id: UUID, agency_id: UUID) -> SeatHolder:
    holders = directory.seated(Role.RECEPTION, [agency_id]).get(agency_id, [])
    found = next((one for one in holders if one.person_id == person_id), None)
    if found is None:
        raise NotAtCounterError
    return found


def _new_name(person_name: str) -> str:
    """`do-van-cuc-k7m2x9`: known again in a scanner's list of addresses, not to be guessed."""
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " "
        for letter in text.search_key(person_name)
    )
    return "-".join([*words[:60].split(), crypto.new_secret(_ENDING).lower()])


def _write_down(actor: Actor, verb: str, row: ScanFolder) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="scan_folder",
        object_id=row.id,
        details={"person_id": row.person_id, "agency_id": row.agency_id},
    )
