"""For whom a citizen may act today: mandates received, and firms."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import connection
from django.db.models import Q

from motcua.directory.errors import PrincipalNotFoundError
from motcua.directory.models import Firm, FirmMember, Mandate
from motcua.directory.queries import index_of
from motcua.directory.types import Actor, FirmMemberView, FirmRight, MandateView, Principal
from motcua.kit import clock
from motcua.kit.scope import acting
from motcua.kit.text import search_key


def principals(*, actor: Actor) -> tuple[Principal, ...]:
    """Everybody this person may act for today, firms first."""
    with acting(actor.scope):
        return (*_firms(actor.person_id), *_givers(actor.person_id))


def acting_for(*, actor: Actor, principal_id: UUID) -> Actor:
    """The same person in that one's name. Raises PrincipalNotFoundError once the right has ended."""
    for principal in principals(actor=replace(actor, principal=None)):
        if principal.id == principal_id:
            return replace(actor, principal=principal)
    raise PrincipalNotFoundError


def _givers(person_id: UUID) -> list[Principal]:
    today = clock.today()
    rows = Mandate.objects.filter(
        receiver_id=person_id, ended_at=None, starts_on__lte=today, ends_on__gte=today
    )
    of_givers: dict[UUID, list[Mandate]] = {}
    for row in rows.order_by("giver_name", "granted_at"):
        of_givers.setdefault(row.giver_id, []).append(row)
    return [_giver(given) for given in of_givers.values()]


def _giver(given: Sequence[Mandate]) -> Principal:
    """All that one giver lets this person do today: the mandates together."""
    named = [frozenset(row.procedures) for row in given]
    return Principal(
        id=given[0].giver_id,
        name=given[0].giver_name,
        kind="mandate",
        basis=given[0].id,
        rights=frozenset({FirmRight.DRAFT, FirmRight.SUBMIT}),
        procedures=frozenset().union(*named) if all(named) else frozenset(),
        mandates=tuple(zip((row.id for row in given), named, strict=True)),
    )


def _firms(person_id: UUID) -> list[Principal]:
    led = Firm.objects.filter(representative_id=person_id).order_by("name")
    own = [_firm(firm, frozenset(FirmRight), represents=True) for firm in led]
    seats = FirmMember.objects.filter(person_id=person_id, removed_at=None).select_related("firm")
    known = {principal.id for principal in own}
    given = [
        _firm(seat.firm, frozenset(FirmRight(right) for right in seat.rights), represents=False)
        for seat in seats.order_by("firm__name")
        if seat.firm_id not in known
    ]
    return [*own, *given]


def _firm(firm: Firm, rights: frozenset[FirmRight], *, represents: bool) -> Principal:
    return Principal(firm.pk, firm.name, "firm", firm.pk, rights, represents=represents)


def mandates(*, actor: Actor) -> tuple[MandateView, ...]:
    """Given and received, the newest first."""
    mine = Q(giver_id=actor.person_id) | Q(receiver_id=actor.person_id)
    with acting(actor.scope):
        rows = list(Mandate.objects.filter(mine).order_by("-granted_at")[:100])
    return tuple(_mandate(row, actor) for row in rows)


def _mandate(row: Mandate, actor: Actor) -> MandateView:
    today = clock.today()
    over = row.ended_at is not None or row.ends_on < today
    return MandateView(
        id=row.id,
        giver_id=row.giver_id,
        giver=row.giver_name,
        receiver=row.receiver_name,
        procedures=tuple(row.procedures),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state="over" if over else "coming" if today < row.starts_on else "running",
        mine=row.giver_id == actor.person_id,
    )


def mandate_holders(mandate_ids: set[UUID]) -> dict[UUID, str]:
    """Who acted under which mandate, for its giver and for officials."""
    if not mandate_ids:
        return {}
    return dict(Mandate.objects.filter(pk__in=mandate_ids).values_list("id", "receiver_name"))


def firm_members(*, actor: Actor) -> tuple[FirmMemberView, ...]:
    """Of the firm the actor acts for; others than its representative see only themselves."""
    if actor.principal is None or actor.principal.kind != "firm":
        return ()
    with acting(actor.scope):
        rows = FirmMember.objects.filter(firm_id=actor.principal.id, removed_at=None)
        return tuple(
            FirmMemberView(
                row.id,
                row.person_id,
                row.person_name,
                frozenset(FirmRight(right) for right in row.rights),
                row.added_at,
            )
            for row in rows.order_by("person_name")
        )


def is_firm(owner_id: UUID) -> bool:
    return Firm.objects.filter(pk=owner_id).exists()


def acts_today(person_id: UUID, *, for_id: UUID, procedure_code: str) -> bool:
    """Whether the person may still act there for that one; in the scope of whoever asks."""
    held = (*_firms(person_id), *_givers(person_id))
    return any(one.id == for_id and one.covers(procedure_code) for one in held)


def representative_of(firm_id: UUID) -> UUID | None:
    """The legal representative; None for whoever is no firm."""
    found = Firm.objects.filter(pk=firm_id).values_list("representative_id", flat=True)
    return found.first()


def person_named(number: str, name: str) -> tuple[UUID, str] | None:
    """Past row-level security, for who knows both number and name; the answer tells nothing more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM directory_person_named(%s, %s)", [index_of(number), search_key(name)]
        )
        row = cursor.fetchone()
    return None if row is None or row[0] is None else (row[0], row[1])
