"""Answering a supplement request: exactly the questions and papers asked for, nothing else."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.citizen.other_name import offers_the_name
from motcua.channels.citizen.supplement_form import SupplementForm, open_form
from motcua.channels.citizen.uploads import take_uploads
from motcua.channels.sessions import actor_of, citizen_view, kept_values
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    AnswersIncompleteError,
    PaperNotReusableError,
    PapersMissingError,
)
from motcua.dossiers.types import PaperIn
from motcua.kit.errors import DomainError


@offers_the_name
@citizen_view
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    if dossier.open_supplement is None:
        return HttpResponseRedirect(reverse("citizen:dossier", args=[dossier_id]))
    form = open_form(actor, dossier, dossier.open_supplement)
    if request.method == "POST":
        return _take(request, form)
    kept = kept_values(request)
    return _show(request, form.reading(kept) if kept else form)


def _take(request: HttpRequest, form: SupplementForm) -> HttpResponse:
    posted = {name: [str(v) for v in values] for name, values in request.POST.lists()}
    form = form.reading(posted)
    papers, errors = _papers(request, form)
    if form.errors or errors:
        return _show(request, form, papers, errors)
    try:
        dossiers.answer_supplement(
            actor=actor_of(request),
            request_id=form.request.request_id,
            answers=form.corrected(),
            papers=papers,
        )
    except (AnswersIncompleteError, PapersMissingError, PaperNotReusableError) as error:
        return _show(request, form, papers, [{"message": str(error), "element": ""}])
    messages.success(request, _("Đã gửi phần bổ sung. Thời gian giải quyết chạy tiếp."))
    return HttpResponseRedirect(reverse("citizen:dossier", args=[form.dossier.dossier_id]))


def _papers(
    request: HttpRequest, form: SupplementForm
) -> tuple[list[PaperIn], list[dict[str, Any]]]:
    """New files, and those of a try before that failed elsewhere: nothing is sent twice."""
    papers: list[PaperIn] = []
    errors: list[dict[str, Any]] = []
    for item in form.papers:
        held = [UUID(value) for value in request.POST.getlist(f"da-gui.{item.ref}")]
        uploads = request.FILES.getlist(f"giay.{item.ref}")
        element = f"giay-{item.ref}"
        try:
            if uploads or not (held or request.POST.get(f"kho.{item.ref}")):
                held += take_uploads(actor_of(request), uploads, name=item.name)
        except DomainError as error:
            errors.append({"message": f"{item.name}: {error}", "element": element})
        reused = request.POST.get(f"kho.{item.ref}", "")
        if reused and not uploads:
            papers.append(PaperIn(item.ref, archived_id=_id(reused)))
        elif held:
            papers.append(PaperIn(item.ref, tuple(held), copies=1))
    return papers, errors


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as no_id:
        raise Http404 from no_id


def _show(
    request: HttpRequest,
    form: SupplementForm,
    papers: Sequence[PaperIn] = (),
    errors: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    sent = {paper.component: paper.file_ids for paper in papers}
    there = dossiers.held_for_dossier(actor=actor_of(request), dossier_id=form.dossier.dossier_id)
    chosen = {paper.component: paper.archived_id for paper in papers}
    by_element = {error["element"]: error["message"] for error in errors}
    listed = [*({"message": e.message, "element": e.element} for e in form.errors), *errors]
    context = {
        "form": form,
        "dossier": form.dossier,
        "request_view": form.request,
        "fields": form.fields(),
        "papers": [
            {
                "ref": item.ref,
                "name": item.name,
                "why": item.why,
                "again": item.again,
                "offers": there[item.ref].papers if item.ref in there else (),
                "chosen": chosen.get(item.ref),
                "sent": sent.get(item.ref, ()),
                "error": by_element.get(f"giay-{item.ref}", ""),
            }
            for item in form.papers
        ],
        "errors": listed,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if listed else HTTPStatus.OK
    return render(request, "citizen/supplement.html", context, status=status)
