"""What can be done to many rows of the work list at once."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import ask
from motcua.channels.officer import bulk, canned
from motcua.channels.officer.bulk import Picked
from motcua.channels.officer.forms.acts import AssignForm, ReasonForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Tab, TextUse


@staff_view(*HANDLERS, outside_transaction=True)
@require_POST
def act_on_many(request: HttpRequest) -> HttpResponse:
    rows = bulk.picked(request.POST.getlist("picked"))
    if not rows:
        banners.not_done(request, _("Chưa chọn hồ sơ nào. Đánh dấu ô đầu dòng rồi làm lại."))
        return redirect(_list(request))
    act = request.POST.get("act", "")
    if act in ASKS_FIRST:
        return ASKS_FIRST[act](request, rows)
    if act not in SIMPLE_ACTS:
        return redirect(_list(request))
    run, sentence = SIMPLE_ACTS[act]
    actor = actor_of(request)
    outcomes = bulk.one_by_one(rows, lambda row: run(actor, row))
    return bulk.report(request, outcomes, str(sentence), back=_list(request))


def _list(request: HttpRequest) -> str:
    """The work list as it stood: its tab."""
    tab = request.POST.get("tab", "")
    address = reverse("officer:work")
    return f"{address}?tab={tab}" if tab in set(Tab) else address


def _assign(request: HttpRequest, rows: Sequence[Picked]) -> HttpResponse:
    actor = actor_of(request)
    people = dossiers.colleagues(actor=actor, step_id=rows[0].step_id)
    choices = [(str(one.person_id), f"{one.name}, {one.title}") for one in people]
    form = AssignForm(request.POST if "person" in request.POST else None, people=choices)
    if not form.is_valid():
        return _ask(request, "officer/assign_many.html", form, rows)
    person_id: UUID = form.cleaned_data["person"]

    def give(row: Picked) -> None:
        dossiers.assign(actor=actor, step_id=row.step_id, person_id=person_id)

    outcomes = bulk.one_by_one(rows, give)
    return bulk.report(request, outcomes, _("Đã giao {count} hồ sơ."), back=_list(request))


def _return(request: HttpRequest, rows: Sequence[Picked]) -> HttpResponse:
    """One reason for all that were ticked."""
    actor = actor_of(request)
    form = canned.reason_form(request)
    if not form.is_valid():
        return _ask(request, "officer/return_many.html", form, rows)
    reason = form.cleaned_data["reason"]

    def send_back(row: Picked) -> None:
        dossiers.complete_step(actor=actor, step_id=row.step_id, outcome="return", note=reason)

    outcomes = bulk.one_by_one(rows, send_back)
    return bulk.report(
        request, outcomes, _("Đã trả lại {count} hồ sơ kèm lý do."), back=_list(request)
    )


def _ask(
    request: HttpRequest, template: str, form: AssignForm | ReasonForm, rows: Sequence[Picked]
) -> HttpResponse:
    ticks = request.POST.getlist("picked")
    offered = canned.offered(request, TextUse.RETURN)
    context = {"picked": rows, "ticks": ticks, "canned": offered, "list_href": _list(request)}
    return ask(request, template, form, {**context, "tab": request.POST.get("tab", "")})


def _take(actor: Actor, row: Picked) -> None:
    dossiers.take(actor=actor, step_id=row.step_id)


def _take_back(actor: Actor, row: Picked) -> None:
    dossiers.take_back(actor=actor, step_id=row.step_id)


def _propose(actor: Actor, row: Picked) -> None:
    dossiers.propose_result(actor=actor, dossier_id=row.dossier_id)


def _forward(actor: Actor, row: Picked) -> None:
    dossiers.complete_step(actor=actor, step_id=row.step_id, outcome="forward")


ASKS_FIRST: dict[str, Callable[[HttpRequest, Sequence[Picked]], HttpResponse]] = {
    "assign": _assign,
    "return": _return,
}
SIMPLE_ACTS = {
    "take": (_take, gettext_lazy("Đã nhận {count} hồ sơ về tay.")),
    "take_back": (_take_back, gettext_lazy("Đã rút {count} hồ sơ về để giao lại.")),
    "propose": (_propose, gettext_lazy("Đã trình {count} dự thảo.")),
    "forward": (_forward, gettext_lazy("Đã đồng ý và chuyển {count} hồ sơ sang bước sau.")),
}
