"""Put the lines of a file where they belong: ready, to be reviewed, or refused. In the system's scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from motcua.catalogue import shape, soundness
from motcua.catalogue.models import CatalogueImport, ImportedRow, Procedure
from motcua.catalogue.national import rows
from motcua.catalogue.national.content import content_of
from motcua.catalogue.national.defects import Defect, sure
from motcua.catalogue.national.facts import Facts, facts_of
from motcua.catalogue.national.rows import Refused, Row
from motcua.kit import clock

State = ImportedRow.State
OPEN = (State.READY, State.REVIEW, State.DIFFERS)
WAITING = (State.REVIEW, State.DIFFERS)


@dataclass(slots=True)
class Landed:
    """What a stretch of lines came to; `clean` and `review` count rows, whatever was decided since."""

    read: int = 0
    clean: int = 0
    review: int = 0
    refused: int = 0
    unchanged: int = 0
    refusals: list[Refused] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """What the tables hold of the codes and lines of this stretch."""

    newest: dict[str, ImportedRow] = field(default_factory=dict)
    refused: dict[str, set[str]] = field(default_factory=dict)  # of a line: for which reasons
    live: dict[str, UUID] = field(default_factory=dict)


def land(
    batch: CatalogueImport, numbered: Sequence[tuple[int, bytes]], seen: dict[str, int]
) -> Landed:
    """One stretch, in the caller's transaction. `seen`: codes of this file with their line."""
    found = [_once(rows.read(number, line), seen) for number, line in numbered]
    known = _known(found)
    landed = Landed(read=len(found))
    made = [row for one in found if (row := _row(batch, one, known, landed)) is not None]
    replaced = [row.code for row in made if row.code and row.state != State.REFUSED]
    ImportedRow.objects.filter(code__in=replaced, state__in=OPEN).update(state=State.SUPERSEDED)
    ImportedRow.objects.bulk_create(made)
    return landed


def faults_of(facts: Facts) -> str:
    """What keeps these facts from becoming a procedure that works; empty: nothing."""
    content = content_of(facts, valid_from=clock.today())
    wrong = [shape.in_words(error) for error in shape.errors_of(content["procedure"])]
    wrong = wrong or [reason for _file, _place, reason in soundness.faults(content)]
    return "; ".join(wrong[:3])


def _once(found: Row | Refused, seen: dict[str, int]) -> Row | Refused:
    if isinstance(found, Refused):
        return found
    first = seen.setdefault(found.code, found.number)
    if first == found.number:
        return found
    name = str(found.source["name"])[:300]
    return Refused(found.number, "code", "twice", found.hash, found.code, name, str(first))


def _known(found: Sequence[Row | Refused]) -> _Known:
    codes = [one.code for one in found if isinstance(one, Row)]
    held = ImportedRow.objects.select_related("draft").defer("source").order_by("id")
    known = _Known()
    for row in held.filter(code__in=codes).exclude(state__in=[State.SUPERSEDED, State.REFUSED]):
        known.newest[row.code] = row
    seals = [one.hash for one in found]
    for row in held.filter(hash__in=seals, state=State.REFUSED):
        known.refused.setdefault(row.hash, set()).add(row.refusal["reason"])
    live = Procedure.objects.filter(code__in=codes, versions__isnull=False)
    known.live = dict(live.order_by("versions__valid_from").values_list("code", "versions__id"))
    return known


def _row(
    batch: CatalogueImport, one: Row | Refused, known: _Known, landed: Landed
) -> ImportedRow | None:
    """None: the tables hold exactly this line already."""
    if isinstance(one, Refused):
        return _turn_down(batch, one, landed, known)
    before = known.newest.get(one.code)
    if before is not None and before.hash == one.hash:
        landed.unchanged += 1
        _count(landed, before.defect_codes)
        return None
    made = _read(batch, one, before, known.live.get(one.code))
    if isinstance(made, Refused):
        return _turn_down(batch, made, landed, known)
    _count(landed, made.defect_codes)
    return made


def _turn_down(
    batch: CatalogueImport, one: Refused, landed: Landed, known: _Known
) -> ImportedRow | None:
    """Judged anew each time: what was a line too many in one file may be right in another."""
    landed.refused += 1
    landed.refusals.append(one)
    if one.reason in known.refused.get(one.hash, ()):
        landed.unchanged += 1
        return None
    return _refused(batch, one)


def _count(landed: Landed, defects: Sequence[str]) -> None:
    if defects:
        landed.review += 1
    else:
        landed.clean += 1


def _read(
    batch: CatalogueImport, row: Row, before: ImportedRow | None, live: UUID | None
) -> ImportedRow | Refused:
    facts, defects = facts_of(row)
    wrong = faults_of(facts)
    if wrong:
        name = str(row.source["name"])[:300]
        return Refused(row.number, "", "unsound", row.hash, row.code, name, wrong)
    if live is not None:
        defects = (sure("changed") if came_from(before, live) else sure("already_own"), *defects)
    return ImportedRow(
        batch=batch,
        number=row.number,
        code=row.code,
        name=facts["name"][:300],
        hash=row.hash,
        state=_state(defects, live),
        source=row.source,
        facts=facts,
        defects=[one.to_dict() for one in defects],
        defect_codes=list(dict.fromkeys(one.code for one in defects)),
        sure=all(one.sure for one in defects),
        authors=[batch.begun_by] if batch.begun_by else [],
    )


def came_from(row: ImportedRow | None, live: UUID) -> bool:
    """Whether the version in force was made by an import, and not written by the province."""
    if row is None:
        return False
    drafted = row.draft.published_id if row.draft is not None else None
    return live in {row.version_id, drafted}


def _state(defects: Sequence[Defect], live: UUID | None) -> str:
    if live is not None:
        return State.DIFFERS
    return State.REVIEW if defects else State.READY


def _refused(batch: CatalogueImport, one: Refused) -> ImportedRow:
    told: Mapping[str, str] = {"field": one.field, "reason": one.reason, "value": one.value[:500]}
    return ImportedRow(
        batch=batch,
        number=one.number,
        code=one.code,
        name=one.name,
        hash=one.hash,
        state=State.REFUSED,
        refusal=told,
    )
