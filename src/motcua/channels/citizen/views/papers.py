"""Handing in papers from a phone: photograph, see it, replace it."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.types import Component
from motcua.channels import wording
from motcua.channels.citizen import paper_boxes
from motcua.channels.citizen.journey import Journey, open_journey
from motcua.channels.citizen.other_name import offers_the_name
from motcua.channels.citizen.sending import send_file, send_thumbnail
from motcua.channels.citizen.uploads import take_uploads
from motcua.channels.sessions import actor_of, citizen_view
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.kit.errors import DomainError
from motcua.kit.scope import acting


@offers_the_name
@citizen_view
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    journey = _open(request, draft_id)
    if request.method == "GET":
        return _show(request, journey)
    missing = {box.component.code: _missing(box) for box in _missing_boxes(request, journey)}
    if missing:
        return _show(request, journey, missing)
    dossiers.save_draft(actor=actor_of(request), draft_id=draft_id, answers={}, left_at="kiem-tra")
    return HttpResponseRedirect(journey.address("kiem-tra"))


@citizen_view(outside_transaction=True)
@require_POST
def add(request: HttpRequest, draft_id: UUID, component: str) -> HttpResponse:
    """Reading a file takes its time, in a process of its own: no transaction waits for that."""
    actor, journey = actor_of(request), _open(request, draft_id)
    wanted = _component(journey, component)
    try:
        file_ids = take_uploads(actor, request.FILES.getlist("files"), name=wanted.name.vi)
    except DomainError as error:
        with acting(actor.scope):
            return _show(request, journey, {component: str(error)})
    dossiers.attach_paper(actor=actor, draft_id=draft_id, component=component, file_ids=file_ids)
    return _back_to_box(draft_id, component)


@citizen_view
@require_POST
def remove(request: HttpRequest, draft_id: UUID, component: str) -> HttpResponse:
    wanted = request.POST.get("file")
    try:
        file_id = UUID(wanted) if wanted else None
    except ValueError as no_id:
        raise Http404 from no_id
    dossiers.remove_paper(
        actor=actor_of(request), draft_id=draft_id, component=component, file_id=file_id
    )
    return _back_to_box(draft_id, component)


@citizen_view
@require_POST
def join(request: HttpRequest, draft_id: UUID, component: str) -> HttpResponse:
    """The photographs of one paper become one PDF."""
    actor, journey = actor_of(request), _open(request, draft_id)
    held = journey.draft.papers.get(component, ())
    joined = documents.join_pictures(
        actor, list(held), name=f"{_component(journey, component).name.vi}.pdf"
    )
    dossiers.remove_paper(actor=actor, draft_id=draft_id, component=component)
    dossiers.attach_paper(actor=actor, draft_id=draft_id, component=component, file_ids=[joined.id])
    return _back_to_box(draft_id, component)


@citizen_view
@require_POST
def use_data(request: HttpRequest, draft_id: UUID, component: str) -> HttpResponse:
    """What the paper says, the State already holds: it need not be handed in."""
    journey = _open(request, draft_id)
    sources = _component(journey, component).replaceable_by
    if not sources:
        raise Http404
    dossiers.replace_by_data(
        actor=actor_of(request), draft_id=draft_id, component=component, source=sources[0]
    )
    return _back_to_box(draft_id, component)


@citizen_view
@require_POST
def reuse(request: HttpRequest, draft_id: UUID, component: str) -> HttpResponse:
    """A paper of the person's own archive: a reference, nothing is handed in twice."""
    journey = _open(request, draft_id)
    _component(journey, component)
    refusal = None
    try:
        dossiers.reuse_paper(
            actor=actor_of(request),
            draft_id=draft_id,
            component=component,
            archived_id=UUID(request.POST.get("giay", "")),
        )
    except ValueError as no_id:
        raise Http404 from no_id
    except DomainError as error:
        refusal = str(error)
    return (
        _show(request, journey, {component: refusal})
        if refusal
        else _back_to_box(draft_id, component)
    )


@citizen_view
@require_safe
def picture(request: HttpRequest, draft_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of this draft, or with ?nho=1 a small picture of it."""
    actor, journey = actor_of(request), _open(request, draft_id)
    here = {held for files in journey.draft.papers.values() for held in files}
    if file_id not in here | _archived_files(actor, draft_id):
        raise Http404
    file = documents.file(actor, file_id)
    content = documents.content(actor, file_id)
    if "nho" in request.GET:
        return send_thumbnail(file, content)
    return send_file(file.name, file.media_type, content)


def _archived_files(actor: Actor, draft_id: UUID) -> set[UUID]:
    """What is offered for reuse can be looked at before it is chosen."""
    offered = dossiers.offers_for_draft(actor=actor, draft_id=draft_id)
    return {file_id for papers in offered.values() for one in papers for file_id in one.file_ids}


def _open(request: HttpRequest, draft_id: UUID) -> Journey:
    journey = open_journey(actor_of(request), draft_id)
    if journey.draft.dossier_id is not None:
        raise Http404
    return journey


def _component(journey: Journey, code: str) -> Component:
    found = next((component for component in journey.papers if component.code == code), None)
    if found is None:
        raise Http404
    return found


def _missing_boxes(request: HttpRequest, journey: Journey) -> list[paper_boxes.PaperBox]:
    return [
        group.boxes[0]
        for group in paper_boxes.groups(actor_of(request), journey)
        if group.boxes[0].component.required and not group.done
    ]


def _missing(box: paper_boxes.PaperBox) -> str:
    return _("Thêm %(paper)s: chụp ảnh hoặc chọn tệp") % {"paper": wording.say(box.component.name)}


def _back_to_box(draft_id: UUID, component: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('citizen:papers', args=[draft_id])}#giay-{component}")


def _show(
    request: HttpRequest, journey: Journey, errors: dict[str, str] | None = None
) -> HttpResponse:
    listed = [
        {"message": message, "element": f"giay-{code}"} for code, message in (errors or {}).items()
    ]
    context = {
        "journey": journey,
        "groups": paper_boxes.groups(actor_of(request), journey, errors),
        "position": journey.position("giay-to"),
        "back": journey.before("giay-to"),
        "errors": listed,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if listed else HTTPStatus.OK
    return render(request, "citizen/papers.html", context, status=status)
