"""The counter's day on one page, to be read at the end of it or printed."""

from dataclasses import replace
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.channels.desk.controls import controls
from motcua.channels.desk.dates import TypedDate
from motcua.channels.desk.page import ask
from motcua.channels.officer.forms.search import CHANNEL_NAMES
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel
from motcua.kit import clock

METHOD_NAMES = {"cash": _("Tiền mặt"), "transfer": _("Chuyển khoản")}


class DayForm(forms.Form):
    day = TypedDate(
        label=_("Ngày"),
        help_text=_("Ví dụ 27/03/2026"),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


@staff_view(Role.RECEPTION)
@require_safe
def shift(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.GET if "day" in request.GET else None)
    chosen = form.cleaned_data["day"] if form.is_valid() else ""
    day = date.fromisoformat(chosen) if chosen else clock.today()
    report = dossiers.shift_report(actor=actor_of(request), day=day)
    context = {
        "report": report,
        "is_today": day == clock.today(),
        "taken_in": [
            (name, report.taken_in.get(Channel(value), 0)) for value, name in CHANNEL_NAMES
        ],
        "fees": [(METHOD_NAMES.get(one.method, one.method), one) for one in report.fees],
    }
    shown = [replace(one, optional=False) for one in controls(form)]
    return ask(request, "officer/shift.html", form, {**context, "controls": shown})
