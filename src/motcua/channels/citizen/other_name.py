"""A draft that was opened in one name, when another window has since stepped into another's shoes."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.channels import kept_form
from motcua.channels.sessions import actor_of
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import DraftNotFoundError

View = Callable[..., HttpResponse]


def offers_the_name(view: View) -> View:
    """Around a view of a draft: where the same person holds it in another name, it is offered to go on
    in that name, and what was typed is kept. Anybody else's draft stays unknown.
    """

    @functools.wraps(view)
    def run(request: HttpRequest, draft_id: UUID, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, draft_id, *args, **kwargs)
        except DraftNotFoundError:
            holder = _holder(actor_of(request), draft_id)
            if holder is None:
                raise
            return _offered(request, holder)

    return run


def _holder(actor: Actor, draft_id: UUID) -> Actor | None:
    """In whose name the person holds it: their own, or that of one they may act for."""
    for other in _other_names(actor):
        try:
            dossiers.draft(actor=other, draft_id=draft_id)
        except DraftNotFoundError:
            continue
        return other
    return None


def _other_names(actor: Actor) -> Iterator[Actor]:
    oneself = replace(actor, principal=None)
    if actor.principal is not None:
        yield oneself
    for principal in directory.principals(actor=oneself):
        if principal != actor.principal:
            yield replace(actor, principal=principal)


def _offered(request: HttpRequest, holder: Actor) -> HttpResponse:
    if not request.accepts("text/html"):  # the script that saves
        words = _(
            "Cửa sổ khác đã đổi người được làm thay. Bấm Tiếp tục; những gì đã nhập được giữ."
        )
        return HttpResponse(
            words, content_type="text/plain; charset=utf-8", status=HTTPStatus.CONFLICT
        )
    actor = actor_of(request)
    kept = request.method == "POST" and kept_form.keep(request, actor.person_id)
    context = {"holder": holder, "kept": kept, "next": request.get_full_path()}
    return render(request, "citizen/other_name.html", context, status=HTTPStatus.CONFLICT)
