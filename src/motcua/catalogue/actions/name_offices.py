"""Say once what offices named in published decisions are here; every step that names them follows."""

from collections.abc import Mapping

from motcua.audit import api as audit
from motcua.catalogue.errors import OfficeNotFoundError, OfficeUnitUnknownError
from motcua.catalogue.models import OfficeMeaning
from motcua.catalogue.permissions import Permission, authorize
from motcua.catalogue.processes.offices import offices
from motcua.catalogue.processes.words import UNITS
from motcua.directory.types import Actor
from motcua.kit import clock, ids
from motcua.kit.scope import command


@command
def name_offices(*, actor: Actor, units: Mapping[str, str]) -> int:
    """By key of the office; an empty unit takes back what was said. Returns how many changed."""
    authorize(actor, Permission.PREPARE_VERSION)
    held = {line.key: line.unit for line in offices(actor=actor)}
    for key, unit in units.items():
        _refuse_unknown(key, unit, held)
    changed = {key: unit for key, unit in units.items() if unit != held[key]}
    if changed:
        _say(actor, changed)
    return len(changed)


def _refuse_unknown(key: str, unit: str, held: Mapping[str, str]) -> None:
    if key not in held:
        raise OfficeNotFoundError
    if unit and unit not in UNITS:
        raise OfficeUnitUnknownError(unit=unit)


def _say(actor: Actor, changed: Mapping[str, str]) -> None:
    OfficeMeaning.objects.filter(
        key__in=[key for key, unit in changed.items() if not unit]
    ).delete()
    OfficeMeaning.objects.bulk_create(
        (
            OfficeMeaning(key=key, unit=unit, said_by=actor.person_id, said_at=clock.now())
            for key, unit in changed.items()
            if unit
        ),
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["unit", "said_by", "said_at"],
    )
    audit.record(
        actor_id=actor.person_id,
        verb="catalogue.name_offices",
        object_type="office_meaning",
        object_id=ids.new_id(),
        details={"units": dict(changed)},
    )
