"""A second administrator puts everything that is ready into force, from today, in one act."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from motcua.audit import api as audit
from motcua.catalogue import publication
from motcua.catalogue.errors import NothingReadyError, OwnRowsError
from motcua.catalogue.events import ProcedurePublished
from motcua.catalogue.models import ImportedRow, Procedure, ProcedureVersion
from motcua.catalogue.national.content import content_of
from motcua.catalogue.permissions import Permission, authorize
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command

State = ImportedRow.State


@command
def publish_import(*, actor: Actor) -> int:
    """How many procedures are new. Only such that had no version: no running dossier is touched.

    Rows that the actor brought in, accepted or mended last stay for another. Raises OwnRowsError, NothingReadyError.
    """
    authorize(actor, Permission.PUBLISH_IMPORT)
    ready = list(_ready())
    if not ready:
        raise NothingReadyError
    mine = [row for row in ready if actor.person_id in row.authors]
    rows = [row for row in ready if actor.person_id not in row.authors]
    if mine and not rows:
        raise OwnRowsError
    taken = set(
        Procedure.objects.filter(code__in=[row.code for row in rows]).values_list("code", flat=True)
    )
    fresh = [row for row in rows if row.code not in taken]
    _put_aside([row for row in rows if row.code in taken])
    _put_in(fresh, actor, clock.today())
    return len(fresh)


def _ready() -> QuerySet[ImportedRow]:
    rows = ImportedRow.objects.select_for_update(of=("self",)).filter(state=State.READY)
    return rows.defer("source").order_by("code")


def _put_aside(rows: Sequence[ImportedRow]) -> None:
    """Somebody brought the same procedure in meanwhile, by another door."""
    for row in rows:
        row.state = State.DIFFERS
        row.defect_codes = ["already_own", *row.defect_codes]
        row.defects = [{"code": "already_own", "sure": True, "values": {}}, *row.defects]
    ImportedRow.objects.bulk_update(rows, ["state", "defects", "defect_codes"])


def _put_in(rows: Sequence[ImportedRow], actor: Actor, day: date) -> None:
    procedures = [Procedure(code=row.code) for row in rows]
    Procedure.objects.bulk_create(procedures)
    versions = [
        publication.version_row(
            procedure, content_of(row.facts, valid_from=day), valid_from=day, valid_to=None
        )
        for procedure, row in zip(procedures, rows, strict=True)
    ]
    ProcedureVersion.objects.bulk_create(versions, batch_size=200)
    moment = clock.now()
    for row, version in zip(rows, versions, strict=True):
        row.state, row.version = State.PUBLISHED, version
        row.published_by, row.decided_at = actor.person_id, moment
        _tell(row, version, actor)
    ImportedRow.objects.bulk_update(
        rows, ["state", "version", "published_by", "decided_at"], batch_size=500
    )


def _tell(row: ImportedRow, version: ProcedureVersion, actor: Actor) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb="catalogue.publish_version",
        object_type="procedure_version",
        object_id=version.id,
        details={"code": row.code, "hash": version.content_hash, "import": str(row.batch_id)},
    )
    publish(ProcedurePublished(version_id=version.id))
