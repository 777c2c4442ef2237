"""Reading everything once more, then handing it in: once, however often the button is pressed."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels import wording
from motcua.channels.citizen import paper_boxes
from motcua.channels.citizen.copy_of_application import copy_of
from motcua.channels.citizen.journey import Journey, keep, open_journey
from motcua.channels.citizen.other_name import offers_the_name
from motcua.channels.citizen.sending import send_file
from motcua.channels.sessions import actor_of, citizen_view
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    AnswersIncompleteError,
    PaperNotReusableError,
    PapersMissingError,
    VersionChangedError,
)
from motcua.engines.forms import api as forms
from motcua.kit import clock

PAPERS = "giay-to"


@offers_the_name
@citizen_view
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    journey = open_journey(actor, draft_id)
    if journey.draft.dossier_id is not None:
        return HttpResponseRedirect(reverse("citizen:submitted", args=[draft_id]))
    if request.method == "GET":
        return _show(request, journey)
    hindered = _hindered(request, journey)
    if hindered:
        return _show(request, journey, hindered)
    _declare(actor, journey)
    try:
        dossiers.submit(actor=actor, draft_id=draft_id)
    except (
        AnswersIncompleteError,
        PapersMissingError,
        PaperNotReusableError,
        VersionChangedError,
    ) as error:
        return _show(request, journey, [{"message": str(error), "element": ""}])
    return HttpResponseRedirect(reverse("citizen:submitted", args=[draft_id]))


def _hindered(request: HttpRequest, journey: Journey) -> list[dict[str, Any]]:
    if journey.renewed:
        return [{"message": str(VersionChangedError()), "element": ""}]
    if not request.POST.get("declared"):
        message = _("Đánh dấu vào ô cam đoan trước khi nộp hồ sơ")
        return [{"message": message, "element": "declared"}]
    return []


def _declare(actor: Actor, journey: Journey) -> None:
    """The one box on the review answers every declaration the form asks for."""
    for page in journey.declarations:
        ticked = {leaf.path: ["yes"] for leaf in page.leaves()}
        result = forms.read_page(
            journey.form,
            page.id,
            ticked,
            journey.answers,
            today=clock.today(),
            facts=journey.facts,
        )
        keep(actor, journey, result.answers, page)


def _declaration(journey: Journey) -> str:
    own = [wording.say(leaf.label) for page in journey.declarations for leaf in page.leaves()]
    ours = _("Tôi cam đoan những điều đã khai là đúng sự thật và chịu trách nhiệm trước pháp luật.")
    return " ".join(own) or ours


@offers_the_name
@citizen_view
@require_safe
def submitted(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The receipt. A bookmark of it keeps working."""
    actor = actor_of(request)
    draft = dossiers.draft(actor=actor, draft_id=draft_id)
    if draft.dossier_id is None:
        return HttpResponseRedirect(reverse("citizen:review", args=[draft_id]))
    dossier = dossiers.dossier(actor=actor, dossier_id=draft.dossier_id)
    address = f"{settings.SITE_ADDRESS}{reverse('citizen:track')}?ma={dossier.code}"
    context = {"dossier": dossier, "address": address}
    return render(request, "citizen/submitted.html", context)


@citizen_view(outside_transaction=True)
@require_safe
def application_copy(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """What was handed in, as a PDF to keep."""
    dossier = dossiers.dossier(actor=actor_of(request), dossier_id=dossier_id)
    return send_file(f"ho-so-{dossier.code}.pdf", "application/pdf", copy_of(dossier))


def _show(
    request: HttpRequest, journey: Journey, errors: Sequence[dict[str, Any]] = ()
) -> HttpResponse:
    actor = actor_of(request)
    groups = paper_boxes.groups(actor, journey)
    context = {
        "journey": journey,
        "agency": directory.organisation(journey.draft.agency_id),
        "sections": list(_sections(journey)),
        "groups": groups,
        "problems": [*_unanswered(journey), *_unmet(journey, groups)],
        "warnings": [error for error in journey.errors() if error.warning],
        "position": journey.position("kiem-tra"),
        "back": journey.before("kiem-tra"),
        "errors": errors,
        "declaration": _declaration(journey),
        "declared_error": next((e["message"] for e in errors if e["element"] == "declared"), ""),
        "person": directory.person(actor.person_id),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "citizen/review.html", context, status=status)


def _sections(journey: Journey) -> Iterable[dict[str, Any]]:
    later = {page.id for page in journey.declarations}
    for section in forms.summary(
        journey.form,
        journey.answers,
        wording.language(),
        today=clock.today(),
        facts=journey.facts,
    ):
        if section.page in later:
            continue
        yield {
            "title": section.title,
            "href": f"{journey.address(section.page)}?tu=kiem-tra",
            "rows": [
                {"label": row.label, "value": row.value or "—", "source_mark": row.source_mark}
                for row in section.rows
            ],
        }


def _unanswered(journey: Journey) -> Iterable[dict[str, Any]]:
    for error in journey.errors():
        if not error.warning:
            href = f"{journey.address(error.page)}?tu=kiem-tra#{error.element}"
            yield {"message": error.message, "href": href}


def _unmet(journey: Journey, groups: Iterable[paper_boxes.PaperGroup]) -> Iterable[dict[str, Any]]:
    for group in groups:
        first = group.boxes[0].component
        if first.required and not group.done:
            message = _("Thêm %(paper)s") % {"paper": wording.say(first.name)}
            yield {"message": message, "href": f"{journey.address(PAPERS)}#giay-{first.code}"}
