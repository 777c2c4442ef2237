"""Agencies, units and former names of the province, from data files an administrator can read."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.directory import reference_rows
from motcua.directory.models import Organisation, OrganisationAlias, ServiceArea
from motcua.directory.organisations import forget
from motcua.directory.reference_rows import organisation_id
from motcua.kit.scope import SYSTEM, acting

_LOADED = ("code", "code_confirmed", "name", "name_key", "place", "kind", "parent_id", "agency_id",
           "successor_id", "valid_from", "valid_to")  # fmt: skip


def load_reference_data() -> int:
    """Bring the tables in line with the files; returns how many rows had to change. Safe to repeat."""
    source = reference_rows.source()
    rows = {row.id: row for row in reference_rows.organisations(source)}
    with acting(SYSTEM):
        changed = _write(rows)
        OrganisationAlias.objects.bulk_create(reference_rows.aliases(source), ignore_conflicts=True)
        _write_service_areas(source)
    forget()
    return changed


def _write(rows: Mapping[UUID, Organisation]) -> int:
    held = {row.id: row for row in Organisation.objects.filter(pk__in=rows)}
    new = [row for row in rows.values() if row.id not in held]
    changed = [row for row in rows.values() if row.id in held and _differs(row, held[row.id])]
    Organisation.objects.bulk_create(new)
    Organisation.objects.bulk_update(changed, (*_without_ids(), "changed_at"))
    return len(new) + len(changed)


def _without_ids() -> tuple[str, ...]:
    return tuple(name.removesuffix("_id") for name in _LOADED)


def _differs(row: Organisation, held: Organisation) -> bool:
    return any(getattr(row, name) != getattr(held, name) for name in _LOADED)


def _write_service_areas(source: dict[str, Any]) -> None:
    ServiceArea.objects.bulk_create(
        (
            ServiceArea(
                id=uuid5(NAMESPACE_URL, f"motcua:area:{office}:{served}"),
                office_id=organisation_id(office),
                served_id=organisation_id(served),
            )
            for office, served in reference_rows.service_areas(source)
        ),
        ignore_conflicts=True,
    )
