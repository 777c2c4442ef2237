"""A citizen comes back from the identity provider: who is it here?"""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.actions.register_person import insert_or_find, new_person
from motcua.directory.errors import IdentityConflictError
from motcua.directory.models import CitizenIdentity, Person
from motcua.directory.queries import id_by_number, index_of, seal_into, unsealed
from motcua.directory.rules import personal_id as checked_personal_id
from motcua.directory.types import EidClaims, Sex
from motcua.kit import clock, text
from motcua.kit.scope import SYSTEM, acting


def sign_in(claims: EidClaims) -> UUID:
    """The person behind (issuer, subject); on the first visit, linked through the ID number.

    The number only ever links an account to a person without one. Whoever holds another account of
    the same issuer with the same number is refused: a number alone opens nobody's dossiers.
    """
    with acting(SYSTEM):
        identity = CitizenIdentity.objects.filter(
            issuer=claims.issuer, subject=claims.subject
        ).first()
        person_id = _returning(identity, claims) if identity else _first_visit(claims)
        audit.record(
            actor_id=person_id,
            verb="directory.sign_in",
            object_type="person",
            object_id=person_id,
            details={"issuer": claims.issuer, "level": claims.level},
        )
        return person_id


def _returning(identity: CitizenIdentity, claims: EidClaims) -> UUID:
    person = Person.objects.get(pk=identity.person_id)
    index = person.personal_id_index
    if index is not None and bytes(index) != index_of(checked_personal_id(claims.personal_id)):
        raise IdentityConflictError
    CitizenIdentity.objects.filter(pk=identity.pk).update(last_seen_at=clock.now())
    _bring_up_to_date(person, claims)
    return person.id


def _bring_up_to_date(person: Person, claims: EidClaims) -> None:
    """The State's own identity knows name and birth better than a counter's typing; contacts are
    the person's own words, and are only filled where there were none.
    """
    name = text.clean(claims.name)
    person.name, person.name_key = name, text.search_key(name)
    person.birth_date = claims.birth_date or person.birth_date
    person.sex = claims.sex if claims.sex != Sex.UNKNOWN else person.sex
    offered = {"phone": claims.phone, "email": claims.email}
    missing = {
        column: told for column, told in offered.items() if told and not unsealed(person, column)
    }
    seal_into(person, **missing)
    person.save(
        update_fields=["name", "name_key", "birth_date", "sex", *(f"{c}_sealed" for c in missing)]
    )


def _first_visit(claims: EidClaims) -> UUID:
    number = checked_personal_id(claims.personal_id)
    person_id = id_by_number(number) or _written_down(claims, number)
    _, linked = CitizenIdentity.objects.get_or_create(
        person_id=person_id, issuer=claims.issuer, defaults={"subject": claims.subject}
    )
    if not linked:
        raise IdentityConflictError
    _bring_up_to_date(Person.objects.get(pk=person_id), claims)
    return person_id


def _written_down(claims: EidClaims, number: str) -> UUID:
    row = new_person(claims.name, birth_date=claims.birth_date, sex=claims.sex)
    seal_into(row, personal_id=number, phone=claims.phone, email=claims.email)
    return insert_or_find(row, number)
