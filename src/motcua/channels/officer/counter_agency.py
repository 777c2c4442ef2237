"""Any counter takes any procedure: which agency is competent for what is handed in here."""

from uuid import UUID

from motcua.catalogue.types import ProcedureVersion
from motcua.channels.desk.controls import Item
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers


def read(typed: str) -> UUID | None:
    """None where nothing sensible was chosen: then it is the counter's own agency, if it may."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def choices(actor: Actor, version: ProcedureVersion, chosen: UUID | None) -> tuple[Item, ...]:
    """The counter's own agency first where it is competent; else somebody has to be chosen."""
    found = dossiers.offering_agencies(version)
    found.sort(key=lambda one: one.id not in actor.agencies)
    own = next((one.id for one in found if one.id in actor.agencies), None)
    picked = chosen or own
    return tuple(Item(str(one.id), one.name, chosen=one.id == picked) for one in found)
