"""Where an application may be handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from motcua.catalogue.types import ProcedureVersion
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.kit.text import search_key


@dataclass(frozen=True, slots=True)
class Place:
    id: UUID
    name: str
    territory: str


def places(version: ProcedureVersion) -> list[Place]:
    offered = dossiers.offering_agencies(version)
    return [Place(agency.id, agency.name, agency.place) for agency in offered]


def usual_place(actor: Actor, offered: Sequence[Place]) -> UUID | None:
    """The commune the person lives in, if it is one of them: chosen beforehand, never forced."""
    if len(offered) == 1:
        return offered[0].id
    home = search_key(directory.person(actor.person_id).residence)
    at_home = (
        place.id for place in offered if place.territory and search_key(place.territory) in home
    )
    return next(at_home, None)
