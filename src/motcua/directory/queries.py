"""Reads of persons and seats. Row-level security decides which persons exist for the reader."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from motcua.directory.errors import PersonNotFoundError
from motcua.directory.models import Delegation, Person, Seat as SeatRow, StaffUser
from motcua.directory.rules import masked, same_phone
from motcua.directory.types import Actor, DelegationView, PersonView, Role, Seat, SeatHolder, Sex
from motcua.kit import clock, crypto

_SEALED = ("personal_id", "residence", "phone", "email")


def sealing_row(person_id: UUID, column: str) -> str:
    return f"directory_person:{column}:{person_id}"


def seal_into(person: Person, **plain: str) -> None:
    """Seal the given columns of a person; an empty value clears the column."""
    for column, value in plain.items():
        sealed = crypto.seal(value, row=sealing_row(person.id, column)) if value else None
        setattr(person, f"{column}_sealed", sealed)
    if "personal_id" in plain:
        number = plain["personal_id"]
        person.personal_id_index = index_of(number) if number else None
    if "phone" in plain:
        person.phone_index = phone_index(plain["phone"]) if plain["phone"] else None


def index_of(number: str) -> bytes:
    return crypto.blind_index(number, kind="personal_id")


def phone_index(number: str) -> bytes:
    return crypto.blind_index(same_phone(number), kind="phone")


def unsealed(person: Person, column: str) -> str:
    sealed = getattr(person, f"{column}_sealed")
    return "" if sealed is None else crypto.unseal(sealed, row=sealing_row(person.id, column))


def load_person(person_id: UUID) -> Person:
    try:
        return Person.objects.get(pk=person_id)
    except Person.DoesNotExist:
        raise PersonNotFoundError from None


def person(person_id: UUID) -> PersonView:
    return view_of(load_person(person_id))


def persons(person_ids: Collection[UUID]) -> dict[UUID, PersonView]:
    """One statement for a list; whom the reader may not see is left out."""
    return {row.id: view_of(row) for row in Person.objects.filter(pk__in=set(person_ids))}


def view_of(row: Person) -> PersonView:
    plain = {column: unsealed(row, column) for column in _SEALED}
    return PersonView(
        id=row.id,
        name=row.name,
        birth_date=row.birth_date,
        sex=Sex(row.sex),
        residence=plain["residence"],
        phone=plain["phone"],
        email=plain["email"],
        masked_personal_id=masked(plain["personal_id"]),
    )


def id_by_number(number: str) -> UUID | None:
    """Past row-level security, and only the id: see the migration for why this hole is narrow."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_person_with(%s)", [index_of(number)])
        row = cursor.fetchone()
    return None if row is None else row[0]


def names_of(person_ids: Collection[UUID]) -> dict[UUID, str]:
    if not person_ids:
        return {}
    return dict(Person.objects.filter(pk__in=set(person_ids)).values_list("id", "name"))


def _held_on(day: date, prefix: str = "") -> Q:
    begun = Q(**{f"{prefix}valid_from__lte": day})
    return begun & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day}))


def holders(unit_id: UUID, role: Role) -> list[SeatHolder]:
    rows = SeatRow.objects.filter(_held_on(clock.today()), unit_id=unit_id, role=role)
    named = rows.values_list("person_id", "person__name", "title").order_by("person__name_key")
    return [SeatHolder(*row) for row in named]


def seated(role: Role, agency_ids: Collection[UUID]) -> dict[UUID, list[SeatHolder]]:
    """Who holds this role today, by agency and name; a duty that is only lent is no seat."""
    rows = SeatRow.objects.filter(
        _held_on(clock.today()), unit__agency_id__in=set(agency_ids), role=role
    )
    named = rows.order_by("person__name_key", "person_id")
    columns = ("unit__agency_id", "person_id", "person__name", "title")
    found: dict[UUID, dict[UUID, SeatHolder]] = {}
    for agency_id, person_id, name, title in named.values_list(*columns):
        here = found.setdefault(agency_id, {})
        here.setdefault(person_id, SeatHolder(person_id, name, title))
    return {agency_id: list(here.values()) for agency_id, here in found.items()}


def staff_actor(user: StaffUser) -> Actor:
    """The official behind a login with every seat held today."""
    return _official(user.pk)[0]


