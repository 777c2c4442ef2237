"""Open the login of an official."""

from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.password_validation import validate_password
from django.db.models import Q

from motcua.audit import api as audit
from motcua.directory.errors import UsernameTakenError
from motcua.directory.models import Person, Seat, StaffUser
from motcua.directory.permissions import Permission, authorize, authorize_seating
from motcua.directory.queries import load_person
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command


@command
def open_staff_account(
    *, actor: Actor, person_id: UUID, username: str, password: str, totp_secret: str = ""
) -> UUID:
    """Of somebody without a seat, or seated where the actor gives the seats.

    Without `totp_secret` the official sets up a second factor at the first sign-in.
    """
    authorize(actor, Permission.OPEN_ACCOUNTS)
    for agency_id in _agencies_of(person_id):
        authorize_seating(actor, agency_id)
    if StaffUser.objects.filter(username=username).exists():
        raise UsernameTakenError(username=username)
    validate_password(password)
    user = StaffUser.objects.open(username, password, person=load_person(person_id))
    Person.objects.filter(pk=person_id).update(official=True)
    if totp_secret:
        TOTP.activate(user, totp_secret)
    audit.record(
        actor_id=actor.person_id,
        verb="directory.open_staff_account",
        object_type="staff_user",
        object_id=user.id,
        details={"person_id": str(person_id)},
    )
    return user.id


def _agencies_of(person_id: UUID) -> set[UUID]:
    """Where the person sits, or will."""
    seats = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gte=clock.today()))
    return set(seats.filter(person_id=person_id).values_list("unit__agency_id", flat=True))
