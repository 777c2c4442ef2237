"""A firm, its legal representative, and what its staff may do (BLDS 2015 Điều 137)."""

import re
from collections.abc import Collection, Mapping
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.acting_for import person_named
from motcua.directory.actions.register_person import new_person
from motcua.directory.errors import (
    FirmCodeInvalidError,
    NotThePersonAddedError,
    NotTheRepresentativeError,
    NotThisPersonError,
    RightsMissingError,
)
from motcua.directory.models import Firm, FirmMember
from motcua.directory.permissions import Permission, authorize
from motcua.directory.rules import personal_id as checked_personal_id
from motcua.directory.types import Actor, FirmRight, Sex
from motcua.kit import clock, text
from motcua.kit.scope import command

_CODE = re.compile(r"[0-9]{10}(-?[0-9]{3})?")


@command
def register_firm(
    *, actor: Actor, code: str, name: str, representative_number: str, representative_name: str
) -> UUID:
    """A counter has seen the certificate and the representative's card. A known code: a new representative."""
    authorize(actor, Permission.REGISTER_FIRM)
    checked = firm_code(code)
    found = person_named(checked_personal_id(representative_number), representative_name)
    if found is None:
        raise NotThisPersonError
    firm = Firm.objects.select_for_update().filter(code=checked).first()
    if firm is None:
        row = new_person(name, birth_date=None, sex=Sex.UNKNOWN)
        row.save(force_insert=True)
        firm = Firm(person=row, code=checked, registered_at=clock.now())
    firm.name = text.clean(name)
    firm.representative_id = found[0]
    firm.save()
    _write_down(actor, "directory.register_firm", firm.pk, {"representative": str(found[0])})
    firm_id: UUID = firm.pk
    return firm_id


@command
def give_rights(
    *, actor: Actor, personal_id: str, name: str, rights: Collection[FirmRight]
) -> UUID:
    """Add somebody of the staff, or change what they may do."""
    firm_id = _led_by(actor)
    if not rights:
        raise RightsMissingError
    found = person_named(checked_personal_id(personal_id), name)
    if found is None:
        raise NotThisPersonError
    member, _created = FirmMember.objects.update_or_create(
        firm_id=firm_id,
        person_id=found[0],
        removed_at=None,
        defaults={"rights": sorted(rights)},
        create_defaults={
            "person_name": found[1],
            "rights": sorted(rights),
            "added_at": clock.now(),
        },
    )
    details = {"person": str(found[0]), "rights": sorted(rights)}
    _write_down(actor, "directory.give_rights", firm_id, details)
    return member.id


@command
def remove_member(*, actor: Actor, member_id: UUID) -> None:
    """From this moment the person sees nothing of the firm, also not what they handed in."""
    firm_id = _led_by(actor)
    member = FirmMember.objects.filter(pk=member_id, firm_id=firm_id, removed_at=None).first()
    if member is None:
        raise NotThePersonAddedError
    member.removed_at = clock.now()
    member.save(update_fields=["removed_at"])
    details = {"person": str(member.person_id)}
    _write_down(actor, "directory.remove_member", firm_id, details)


def firm_code(typed: str) -> str:
    """10 digits, or 13 for a branch; dots and spaces forgiven (NĐ 168/2025/NĐ-CP)."""
    digits = re.sub(r"[\s.]", "", typed)
    if not _CODE.fullmatch(digits):
        raise FirmCodeInvalidError
    return digits.replace("-", "")


def _led_by(actor: Actor) -> UUID:
    principal = actor.principal
    if principal is None or principal.kind != "firm" or not principal.represents:
        raise NotTheRepresentativeError
    return principal.id


def _write_down(actor: Actor, verb: str, firm_id: UUID, details: Mapping[str, object]) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="firm",
        object_id=firm_id,
        details=dict(details),
    )
