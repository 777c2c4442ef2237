"""Write one part of the next version. What an edit would break is refused; the rest is told later."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import draft_checks, editing
from motcua.catalogue.draft_locks import lock_writing
from motcua.catalogue.errors import PartChangedError, PartFaultyError
from motcua.catalogue.models import VersionDraft
from motcua.catalogue.parts import children
from motcua.catalogue.parts.edits import AgenciesEdit, CaseDrop
from motcua.catalogue.stamps import stamp_before
from motcua.catalogue.version_drafts import Edit, FrameEdit
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command


@command
def edit_version(*, actor: Actor, draft_id: UUID, edit: Edit, seen: str = "") -> None:
    """`seen`: the stamp of the part as the writer had it before them. Raises PartChangedError."""
    draft = lock_writing(draft_id, actor=actor)
    stands = _stamp(draft, edit)
    if seen and stands and seen != stands:
        raise PartChangedError
    if isinstance(edit, (CaseDrop, AgenciesEdit)):
        children.refuse(draft.procedure.code, edit)
    if isinstance(edit, FrameEdit):
        _frame(draft, edit)
    content = editing.applied(draft.content, edit)
    _refuse_new_faults(draft, content, editing.PART_OF[type(edit)])
    draft.content = content
    draft.authors = sorted({*draft.authors, actor.person_id})
    draft.changed_at = clock.now()
    draft.save()
    audit.record(
        actor_id=actor.person_id,
        verb="catalogue.edit_version",
        object_type="version_draft",
        object_id=draft.id,
        details={"part": type(edit).__name__, "code": str(getattr(edit, "code", ""))},
    )


def _stamp(draft: VersionDraft, edit: Edit) -> str:
    return (
        draft_checks.frame_stamp(draft)
        if isinstance(edit, FrameEdit)
        else stamp_before(draft.content, edit)
    )


def _frame(draft: VersionDraft, edit: FrameEdit) -> None:
    if edit.takes_effect_on is not None:
        draft_checks.refuse_day(draft, edit.takes_effect_on)
    draft.decision, draft.reason = edit.decision.strip(), edit.reason.strip()
    draft.takes_effect_on, draft.rule = edit.takes_effect_on, edit.rule


def _refuse_new_faults(draft: VersionDraft, content: editing.Content, part: str) -> None:
    """A fault that was there before does not stop somebody who mends another place."""
    known = set(draft_checks.faults_of(draft.content))
    new = [fault for fault in draft_checks.faults_of(content) if fault not in known]
    asked_for = {"components", "fees"} if part == "cases" else set()
    here = [fault for fault in new if fault.part in {part, "cases", "process", *asked_for}]
    if here:
        raise PartFaultyError(told="; ".join(str(fault) for fault in here), faults=tuple(here))
