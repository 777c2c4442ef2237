"""The citizen's pages of a form that is being built, inside a frame of the builder."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView, PageEdit, QuestionEdit
from motcua.channels import wording
from motcua.channels.desk.controls import mistakes
from motcua.channels.operations import form_builder
from motcua.channels.operations.form_trials import Trial
from motcua.channels.operations.version_forms import VersionForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import FieldError, Form
from motcua.kit import clock
from motcua.kit.errors import DomainError

View = Callable[..., HttpResponse]
# The frame of the builder. (The decorator's types know no view with arguments.)
in_our_own_frame: Callable[[View], View] = csp_replace({"frame-ancestors": [SELF]})  # type: ignore[assignment]
TEMPLATE = "operations/form_preview.html"


@in_our_own_frame
@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = catalogue.version_draft(actor=actor_of(request), draft_id=draft_id)
    form = catalogue.form_trial(actor=actor_of(request), draft_id=draft_id)
    if request.method == "POST":
        return _take(request, draft, form)
    trial = Trial.begun(form, request.GET.get("nguoi", ""), _case(draft, request))
    return _show(request, draft, trial, request.GET.get("trang", ""))


@in_our_own_frame
@staff_view(Role.ADMINISTRATOR)
@require_POST
def preview_edit(request: HttpRequest, draft_id: UUID, place: str) -> HttpResponse:
    """As it would be with what stands in the editor's boxes. Nothing is written."""
    draft = catalogue.version_draft(actor=actor_of(request), draft_id=draft_id)
    editor = _editor(request, draft, place)
    if not editor.is_valid():
        return _wrong(request, [one.message for one in mistakes(editor)])
    edit = editor.edit()
    if not isinstance(edit, (QuestionEdit, PageEdit)):
        raise Http404
    try:
        form = catalogue.form_trial(actor=actor_of(request), draft_id=draft_id, edit=edit)
    except DomainError as refusal:
        return _wrong(request, [str(refusal)])
    trial = Trial.begun(form, "", _case(draft, request))
    return _show(request, draft, trial, _page_of(edit, draft, form))


def _editor(request: HttpRequest, draft: DraftView, place: str) -> VersionForm:
    kind, _dot, rest = place.partition(".")
    if kind == "cau":
        return form_builder.question_form(draft, rest, request)
    if kind == "moi":
        return form_builder.new_form(draft, rest, request)
    if kind == "trang":
        return form_builder.page_form(draft, rest, request)
    raise Http404


def _page_of(edit: QuestionEdit | PageEdit, draft: DraftView, form: Form) -> str:
    if isinstance(edit, QuestionEdit):
        return edit.page_id
    known = {page["id"] for page in draft.form["ui"]["pages"]}
    new = next((page.id for page in form.pages if page.id not in known), "")
    return edit.code or new


def _case(draft: DraftView, request: HttpRequest) -> str:
    cases = [str(case["code"]) for case in draft.plain["cases"]]
    asked = request.GET.get("truong-hop", "")
    return asked if asked in cases else cases[0]


def _take(request: HttpRequest, draft: DraftView, form: Form) -> HttpResponse:
    trial = Trial.resumed(form, request.POST.get("tien-do", ""))
    page_id = request.POST.get("trang", "")
    if trial is None or page_id not in {page.id for page in form.pages}:
        return _show(request, draft, Trial.begun(form, "", _case(draft, request)), "")
    posted = {name: [str(one) for one in values] for name, values in request.POST.lists()}
    moved, result = trial.taken(page_id, posted)
    if not result.ok:
        told = [*result.errors, *result.warnings]
        return _show(request, draft, moved, page_id, told=told)
    following = moved.after(page_id)
    return _show(request, draft, moved, following) if following else _end(request, draft, moved)


def _show(
    request: HttpRequest,
    draft: DraftView,
    trial: Trial,
    page_id: str,
    *,
    told: Sequence[FieldError] = (),
) -> HttpResponse:
    pages = trial.pages
    ids = [page.id for page in pages]
    known = {page.id for page in trial.form.pages}
    hidden = page_id in known and page_id not in ids
    if page_id not in ids:
        page_id = page_id if hidden else (ids or [""])[0]
    context = {
        "draft": draft,
        "trial": trial,
        "page": trial.form.page(page_id) if page_id else None,
        "hidden": hidden,
        "values": forms.nested(trial.answers),
        "fields": () if hidden or not page_id else _fields(trial, page_id, told),
        "errors": [error for error in told if not error.warning],
        "number": ids.index(page_id) + 1 if page_id in ids else 0,
        "of": len(ids),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if context["errors"] else HTTPStatus.OK
    return render(request, TEMPLATE, context, status=status)


def _fields(trial: Trial, page_id: str, told: Sequence[FieldError]) -> Sequence[object]:
    return forms.bind(
        trial.form,
        page_id,
        trial.answers,
        language=wording.language(),
        today=clock.today(),
        errors=told,
        facts=trial.facts,
    )


def _end(request: HttpRequest, draft: DraftView, trial: Trial) -> HttpResponse:
    """What would be handed in, what the form still lacks, and what this person was never asked."""
    sections = forms.summary(
        trial.form, trial.answers, wording.language(), today=clock.today(), facts=trial.facts
    )
    context = {
        "draft": draft,
        "trial": trial,
        "sections": sections,
        "lacking": [error for error in trial.errors() if not error.warning],
        "unasked": trial.unasked(),
    }
    return render(request, "operations/form_preview_end.html", context)


def _wrong(request: HttpRequest, messages: Sequence[str]) -> HttpResponse:
    title = _("Chưa xem thử được")
    context = {"title": title, "messages_told": messages}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "operations/form_preview_wrong.html", context, status=status)
