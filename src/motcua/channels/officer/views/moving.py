"""A head gives an absent officer's tasks to a colleague: whose, which, to whom, in one act."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role, SeatHolder
from motcua.dossiers import api as dossiers


@staff_view(Role.HEAD)
def move_tasks(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    people = dossiers.officers_here(actor=actor)
    giver = _one_of(people, asked.get("tu", ""))
    rows = dossiers.tasks_of(actor=actor, person_id=giver.person_id) if giver else ()
    ticks = request.POST.getlist("picked")
    picked = [row.step_id for row in rows if row.step_id and str(row.step_id) in ticks]
    taker = _one_of(people, request.POST.get("den", ""))
    error = ""
    if request.method == "POST" and giver:
        error = _mistake(picked, taker)
        if taker and not error:
            error = _move(actor, giver, taker, picked)
        if not error:
            return _moved(request, len(picked), taker)
    context = {
        "people": people,
        "giver": giver,
        "taker": taker,
        "rows": rows,
        "picked": picked,
        "errors": [Mistake("", error)] if error else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return show(request, "officer/moving.html", context, status=status)


def _one_of(people: Sequence[SeatHolder], typed: str) -> SeatHolder | None:
    return next((one for one in people if str(one.person_id) == typed), None)


def _mistake(picked: Sequence[UUID], taker: SeatHolder | None) -> str:
    if not picked:
        return _("Chưa chọn việc nào. Đánh dấu ô đầu dòng rồi làm lại.")
    if taker is None:
        return _("Chọn người nhận việc.")
    return ""


def _move(actor: Actor, giver: SeatHolder, taker: SeatHolder, picked: Sequence[UUID]) -> str:
    refusal = attempt(
        lambda: dossiers.move_tasks(
            actor=actor, from_id=giver.person_id, to_id=taker.person_id, step_ids=picked
        )
    )
    return str(refusal or "")


def _moved(request: HttpRequest, count: int, taker: SeatHolder | None) -> HttpResponse:
    name = taker.name if taker else ""
    sentence = _("Đã chuyển {count} việc cho {name}.").format(count=count, name=name)
    banners.done(request, sentence)
    return redirect("officer:move_tasks")