def staff_of_session(user_id: UUID, session_hash: str) -> Actor | None:
    """The same from what a session holds, in one statement; None after a change of password."""
    try:
        actor, password = _official(user_id)
    except PersonNotFoundError:
        return None
    current = StaffUser(password=password).get_session_auth_hash()
    return actor if constant_time_compare(current, session_hash) else None


# Written out: every page of every official begins with it.
_OFFICIAL = """
SELECT u.password, u.person_id, p.name,
  s.id, s.unit_id, o.agency_id, s.role, s.title, s.giver_id, s.giver_name
FROM directory_staff_user u
JOIN directory_person p ON p.id = u.person_id
LEFT JOIN LATERAL (
  SELECT h.*, NULL::uuid AS giver_id, '' AS giver_name
  FROM directory_seat h WHERE h.person_id = p.id
  UNION ALL
  SELECT h.*, d.giver_id, g.name
  FROM directory_delegation d
  JOIN directory_seat h ON h.id = d.seat_id
  JOIN directory_person g ON g.id = d.giver_id
  WHERE d.receiver_id = p.id AND d.ended_at IS NULL
    AND d.starts_on <= %(day)s AND d.ends_on >= %(day)s
) s ON s.valid_from <= %(day)s AND (s.valid_to IS NULL OR s.valid_to >= %(day)s)
LEFT JOIN directory_organisation o ON o.id = s.unit_id
WHERE u.id = %(user)s AND u.is_active
ORDER BY s.giver_id IS NOT NULL, s.valid_from, s.id
"""


def _official(user_id: UUID) -> tuple[Actor, str]:
    with connection.cursor() as cursor:
        cursor.execute(_OFFICIAL, {"user": user_id, "day": clock.today()})
        rows = cursor.fetchall()
    if not rows:
        raise PersonNotFoundError
    password, person_id, name = rows[0][:3]
    seats = tuple(Seat(r[3], r[4], r[5], Role(r[6]), *r[7:]) for r in rows if r[3] is not None)
    return Actor(person_id, name, "staff", seats), password


def colleagues_in(agency_id: UUID) -> list[SeatHolder]:
    """Everybody seated in the agency today, once each, by name."""
    rows = SeatRow.objects.filter(_held_on(clock.today()), unit__agency_id=agency_id)
    named = rows.order_by("person_id", "id").distinct("person_id")
    found = [SeatHolder(*row) for row in named.values_list("person_id", "person__name", "title")]
    return sorted(found, key=lambda one: one.name)


def delegations(actor: Actor) -> tuple[DelegationView, ...]:
    """What this person gave away and took over, the newest first."""
    mine = Q(giver_id=actor.person_id) | Q(receiver_id=actor.person_id)
    rows = Delegation.objects.filter(mine).select_related("seat", "giver", "receiver")
    return tuple(_delegation_view(row, actor) for row in rows.order_by("-starts_on", "-id")[:50])


def _delegation_view(row: Delegation, actor: Actor) -> DelegationView:
    today = clock.today()
    over = row.ended_at is not None or row.ends_on < today
    state = "over" if over else "coming" if today < row.starts_on else "running"
    return DelegationView(
        id=row.id,
        title=row.seat.title,
        giver=row.giver.name,
        receiver=row.receiver.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reason=row.reason,
        state=state,
        mine=row.giver_id == actor.person_id,
    )


def has_second_factor(user_id: UUID) -> bool:
    return bool(Authenticator.objects.filter(user_id=user_id).exists())


def person_of_login(user_id: UUID) -> UUID | None:
    return StaffUser.objects.filter(pk=user_id).values_list("person_id", flat=True).first()


def citizen_actor(person_id: UUID, level: int, name: str | None = None) -> Actor:
    """With `name` (from the session) no statement; without, the caller is in the person's scope."""
    return Actor(person_id, name or names_of([person_id]).get(person_id, ""), "citizen", (), level)


def official_of_person(person_id: UUID) -> Actor:
    """The official with every seat held today, for acts that no session carries (demo, import)."""
    user_id = StaffUser.objects.filter(person_id=person_id).values_list("id", flat=True).first()
    if user_id is None:
        raise PersonNotFoundError
    return _official(user_id)[0]


def account_exists(username: str) -> bool:
    return StaffUser.objects.filter(username=username).exists()
