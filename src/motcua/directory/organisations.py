"""Agencies and units, kept whole in each process: a thousand rows that change once a month."""

import time
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max

from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.models import Organisation, OrganisationAlias, ServiceArea
from motcua.directory.types import OrganisationKind, OrganisationRef
from motcua.kit import clock, text

RECEIVING = {
    "commune": (OrganisationKind.COMMUNE,),
    "district": (OrganisationKind.LAND_BRANCH, OrganisationKind.TAX_OFFICE),
    "province": (OrganisationKind.PROVINCE, OrganisationKind.DEPARTMENT),
}

_COLUMNS = (
    "id",
    "code",
    "name",
    "kind",
    "agency_id",
    "parent_id",
    "place",
    "valid_from",
    "valid_to",
    "successor_id",
    "code_confirmed",
)


class _Held:
    """The rows of one moment, and when we last asked whether they are still true."""

    def __init__(self) -> None:
        self.by_id: dict[UUID, OrganisationRef] = {}
        self._by_agency: dict[tuple[UUID, str], list[OrganisationRef]] = {}
        self._offices: dict[UUID, list[UUID]] = {}
        self.version: tuple[object, ...] = ()
        self.asked = float("-inf")

    def fresh(self) -> dict[UUID, OrganisationRef]:
        moment = time.monotonic()
        if moment - self.asked > settings.ORGANISATIONS_KEPT_SECONDS:
            version = _version()
            if version != self.version:
                self._read()
                self.version = version
            self.asked = moment
        return self.by_id

    def unit(self, agency_id: UUID, kind: OrganisationKind | str) -> OrganisationRef | None:
        """The agency's unit of that kind that exists today."""
        self.fresh()
        here = self._by_agency.get((agency_id, str(kind)), ())
        return next((one for one in here if one.exists_on(clock.today())), None)

    def offices(self) -> dict[UUID, list[UUID]]:
        self.fresh()
        return self._offices

    def _read(self) -> None:
        self.by_id = _load()
        self._by_agency = {}
        for one in self.by_id.values():
            self._by_agency.setdefault((one.agency_id, str(one.kind)), []).append(one)
        self._offices = {}
        for served, office in ServiceArea.objects.values_list("served_id", "office_id"):
            self._offices.setdefault(served, []).append(office)

    def forget(self) -> None:
        self.asked = float("-inf")
        self.version = ()


_held = _Held()
forget = _held.forget


def _version() -> tuple[object, ...]:
    row = Organisation.objects.aggregate(rows=Count("id"), newest=Max("changed_at"))
    return (row["rows"], row["newest"])


def _load() -> dict[UUID, OrganisationRef]:
    rows = Organisation.objects.order_by("code").values_list(*_COLUMNS)
    return {
        row[0]: OrganisationRef(row[0], row[1], row[2], OrganisationKind(row[3]), *row[4:])
        for row in rows
    }


def organisation(organisation_id: UUID) -> OrganisationRef:
    found = _held.fresh().get(organisation_id)
    if found is None:  # perhaps younger than what we hold
        forget()
        found = _held.fresh().get(organisation_id)
    if found is None:
        raise OrganisationNotFoundError
    return found


def organisation_by_code(code: str) -> OrganisationRef:
    """By its own code, else by a code it once had."""
    for found in _held.fresh().values():
        if found.code == code:
            return found
    alias = OrganisationAlias.objects.filter(code=code).exclude(code="").first()
    if alias is None:
        raise OrganisationNotFoundError
    return organisation(alias.organisation_id)


def organisations(
    kind: OrganisationKind | str | None = None, on: date | None = None
) -> list[OrganisationRef]:
    """Those that exist on the day (today unless told), by code."""
    day = on or clock.today()
    return [
        found
        for found in _held.fresh().values()
        if found.exists_on(day) and (kind is None or found.kind == kind)
    ]


def unit_of(agency_id: UUID, unit_kind: OrganisationKind | str) -> OrganisationRef:
    found = _held.unit(agency_id, unit_kind)
    if found is None:
        raise OrganisationNotFoundError
    return found


def unit_serving(agency_id: UUID, unit_kind: OrganisationKind | str) -> OrganisationRef:
    """The agency's own unit of that kind, else that of the office that works for it."""
    try:
        return unit_of(agency_id, unit_kind)
    except OrganisationNotFoundError:
        for office_id in _held.offices().get(agency_id, ()):
            found = _held.unit(office_id, unit_kind)
            if found is not None:
                return found
        raise


def units_of(agency_id: UUID) -> list[OrganisationRef]:
    return [found for found in organisations() if found.agency_id == agency_id]


def receiving_agencies(level: str) -> list[OrganisationRef]:
    """Where a procedure of this level is handed in, sorted as a Vietnamese reader expects."""
    kinds = RECEIVING.get(level, ())
    found = [one for one in organisations() if one.kind in kinds and one.is_agency]
    return sorted(found, key=lambda one: (one.kind, text.search_key(one.place or one.name)))


def successor_of(organisation_id: UUID, on: date | None = None) -> OrganisationRef:
    """Who answers today for an organisation that may have ended."""
    found, day = organisation(organisation_id), on or clock.today()
    while not found.exists_on(day) and found.successor_id is not None:
        found = organisation(found.successor_id)
    return found


def places_once_called(words: str) -> list[tuple[str, OrganisationRef]]:
    """Old place names that contain the words, each with the organisation of today."""
    key = text.search_key(words)
    rows = OrganisationAlias.objects.filter(scheme="former_name", name_key__contains=key)
    named = rows.order_by("name_key").values_list("name", "organisation_id")[:20]
    return [(name, organisation(organisation_id)) for name, organisation_id in named]
