"""One page per act: what it does, what it asks, and the refusal when it cannot be done."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.officer import canned
from motcua.channels.officer.act_table import BY_SLUG, COMPLETES, Act, my_step
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers


@staff_view(*HANDLERS)
def act_on_dossier(request: HttpRequest, dossier_id: UUID, slug: str) -> HttpResponse:
    act = _act(slug)
    actor = actor_of(request)
    standing = dossiers.standing(actor=actor, dossier_id=dossier_id)
    filled = canned.filled(request, act.box) if act.box else None
    posted = request.POST if request.method == "POST" and filled is None else None
    form = act.form(actor, standing, posted)
    if filled is not None:
        form.initial = filled
    if form.is_valid():
        refusal = attempt(lambda: act.run(actor, standing, form.cleaned_data))
        if refusal is None:
            banners.done(request, act.sentence)
            return redirect("officer:dossier", dossier_id)
        form.add_error(None, str(refusal))
    shown = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    offered = canned.offered(request, act.use) if act.box else ()
    step = my_step(shown) if act.slug == COMPLETES else None
    context = {"act": act, "dossier": shown, "canned": offered, "step": step}
    return ask(request, "officer/act.html", form, context)


def _act(slug: str) -> Act:
    try:
        return BY_SLUG[slug]
    except KeyError as unknown:
        raise Http404 from unknown
