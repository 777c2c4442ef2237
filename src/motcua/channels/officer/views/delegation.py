"""Who stands in for whom: give a seat's duties for some days, end it early, see what runs."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from motcua.channels.desk import banners
from motcua.channels.desk.dates import TypedDate
from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory import api as directory
from motcua.directory.types import Actor, SeatHolder

Choices = Sequence[tuple[str, str]]


class DelegationForm(forms.Form):
    seat = forms.ChoiceField(
        label=gettext_lazy("Nhiệm vụ giao thay"),
        error_messages={"required": gettext_lazy("Chọn nhiệm vụ.")},
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Người làm thay"),
        error_messages={"required": gettext_lazy("Chọn người làm thay.")},
    )
    starts_on = TypedDate(
        label=gettext_lazy("Từ ngày"),
        help_text=gettext_lazy("Ví dụ 27/03/2026."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={"required": gettext_lazy("Nhập ngày bắt đầu.")},
    )
    ends_on = TypedDate(
        label=gettext_lazy("Đến hết ngày"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={"required": gettext_lazy("Nhập ngày kết thúc.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi lý do, ví dụ: nghỉ phép, đi công tác.")},
    )

    def __init__(self, *args: object, seats: Choices, people: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
        self.fields["person"].choices = people  # type: ignore[attr-defined]


@staff_view(*HANDLERS)
def delegations(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    posted = request.POST if request.method == "POST" else None
    form = DelegationForm(posted, seats=_seats(actor), people=_people(actor))
    if form.is_valid():
        refusal = attempt(lambda: _give(actor, form))
        if refusal is None:
            banners.done(request, _("Đã giao. Việc làm thay tự hết sau ngày cuối."))
            return redirect("officer:delegations")
        form.add_error(None, str(refusal))
    context = {"rows": directory.delegations(actor), "may_give": bool(_seats(actor))}
    return ask(request, "officer/delegations.html", form, context)


def _give(actor: Actor, form: DelegationForm) -> None:
    typed = form.cleaned_data
    directory.delegate(
        actor=actor,
        seat_id=UUID(typed["seat"]),
        to_id=UUID(typed["person"]),
        starts_on=date.fromisoformat(typed["starts_on"]),
        ends_on=date.fromisoformat(typed["ends_on"]),
        reason=typed["reason"],
    )


def _seats(actor: Actor) -> Choices:
    mine = (seat for seat in actor.own.seats if seat.role in directory.MAY_BE_GIVEN)
    return [
        (str(seat.id), f"{seat.title}, {directory.organisation(seat.unit_id).name}")
        for seat in mine
    ]


def _people(actor: Actor) -> Choices:
    found: dict[UUID, SeatHolder] = {
        one.person_id: one
        for agency_id in actor.own.agencies
        for one in directory.colleagues_in(agency_id)
        if one.person_id != actor.person_id
    }
    return [(str(one.person_id), f"{one.name}, {one.title}") for one in found.values()]


@staff_view(*HANDLERS)
@require_POST
def end(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    refusal = attempt(lambda: directory.end_delegation(actor=actor, delegation_id=delegation_id))
    if refusal:
        banners.not_done(request, refusal)
    else:
        banners.done(request, _("Đã kết thúc việc làm thay."))
    return redirect("officer:delegations")
