"""The leader signs, one or many, from a phone; or returns with a reason."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.officer import banners
from motcua.channels.officer.controls import Mistake
from motcua.channels.officer.desk_page import ask, show
from motcua.channels.officer.forms.acts import ReasonForm
from motcua.channels.officer.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import SignCard
from motcua.kit.errors import DomainError
from motcua.kit.scope import acting


@staff_view(Role.LEADER)
@require_safe
def to_sign(request: HttpRequest) -> HttpResponse:
    return _cards(request, dossiers.to_sign(actor=actor_of(request)))


def _cards(
    request: HttpRequest,
    cards: tuple[SignCard, ...],
    picked: frozenset[UUID] = frozenset(),
    error: str = "",
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    context = {
        "cards": cards,
        "picked": picked,
        "errors": [Mistake("pin" if picked else "", error)] if error else [],
        "problem": documents.signing_problem(actor=actor_of(request)),
    }
    return show(request, "signing.html", context, status=status)


@staff_view(Role.LEADER, outside_transaction=True)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Signing calls the time-stamping authority, so no transaction is open here."""
    picked = _ids(request.POST.getlist("picked"))
    pin = request.POST.get("pin", "")
    actor = actor_of(request)
    error = _what_is_missing(picked, pin)
    if not error:
        try:
            outcomes = dossiers.sign_results(actor=actor, dossier_ids=picked, pin=pin)
        except DomainError as refusal:
            error = str(refusal)
        else:
            banners.each(request, outcomes, _("Đã ký {count} văn bản."))
            return redirect("officer:signing")
    return _again(request, actor, frozenset(picked), error)


def _again(request: HttpRequest, actor: Actor, picked: frozenset[UUID], error: str) -> HttpResponse:
    with acting(actor.scope):
        return _cards(request, dossiers.to_sign(actor=actor), picked, error)


def _what_is_missing(picked: list[UUID], pin: str) -> str:
    if not picked:
        return _("Chưa chọn văn bản nào. Đánh dấu văn bản cần ký rồi bấm Ký.")
    if not pin:
        return _("Nhập mã PIN của khóa ký để ký.")
    return ""


def _ids(values: list[str]) -> list[UUID]:
    try:
        return [UUID(value) for value in values]
    except ValueError:
        return []


@staff_view(Role.LEADER)
def send_back(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        refusal = attempt(
            lambda: dossiers.return_result(actor=actor, dossier_id=dossier_id, reason=reason)
        )
        if refusal is None:
            banners.done(request, _("Đã trả lại kèm lý do."))
            return redirect("officer:signing")
        form.add_error(None, str(refusal))
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    return ask(request, "send_back.html", form, {"dossier": dossier})
