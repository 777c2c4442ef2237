"""A draft or dossier of one name, opened while the person acts in another.

Another window has stepped into another's shoes; or a notice led to a firm's dossier before that.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.channels import kept_form
from motcua.channels.sessions import actor_of
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import DossierNotFoundError, DraftNotFoundError

View = Callable[..., HttpResponse]


def offers_the_name(view: View) -> View:
    """Around a view with `draft_id` or `dossier_id`: where the same person has it in another name, it is
    offered to go on in that name, and what was typed is kept. Anybody else's stays unknown.
    """

    @functools.wraps(view)
    def run(request: HttpRequest, **address: Any) -> HttpResponse:
        try:
            return view(request, **address)
        except (DraftNotFoundError, DossierNotFoundError):
            holder = _holder(actor_of(request), address)
            if holder is None:
                raise
            return _offered(request, holder, is_draft="draft_id" in address)

    return run


def _holder(actor: Actor, address: Mapping[str, Any]) -> Actor | None:
    """In whose name the person has it: their own, or that of one they may act for."""
    for other in _other_names(actor):
        try:
            if "draft_id" in address:
                dossiers.draft(actor=other, draft_id=address["draft_id"])
            else:
                dossiers.dossier(actor=other, dossier_id=address["dossier_id"])
        except (DraftNotFoundError, DossierNotFoundError):
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


def _offered(request: HttpRequest, holder: Actor, *, is_draft: bool) -> HttpResponse:
    if not request.accepts("text/html"):  # the script that saves
        words = _(
            "Cửa sổ khác đã đổi người được làm thay. Bấm Tiếp tục; những gì đã nhập được giữ."
        )
        return HttpResponse(
            words, content_type="text/plain; charset=utf-8", status=HTTPStatus.CONFLICT
        )
    actor = actor_of(request)
    kept = request.method == "POST" and kept_form.keep(request, actor.person_id)
    context = {
        "holder": holder,
        "is_draft": is_draft,
        "kept": kept,
        "next": request.get_full_path(),
    }
    return render(request, "citizen/other_name.html", context, status=HTTPStatus.CONFLICT)
