"""Bring published internal processes in. Good rows are taken whole, the others named; nothing between."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from motcua.audit import api as audit
from motcua.catalogue.errors import ProcessFileError
from motcua.catalogue.models import StandardProcess
from motcua.catalogue.permissions import Permission, authorize
from motcua.catalogue.processes import published
from motcua.catalogue.processes.published import PublishedProcess, RefusedRow
from motcua.catalogue.version_drafts import ProcessReport
from motcua.directory.types import Actor
from motcua.kit import ids
from motcua.kit.scope import command
from motcua.kit.text import search_key

KEPT = (
    "procedure_code",
    "title",
    "case",
    "province",
    "decision",
    "issued_on",
    "limit_text",
    "hours",
)


@command
def load_processes(*, actor: Actor, file: Any) -> ProcessReport:
    """`file` as JSON gives it. The same file twice changes nothing; what differs is replaced and said."""
    authorize(actor, Permission.LOAD_PROCEDURES)
    try:
        rows = list(published.read(file))
    except published.RowError as wrong:
        raise ProcessFileError(told=str(wrong)) from wrong
    taken = [row for row in rows if isinstance(row, PublishedProcess)]
    held = {one.key: one for one in StandardProcess.objects.all()}
    new = [row for row in taken if row.key not in held]
    changed = [row for row in taken if row.key in held and _differs(held[row.key], row)]
    StandardProcess.objects.bulk_create(_stored(row) for row in new)
    _replace(held, changed)
    report = ProcessReport(
        read=len(rows),
        taken=len(taken),
        new=len(new),
        changed=tuple(f"{row.procedure_code} {row.title}".strip() for row in changed),
        refused=tuple(row for row in rows if isinstance(row, RefusedRow)),
    )
    _record(actor, report)
    return report


def _stored(row: PublishedProcess) -> StandardProcess:
    return StandardProcess(key=row.key, **_values(row))


def _values(row: PublishedProcess) -> dict[str, Any]:
    words = search_key(f"{row.procedure_code} {row.title} {row.case} {row.decision} {row.province}")
    kept = {name: getattr(row, name) for name in KEPT}
    return {**kept, "title": row.title[:1000], "steps": _steps(row), "search_key": words}


def _steps(row: PublishedProcess) -> list[dict[str, Any]]:
    return [
        {**asdict(step), "agency": agency, "work": work}
        for step, (agency, work) in zip(row.steps, row.words, strict=True)
    ]


def _differs(held: StandardProcess, row: PublishedProcess) -> bool:
    return any(getattr(held, name) != value for name, value in _values(row).items())


def _replace(held: Mapping[str, StandardProcess], rows: Iterable[PublishedProcess]) -> None:
    changed = []
    for row in rows:
        for name, value in _values(row).items():
            setattr(held[row.key], name, value)
        changed.append(held[row.key])
    if changed:
        StandardProcess.objects.bulk_update(changed, [*KEPT, "steps", "search_key"])


def _record(actor: Actor, report: ProcessReport) -> None:
    if not (report.new or report.changed):
        return
    audit.record(
        actor_id=actor.person_id,
        verb="catalogue.load_processes",
        object_type="standard_process",
        object_id=ids.new_id(),
        details={"read": report.read, "new": report.new, "changed": len(report.changed),
                 "refused": len(report.refused)},
    )  # fmt: skip
