"""What administrators read: the list, one procedure over its versions, a version on its way."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from itertools import pairwise
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.utils import translation
from django.utils.translation import get_language

from motcua.catalogue import draft_checks
from motcua.catalogue.differences import differences, public_differences
from motcua.catalogue.editing import applied
from motcua.catalogue.errors import DraftNotFoundError, ProcedureNotFoundError
from motcua.catalogue.finding import in_force
from motcua.catalogue.forms.edits import FormEdit
from motcua.catalogue.models import ProcedureVersion, VersionDraft
from motcua.catalogue.permissions import Permission, authorize
from motcua.catalogue.processes import tables
from motcua.catalogue.version_drafts import (
    Difference,
    DraftLine,
    DraftView,
    ProcedureLine,
    ProcedurePage,
    ProcessSheet,
    Rule,
    VersionLine,
)
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import acting
from motcua.kit.text import search_key

PAGE = 20
RECENT = 3
OPEN = (VersionDraft.State.WRITING, VersionDraft.State.PROPOSED)


def procedures(
    *, actor: Actor, words: str = "", level: str = "", field: str = "", page: int = 1
) -> tuple[tuple[ProcedureLine, ...], bool]:
    """Those in force today, twenty a page in one statement; and whether there are more."""
    authorize(actor, Permission.READ_DRAFTS)
    found = in_force(clock.today())
    typed = search_key(words).split()
    if typed:
        found = found.filter(reduce(and_, (Q(search_key__contains=word) for word in typed)))
    if level:
        found = found.filter(level=level)
    if field:
        found = found.filter(field=field)
    with acting(actor.scope):
        lines = _lines(found, (page - 1) * PAGE)
    return lines[:PAGE], len(lines) > PAGE


def _lines(found: QuerySet[ProcedureVersion], first: int) -> tuple[ProcedureLine, ...]:
    """A page and one more, which tells whether there is a next page."""
    draft = VersionDraft.objects.filter(procedure=OuterRef("procedure"), state__in=OPEN)
    rows = (
        found.annotate(
            title=KT("summary__name__vi"),
            code=F("procedure__code"),
            draft=Subquery(draft.values("id")[:1]),
            draft_state=Subquery(draft.values("state")[:1]),
        )
        .order_by("name_key", "id")
        .values_list(
            "code", "title", "field", "level", "valid_from", "decision", "draft", "draft_state"
        )
    )
    return tuple(ProcedureLine(*row) for row in rows[first : first + PAGE + 1])


def procedure_page(*, actor: Actor, code: str) -> ProcedurePage:
    """Newest first; each version with what it changed against the one before."""
    authorize(actor, Permission.READ_DRAFTS)
    with acting(actor.scope):
        versions = _versions(code)
        draft = VersionDraft.objects.filter(procedure__code=code, state__in=OPEN).first()
    if not versions:
        raise ProcedureNotFoundError(code=code)
    line = DraftLine(draft.id, draft.state, draft.takes_effect_on) if draft else None
    name = str(versions[0].content["procedure"]["name"]["vi"])
    return ProcedurePage(code, name, tuple(_version_lines(versions)), line)


def recent_changes(code: str) -> tuple[VersionLine, ...]:
    """For the public page: the latest changes up to today, with their decisions. One statement."""
    rows = list(
        ProcedureVersion.objects.filter(procedure__code=code, valid_from__lte=clock.today())
        .order_by("-valid_from")
        .values_list("id", "valid_from", "valid_to", "decision", "way__reason")[: RECENT + 1]
    )
    language = get_language() or "vi"
    lines = (
        VersionLine(*one[:4], one[4] or "", _changed(before[0], one[0], language))
        for one, before in pairwise(rows)
    )
    return tuple(line for line in lines if line.differences or line.reason)


@lru_cache(maxsize=512)
def _changed(before: UUID, after: UUID, language: str) -> tuple[Difference, ...]:
    """Versions never change: read once a process and language."""
    rows = ProcedureVersion.objects.in_bulk([before, after])
    with translation.override(language):
        return public_differences(rows[before].content, rows[after].content)


def _versions(code: str) -> list[ProcedureVersion]:
    rows = ProcedureVersion.objects.filter(procedure__code=code).select_related("way")
    return list(rows.order_by("-valid_from"))


def _version_lines(versions: Sequence[ProcedureVersion]) -> list[VersionLine]:
    return [
        VersionLine(
            version_id=one.id,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            decision=one.decision,
            reason=one.way.reason if hasattr(one, "way") else "",
            differences=differences(before.content, one.content) if before else (),
        )
        for one, before in zip(versions, [*versions[1:], None], strict=True)
    ]


def version_draft(*, actor: Actor, draft_id: UUID) -> DraftView:
    authorize(actor, Permission.READ_DRAFTS)
    with acting(actor.scope):
        rows = VersionDraft.objects.select_related("procedure", "based_on")
        found = rows.filter(pk=draft_id).first()
    if found is None:
        raise DraftNotFoundError
    return DraftView(
        draft_id=found.id,
        code=found.procedure.code,
        state=found.state,
        authors=tuple(found.authors),
        decision=found.decision,
        reason=found.reason,
        takes_effect_on=found.takes_effect_on,
        rule=Rule(found.rule),
        returned_with=found.returned_with,
        changed_at=found.changed_at,
        plain=found.content["procedure"],
        form=found.content["form"],
        differences=differences(found.based_on.content, found.content),
        faults=(*draft_checks.frame_faults(found), *draft_checks.faults_of(found.content)),
        content=found.content,
    )


def process_sheet(*, actor: Actor, draft_id: UUID, code: str) -> ProcessSheet:
    """One case's process for its editors. Raises PartNotFoundError for a case that is not there."""
    return tables.sheet_of(_content(actor, draft_id), code)


def form_with(*, actor: Actor, draft_id: UUID, edit: FormEdit | None) -> Mapping[str, Any]:
    """The form of a draft; with `edit`, as it would be. Nothing is written."""
    held = _content(actor, draft_id)
    content = held if edit is None else applied(held, edit)
    form: Mapping[str, Any] = content["form"]
    return form


def _content(actor: Actor, draft_id: UUID) -> Mapping[str, Any]:
    authorize(actor, Permission.READ_DRAFTS)
    with acting(actor.scope):
        found = VersionDraft.objects.filter(pk=draft_id).first()
    if found is None:
        raise DraftNotFoundError
    content: Mapping[str, Any] = found.content
    return content


def rule_of(version_id: UUID) -> tuple[Rule, str]:
    """What running dossiers do when this version takes effect, and why it came. In the system's scope."""
    found = VersionDraft.objects.filter(published_id=version_id).first()
    return (Rule(found.rule), found.reason) if found else (Rule.STAY, "")
