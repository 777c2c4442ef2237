"""Publish what the folders say. Everything or nothing; the same content twice changes nothing."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from motcua.audit import api as audit
from motcua.catalogue import data_files, folders, publication
from motcua.catalogue.errors import (
    ProcedureFolderError,
    VersionInForceError,
    VersionOverlapsError,
)
from motcua.catalogue.events import ProcedurePublished
from motcua.catalogue.folders import VersionFolder
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.permissions import Permission, authorize
from motcua.catalogue.types import LoadReport
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def load_procedures(folder: Path = data_files.PROCEDURES, *, actor: Actor) -> LoadReport:
    """Raises ProcedureFolderError with every problem of every folder."""
    authorize(actor, Permission.LOAD_PROCEDURES)
    read = [folders.read(path) for path in folders.version_folders(folder)]
    problems = [problem for one in read for problem in one.problems]
    if problems:
        told = [str(problem) for problem in problems]
        raise ProcedureFolderError(problems="\n".join(told), count=len(told))
    outcomes = [(one, _publish(one, actor)) for one in read]
    return LoadReport(
        added=_named(outcomes, "added"),
        replaced=_named(outcomes, "replaced"),
        unchanged=_named(outcomes, "unchanged"),
    )


def _named(outcomes: Sequence[tuple[VersionFolder, str]], outcome: str) -> tuple[str, ...]:
    return tuple(f"{one.code} {one.valid_from}" for one, was in outcomes if was == outcome)


def _publish(folder: VersionFolder, actor: Actor) -> str:
    procedure, _made = Procedure.objects.get_or_create(code=folder.code)
    versions = list(procedure.versions.select_for_update().order_by("valid_from"))
    same_day = next((one for one in versions if one.valid_from == folder.valid_from), None)
    if same_day is not None and same_day.content_hash == folder.hash:
        return "unchanged"
    if same_day is not None:
        _withdraw(same_day, folder)
        versions.remove(same_day)
    valid_to = _make_room(versions, folder)
    version = publication.store_version(
        procedure, folder.content, valid_from=folder.valid_from, valid_to=valid_to
    )
    audit.record(
        actor_id=actor.person_id,
        verb="catalogue.publish_version",
        object_type="procedure_version",
        object_id=version.id,
        details={"code": folder.code, "valid_from": str(folder.valid_from), "hash": folder.hash},
    )
    publish(ProcedurePublished(version_id=version.id))
    return "replaced" if same_day is not None else "added"


def _withdraw(version: ProcedureVersion, folder: VersionFolder) -> None:
    """No dossier can have been received under a version that is not in force yet."""
    if version.valid_from <= clock.today():
        raise VersionInForceError(code=folder.code, valid_from=f"{folder.valid_from:%d/%m/%Y}")
    version.delete()


def _make_room(versions: Sequence[ProcedureVersion], folder: VersionFolder) -> date | None:
    """Close the version before this one, and end this one before the next."""
    earlier = [one for one in versions if one.valid_from < folder.valid_from]
    later = [one for one in versions if one.valid_from > folder.valid_from]
    publication.end_before(earlier, folder.valid_from)
    if not later:
        return folder.valid_to
    last_day = later[0].valid_from - timedelta(days=1)
    if folder.valid_to is not None and folder.valid_to > last_day:
        raise VersionOverlapsError(
            code=folder.code,
            valid_from=f"{folder.valid_from:%d/%m/%Y}",
            other=f"{later[0].valid_from:%d/%m/%Y}",
        )
    return folder.valid_to or last_day
