"""The counter's day on one page, to be read at the end of it or printed."""

from dataclasses import replace
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.channels.desk.controls import controls
from motcua.channels.desk.dates import TypedDate
from motcua.channels.desk.page import ask
from motcua.channels.officer.forms.search import CHANNEL_NAMES
from motcua.channels.officer.views.files import PDF, send_file
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
    day = _day(form)
    report = dossiers.shift_report(actor=actor_of(request), day=day)
    context = {
        "report": report,
        "is_today": day == clock.today(),
        "print_href": f"{reverse('officer:print_shift')}?day={day:%d/%m/%Y}",
        "taken_in": [
            (name, report.taken_in.get(Channel(value), 0)) for value, name in CHANNEL_NAMES
        ],
        "fees": [(METHOD_NAMES.get(one.method, one.method), one) for one in report.fees],
    }
    shown = [replace(one, optional=False) for one in controls(form)]
    return ask(request, "officer/shift.html", form, {**context, "controls": shown})


@staff_view(Role.RECEPTION, outside_transaction=True)
@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The same day on paper; a day that is no day is today."""
    day = _day(DayForm(request.GET))
    name, content = dossiers.print_shift(actor=actor_of(request), day=day)
    return send_file(name, PDF, content, attached=False)


def _day(form: DayForm) -> date:
    chosen = form.cleaned_data["day"] if form.is_valid() else ""
    return date.fromisoformat(chosen) if chosen else clock.today()
