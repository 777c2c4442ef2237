"""The e-form: one topic a page, saved as it is typed, nothing typed is ever lost."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.channels import wording
from motcua.channels.citizen import source
from motcua.channels.citizen.journey import Journey, keep, open_journey
from motcua.channels.citizen.other_name import offers_the_name
from motcua.channels.sessions import actor_of, citizen_view, kept_values
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import FieldError, PageResult
from motcua.kit import clock

PAPERS = "giay-to"
REVIEW = "kiem-tra"  # ?tu=kiem-tra: the person came from the review page and goes back to it


@offers_the_name
@citizen_view
@require_http_methods(["GET", "POST"])
def form_page(request: HttpRequest, draft_id: UUID, page_id: str) -> HttpResponse:
    journey = open_journey(actor_of(request), draft_id)
    if journey.draft.dossier_id is not None:
        return HttpResponseRedirect(reverse("citizen:submitted", args=[draft_id]))
    if not journey.has_page(page_id):
        if journey.renewed:
            return HttpResponseRedirect(reverse("citizen:continue", args=[draft_id]))
        raise Http404
    if request.method == "POST":
        return _take(request, journey, page_id)
    kept = kept_values(request)
    if kept:
        result = _read(journey, page_id, kept)
        keep(
            actor_of(request),
            journey,
            result.answers,
            journey.form.page(page_id),
            left_at=page_id,
        )
        journey = journey.with_answers(result.answers)
    return _show(request, journey, page_id, given_back=bool(kept))


@offers_the_name
@citizen_view(outside_transaction=True)
@require_safe
def resume(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Where the person left off; else the first step that still lacks something."""
    actor = actor_of(request)
    journey = open_journey(actor, draft_id)
    if journey.draft.dossier_id is not None:
        return HttpResponseRedirect(reverse("citizen:submitted", args=[draft_id]))
    source.fill(actor, journey)
    journey = open_journey(actor, draft_id)
    if journey.left_at and not journey.renewed:
        return HttpResponseRedirect(journey.address(journey.left_at))
    open_pages = [error.page for error in journey.errors() if not error.warning]
    return HttpResponseRedirect(journey.address(open_pages[0] if open_pages else PAPERS))


@offers_the_name
@citizen_view
@require_POST
def save(request: HttpRequest, draft_id: UUID, page_id: str) -> HttpResponse:
    """What is typed so far, without judging it. Answers with the proof that is shown."""
    journey = open_journey(actor_of(request), draft_id)
    if journey.draft.dossier_id is not None:
        words = _("Hồ sơ này đã nộp ở một cửa sổ khác. Bấm Tiếp tục để xem.")
        return HttpResponse(
            words, content_type="text/plain; charset=utf-8", status=HTTPStatus.CONFLICT
        )
    if not journey.has_page(page_id):
        raise Http404
    result = _read(journey, page_id, _posted(request))
    page = journey.form.page(page_id)
    keep(actor_of(request), journey, result.answers, page, left_at=page_id)
    return HttpResponse(saved_words(), content_type="text/plain; charset=utf-8")


def saved_words() -> str:
    return _("Đã lưu nháp lúc %(time)s") % {"time": wording.clock_time(clock.now())}


def _take(request: HttpRequest, journey: Journey, page_id: str) -> HttpResponse:
    result = _read(journey, page_id, _posted(request))
    moved = journey.with_answers(result.answers)
    here = _next(request, moved, page_id) if result.ok else page_id
    keep(actor_of(request), journey, result.answers, journey.form.page(page_id), left_at=here)
    if not result.ok:
        return _show(request, moved, page_id, errors=result.errors, warnings=result.warnings)
    return HttpResponseRedirect(moved.address(here))


def _next(request: HttpRequest, journey: Journey, page_id: str) -> str:
    return REVIEW if _from_review(request) else journey.stop_after(page_id)


def _read(journey: Journey, page_id: str, posted: dict[str, list[str]]) -> PageResult:
    result = forms.read_page(
        journey.form,
        page_id,
        posted,
        journey.answers,
        today=clock.today(),
        facts=journey.facts,
    )
    return replace(result, answers=source.filled(journey, result.answers))


def _posted(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in request.POST.lists()}


def _show(
    request: HttpRequest,
    journey: Journey,
    page_id: str,
    *,
    errors: Sequence[FieldError] = (),
    warnings: Sequence[FieldError] = (),
    given_back: bool = False,
) -> HttpResponse:
    page = journey.form.page(page_id)
    fields = forms.bind(
        journey.form,
        page_id,
        journey.answers,
        language=wording.language(),
        today=clock.today(),
        errors=[*errors, *warnings],
        facts=journey.facts,
        open_rows=_open_row(request),
    )
    context = {
        "journey": journey,
        "page": page,
        "fields": fields,
        "errors": errors,
        "position": journey.position(page_id),
        "back": journey.address(REVIEW) if _from_review(request) else journey.before(page_id),
        "given_back": given_back,
        "source_missing": actor_of(request).principal is None
        and page_id == journey.pages[0].id
        and source.is_missing(journey),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "citizen/form_page.html", context, status=status)


def _from_review(request: HttpRequest) -> bool:
    return request.GET.get("tu") == REVIEW


def _open_row(request: HttpRequest) -> dict[str, int]:
    """?hang=con.1 opens the second row of the table `con`."""
    table, _dot, index = request.GET.get("hang", "").rpartition(".")
    return {table: int(index)} if table and index.isdecimal() else {}
