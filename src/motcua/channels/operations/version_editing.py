"""One part of the next version in front of an administrator: shown, written, or refused with the words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView, Edit
from motcua.channels.desk import banners
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.operations.sections import sections_of
from motcua.channels.operations.version_forms import VersionForm
from motcua.channels.sessions import actor_of
from motcua.kit.errors import DomainError

Make = Callable[[DraftView], VersionForm]


@dataclass(frozen=True, slots=True)
class Editor:
    """`part` and `code` say what is written; somebody else's change of it in the meantime is noticed."""

    title: str
    part: str
    code: str = ""
    back: str = "operations:version-draft"
    template: str = "operations/edit_version.html"
    around: Mapping[str, Any] = field(default_factory=dict)


def edit_part(request: HttpRequest, draft_id: UUID, editor: Editor, make: Make) -> HttpResponse:
    draft = catalogue.version_draft(actor=actor_of(request), draft_id=draft_id)
    form = make(draft)
    if request.method == "POST" and form.is_valid():
        refusal = _written(request, draft_id, form.edit())
        if refusal is None:
            banners.done(request, _("Đã ghi vào bản soạn."))
            return redirect(editor.back, draft_id)
        _tell(form, refusal)
    return _ask(request, draft, editor, form)


def _written(request: HttpRequest, draft_id: UUID, edit: Edit) -> DomainError | None:
    actor, seen = actor_of(request), request.POST.get("seen", "")
    return attempt(
        lambda: catalogue.edit_version(actor=actor, draft_id=draft_id, edit=edit, seen=seen)
    )


def _tell(form: VersionForm, refusal: DomainError) -> None:
    """Beside the box where it names one; above all of them otherwise."""
    faults = refusal.details.get("faults", ())
    fields = (
        {getattr(fault, "field", "") for fault in faults} if isinstance(faults, tuple) else set()
    )
    named = fields & set(form.fields)
    form.add_error(named.pop() if len(fields) == 1 and named else None, str(refusal))


def _ask(request: HttpRequest, draft: DraftView, editor: Editor, form: VersionForm) -> HttpResponse:
    context = {
        "draft": draft,
        "title": editor.title,
        "back": reverse(editor.back, args=[draft.draft_id]),
        "stamp": catalogue.part_stamp(draft, editor.part, editor.code),
        "sections": sections_of(form, form.sections, form.folded),
        **editor.around,
    }
    return ask(request, editor.template, form, context)


def at_once(
    request: HttpRequest,
    draft_id: UUID,
    edit: Edit,
    sentence: str,
    *,
    back: str = "operations:version-draft",
) -> HttpResponse:
    refusal = _written(request, draft_id, edit)
    if refusal is None:
        banners.done(request, sentence)
    else:
        banners.not_done(request, refusal)
    return redirect(back, draft_id)


def known(held: Mapping[str, Any]) -> Mapping[str, Any]:
    if not held:
        raise Http404
    return held
