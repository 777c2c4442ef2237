"""Canned texts beside the box they go into: a button of the same form, so what was typed is kept."""

from uuid import UUID

from django.http import HttpRequest

from motcua.channels.officer.forms.acts import ReasonForm
from motcua.channels.sessions import actor_of
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import CannedTextView, TextUse
from motcua.kit.errors import NotFoundError

PICK = "mau"


def offered(request: HttpRequest, use: TextUse) -> tuple[CannedTextView, ...]:
    return dossiers.canned_texts(actor=actor_of(request), use=use)


def filled(request: HttpRequest, box: str) -> dict[str, str] | None:
    """What was typed, with the picked text behind it; None where another button was pressed."""
    picked = request.POST.get(PICK)
    if picked is None:
        return None
    typed = {name: str(value) for name, value in request.POST.items()}
    before = typed.get(box, "").strip()
    return {**typed, box: "\n".join(words for words in (before, _body(request, picked)) if words)}


def reason_form(request: HttpRequest) -> ReasonForm:
    """Of pages that come of a list by a post: asked first, then filled by picking, then sent."""
    words = filled(request, "reason")
    if words is not None:
        return ReasonForm(initial=words)
    return ReasonForm(request.POST if "reason" in request.POST else None)


def _body(request: HttpRequest, picked: str) -> str:
    """Empty where it was removed meanwhile, or our page did not offer it."""
    try:
        return dossiers.canned_text(actor=actor_of(request), text_id=UUID(picked)).body
    except (ValueError, NotFoundError):
        return ""
