"""Who acts, where they sit, and what that lets the database show them."""

import dataclasses
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.kit import scope

ActorKind = Literal["citizen", "staff", "system"]


class Role(StrEnum):
    RECEPTION = "reception"
    HELPER = "helper"  # of the post or a public-service agent: types for citizens, decides nothing
    CASE_OFFICER = "case_officer"
    HEAD = "head"
    LEADER = "leader"
    REGISTRY_CLERK = "registry_clerk"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class OrganisationKind(StrEnum):
    # agencies: they answer to the citizen
    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE_CENTRE = "province_centre"
    LAND_BRANCH = "land_branch"
    TAX_OFFICE = "tax_office"
    PROVINCE_POLICE = "province_police"
    COMMUNE_POLICE = "commune_police"
    # units: parts of an agency
    SERVICE_CENTRE = "service_centre"
    CIVIL_STATUS = "civil_status"
    CERTIFICATION = "certification"
    ECONOMY = "economy"
    CONSTRUCTION = "construction"
    LAND_REGISTRATION = "land_registration"
    TAX = "tax"
    DIVISION = "division"  # of a department
    CULTURE_SOCIETY = "culture_society"
    EMPLOYMENT = "employment"
    SOCIAL_PROTECTION = "social_protection"
    RESIDENCE = "residence"
    CRIMINAL_RECORDS = "criminal_records"
    TRAFFIC_POLICE = "traffic_police"
    LEADERSHIP = "leadership"
    REGISTRY = "registry"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class AssuranceLevel(IntEnum):
    """Levels of an electronic identity account (NĐ 69/2024/NĐ-CP)."""

    NONE = 0
    ONE = 1
    TWO = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Seat:
    id: UUID
    unit_id: UUID
    agency_id: UUID
    role: Role
    title: str
    on_behalf_of: UUID | None = None  # whose seat it is, where it is only lent
    on_behalf_of_name: str = ""


class FirmRight(StrEnum):
    """What a firm lets one of its staff do; the legal representative may do all of it."""

    DRAFT = "draft"
    SUBMIT = "submit"
    SEE_ALL = "see_all"


@dataclasses.dataclass(frozen=True, slots=True)
class Principal:
    """For whom a citizen acts: somebody who gave a mandate, or a firm.

    `basis` is the mandate's id or the firm's; `procedures` empty: all of them. One giver may have
    given several mandates: `mandates` says what each is for, and `basis` is the first of them.
    """

    id: UUID
    name: str
    kind: Literal["mandate", "firm"]
    basis: UUID
    rights: frozenset[FirmRight] = frozenset()
    procedures: frozenset[str] = frozenset()
    represents: bool = False  # the firm's legal representative
    mandates: tuple[tuple[UUID, frozenset[str]], ...] = ()

    def covers(self, procedure_code: str) -> bool:
        return not self.procedures or procedure_code in self.procedures

    def basis_for(self, procedure_code: str) -> UUID:
        """The mandate that names the procedure, else one for all of them; the firm."""
        naming = (held for held, named in self.mandates if procedure_code in named)
        for_all = (held for held, named in self.mandates if not named)
        return next(naming, None) or next(for_all, None) or self.basis


@dataclasses.dataclass(frozen=True, slots=True)
class MandateView:
    """`state`: coming, running or over."""

    id: UUID
    giver_id: UUID
    giver: str
    receiver: str
    procedures: tuple[str, ...]
    starts_on: date
    ends_on: date
    state: str
    mine: bool


@dataclasses.dataclass(frozen=True, slots=True)
class FirmMemberView:
    id: UUID
    person_id: UUID
    name: str
    rights: frozenset[FirmRight]
    added_at: datetime


@dataclasses.dataclass(frozen=True, slots=True)
class Actor:
    person_id: UUID
    name: str
    kind: ActorKind
    seats: tuple[Seat, ...] = ()
    level: int = AssuranceLevel.NONE
    principal: Principal | None = None

    @property
    def scope(self) -> scope.Scope:
        if self.kind == "system":
            return scope.SYSTEM
        if self.principal is None:
            return scope.Scope(agencies=self.agencies, person=self.person_id)
        return scope.Scope(
            person=self.person_id,
            principal=self.principal.id,
            sees_all=FirmRight.SEE_ALL in self.principal.rights,
            procedures=self.principal.procedures,
        )

    @property
    def owner_id(self) -> UUID:
        """Whose the application is that this actor fills in."""
        return self.principal.id if self.principal else self.person_id

    @property
    def agencies(self) -> frozenset[UUID]:
        return frozenset(seat.agency_id for seat in self.seats)

    def holds(
        self, role: Role, *, unit_id: UUID | None = None, agency_id: UUID | None = None
    ) -> bool:
        """Whether one of the seats has this role, in this unit and this agency where named."""
        return any(
            seat.role == role
            and (unit_id is None or seat.unit_id == unit_id)
            and (agency_id is None or seat.agency_id == agency_id)
            for seat in self.seats
        )

    @property
    def own(self) -> "Actor":
        """The same person without the seats that are only lent to them."""
        mine = tuple(seat for seat in self.seats if seat.on_behalf_of is None)
        return dataclasses.replace(self, seats=mine)

    @property
    def lent_seats(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.on_behalf_of is not None)

    def sits_in(self, unit_id: UUID) -> bool:
        return any(seat.unit_id == unit_id for seat in self.seats)


def system(name: str) -> Actor:
    """The machine itself, under the name of the job that acts: the same id on every run."""
    return Actor(uuid5(NAMESPACE_URL, f"motcua:system:{name}"), name, "system")


@dataclasses.dataclass(frozen=True, slots=True)
class OrganisationRef:
    """`agency_id` is the agency that a unit belongs to; an agency names itself."""

    id: UUID
    code: str
    name: str
    kind: OrganisationKind
    agency_id: UUID
    parent_id: UUID | None
    place: str = ""  # "xã Truông Mít", for what stands for a territory
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: UUID | None = None
    code_confirmed: bool = True

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    @property
    def is_agency(self) -> bool:
        return self.agency_id == self.id


@dataclasses.dataclass(frozen=True, slots=True)
class SeatHolder:
    person_id: UUID
    name: str
    title: str


@dataclasses.dataclass(frozen=True, slots=True)
class DelegationView:
    """`state`: coming, running or over."""

    id: UUID
    title: str
    giver: str
    receiver: str
    starts_on: date
    ends_on: date
    reason: str
    state: str
    mine: bool


@dataclasses.dataclass(frozen=True, slots=True)
class PersonView:
    id: UUID
    name: str
    birth_date: date | None
    sex: Sex
    residence: str
    phone: str
    email: str
    masked_personal_id: str


@dataclasses.dataclass(frozen=True, slots=True)
class EidClaims:
    """What a checked sign-in says about a person. The key is (issuer, subject), never the number."""

    issuer: str
    subject: str
    level: int
    name: str
    personal_id: str
    authenticated_at: datetime
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    phone: str = ""
    email: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class SignedIn:
    person_id: UUID
    name: str
    level: int
    authenticated_at: datetime


@dataclasses.dataclass(frozen=True, slots=True)
class SignInStart:
    """Send the browser to `url`; keep `state` in its session until it comes back."""

    url: str
    state: dict[str, str]
