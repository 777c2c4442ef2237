"""Texts that are often written: one's own and the agency's."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import WRITERS
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.forms.canned import CannedTextForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import TEXT_USES

SHARERS = (Role.HEAD, Role.LEADER, Role.ADMINISTRATOR)
USE_NAMES = {use.value: words for use, words in TEXT_USES.items()}


@staff_view(*WRITERS)
def canned_texts(request: HttpRequest) -> HttpResponse:
    """The list, and below it the form for another."""
    actor = actor_of(request)
    form = CannedTextForm(request.POST or None, may_share=_may_share(actor))
    sentence = gettext_lazy("Đã lưu câu mẫu.")
    if form.is_valid() and _done(
        request, form, lambda: dossiers.keep_text(actor=actor, text=form.text), sentence
    ):
        return redirect("officer:canned_texts")
    rows = dossiers.canned_texts(actor=actor)
    context = {"rows": rows, "use_names": USE_NAMES}
    return ask(request, "officer/canned_texts.html", form, context)


@staff_view(*WRITERS)
def change(request: HttpRequest, text_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    text = dossiers.canned_text(actor=actor, text_id=text_id)
    known = {"title": text.title, "use": text.use.value, "body": text.body}
    form = CannedTextForm(request.POST or None, initial=known, may_share=False)
    sentence = gettext_lazy("Đã sửa câu mẫu.")
    if form.is_valid() and _done(
        request,
        form,
        lambda: dossiers.change_text(actor=actor, text_id=text_id, text=form.text),
        sentence,
    ):
        return redirect("officer:canned_texts")
    return ask(request, "officer/canned_text.html", form, {"text": text})


@staff_view(*WRITERS)
@require_POST
def remove(request: HttpRequest, text_id: UUID) -> HttpResponse:
    dossiers.remove_text(actor=actor_of(request), text_id=text_id)
    banners.done(request, _("Đã xóa câu mẫu."))
    return redirect("officer:canned_texts")


def _may_share(actor: Actor) -> bool:
    return any(actor.holds(role) for role in SHARERS)


def _done(
    request: HttpRequest, form: CannedTextForm, act: Callable[[], object], sentence: Promise
) -> bool:
    refusal = attempt(act)
    if refusal is None:
        banners.done(request, sentence)
        return True
    form.add_error(None, str(refusal))
    return False
