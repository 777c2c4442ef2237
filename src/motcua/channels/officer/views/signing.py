"""The leader signs, one or many, from a phone; or returns with a reason."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.page import ask, show
from motcua.channels.officer import bulk, canned
from motcua.channels.officer.bulk import Picked
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import SignCard, TextUse
from motcua.kit.errors import DomainError
from motcua.kit.scope import acting

Cards = tuple[SignCard, ...]


@staff_view(Role.LEADER)
@require_safe
def to_sign(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    cards = dossiers.to_sign(actor=actor)
    problem = documents.signing_problem(actor=actor)
    return show(request, "officer/signing.html", {"cards": cards, "problem": problem})


@staff_view(Role.LEADER, outside_transaction=True)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """First what is about to be signed, then the PIN.

    Signing calls the time-stamping authority, so no transaction is open here.
    """
    actor = actor_of(request)
    cards = _picked(actor, request.POST.getlist("picked"))
    if not cards:
        return _nothing_picked(request)
    pin = request.POST.get("pin")
    if pin is None:
        return _ask_pin(request, cards)
    if not pin:
        return _ask_pin(request, cards, _("Nhập mã PIN của khóa ký để ký."))
    try:
        outcomes = dossiers.sign_results(
            actor=actor, dossier_ids=[card.dossier_id for card in cards], pin=pin
        )
    except DomainError as refusal:
        return _ask_pin(request, cards, str(refusal))
    return bulk.report(request, outcomes, _("Đã ký {count} văn bản."), back="officer:signing")


def _ask_pin(request: HttpRequest, cards: Cards, error: str = "") -> HttpResponse:
    context = {
        "cards": cards,
        "pin_error": error,
        "errors": [Mistake("pin", error)] if error else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return show(request, "officer/sign.html", context, status=status)


def _picked(actor: Actor, values: Sequence[str]) -> Cards:
    """Of the ticks, those that still wait for this leader."""
    with acting(actor.scope):
        return tuple(
            card for card in dossiers.to_sign(actor=actor) if str(card.dossier_id) in values
        )


def _nothing_picked(request: HttpRequest) -> HttpResponse:
    told = _("Chưa chọn văn bản nào. Đánh dấu văn bản rồi bấm lại.")
    if "picked" in request.POST:  # from a page that is older than what happened
        told = _("Những văn bản đã chọn không còn chờ ký: đã được ký hoặc trả lại.")
    banners.not_done(request, told)
    return redirect("officer:signing")


@staff_view(Role.LEADER, outside_transaction=True)
@require_POST
def send_back(request: HttpRequest) -> HttpResponse:
    """One reason for all that were ticked."""
    actor = actor_of(request)
    cards = _picked(actor, request.POST.getlist("picked"))
    if not cards:
        return _nothing_picked(request)
    form = canned.reason_form(request)
    if not form.is_valid():
        offered = canned.offered(request, TextUse.RETURN)
        return ask(request, "officer/send_back.html", form, {"cards": cards, "canned": offered})
    reason = form.cleaned_data["reason"]

    def send(row: Picked) -> None:
        dossiers.return_result(actor=actor, dossier_id=row.dossier_id, reason=reason)

    rows = [Picked(card.dossier_id, card.step_id, card.code) for card in cards]
    sentence = _("Đã trả lại {count} dự thảo kèm lý do.")
    return bulk.report(request, bulk.one_by_one(rows, send), sentence, back="officer:signing")
