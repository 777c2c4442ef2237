"""Supplements: one request for everything missing (form 02), and what comes back to the counter."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer import canned, supplement_answer, supplement_choices
from motcua.channels.officer.supplement_choices import Asked
from motcua.channels.officer.supplement_lacks import lacks
from motcua.channels.sessions import actor_of, staff_view
from motcua.channels.wording import say
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView, TextUse


@staff_view(*HANDLERS)
def request_supplement(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Write, read it over, send: the stage says which button was pressed."""
    actor = actor_of(request)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    missing = request.GET.getlist("thieu") if request.method == "GET" else ()
    held = dossiers.held_for_dossier(actor=actor, dossier_id=dossier_id)
    posted = canned.filled(request, "reason") or request.POST.dict()
    asked = supplement_choices.read(dossier, posted, missing, held)
    stage = request.POST.get("stage", "")
    further = is_further(dossier)
    wrong = lacks(asked, further=further) if stage in {"review", "send"} else ()
    if stage == "send" and not wrong:
        refusal = _send(actor, dossier, asked)
        wrong = (Mistake("", refusal),) if refusal else ()
        if not wrong:
            banners.done(request, _sent(dossier).format(n=len(asked.items)))
            return redirect("officer:dossier", dossier_id)
    reviewing = stage == "review" and not wrong
    template = "officer/supplement_review.html" if reviewing else "officer/supplement.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    context = {
        "dossier": dossier,
        "asked": asked,
        "errors": wrong,
        "said": {one.element: one.message for one in wrong},
        "canned": canned.offered(request, TextUse.SUPPLEMENT),
        "is_further": further,
        "asked_again": supplement_choices.asked_again(dossier, asked),
    }
    return show(request, template, context, status=status)


def is_further(dossier: DossierView) -> bool:
    """What the law allows is used up: this one needs a reason and a head."""
    return "request_further" in dossier.may


def _sent(dossier: DossierView) -> str:
    if is_further(dossier):
        return _("Đã gửi đề nghị bổ sung thêm {n} mục. Trưởng phòng duyệt rồi người dân mới nhận.")
    return _("Đã gửi một yêu cầu bổ sung gồm {n} mục.")


def _send(actor: Actor, dossier: DossierView, asked: Asked) -> str:
    def further() -> None:
        dossiers.propose_further_supplement(
            actor=actor,
            dossier_id=dossier.dossier_id,
            items=asked.items,
            reason=asked.reason,
            why_again=asked.why_again,
            legal_basis=asked.legal_basis,
        )

    def lawful() -> None:
        dossiers.request_supplement(
            actor=actor,
            dossier_id=dossier.dossier_id,
            items=asked.items,
            reason=asked.reason,
            legal_basis=asked.legal_basis,
        )

    return str(attempt(further if is_further(dossier) else lawful) or "")


@staff_view(Role.RECEPTION)
def receive(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Somebody brings what was asked for: exactly those fields and papers, nothing else."""
    actor = actor_of(request)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    if dossier.open_supplement is None:
        return redirect("officer:dossier", dossier_id)
    answer = supplement_answer.read(dossier, dossier.open_supplement, request.POST)
    error = ""
    if request.method == "POST" and not answer.errors:
        refusal = attempt(lambda: supplement_answer.hand_in(actor, dossier, answer, request.FILES))
        if refusal is None:
            banners.done(request, _("Đã nhận bổ sung. Đồng hồ của hồ sơ chạy tiếp."))
            return redirect("officer:dossier", dossier_id)
        error = str(refusal)
    held = dossiers.held_for_dossier(actor=actor, dossier_id=dossier_id)
    wrong = [Mistake(one.element, say(one.message)) for one in answer.errors]
    if error:
        wrong.append(Mistake("", error))
    context = {"dossier": dossier, "answer": answer, "held": held, "errors": wrong}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "officer/receive_supplement.html", context, status=status)
