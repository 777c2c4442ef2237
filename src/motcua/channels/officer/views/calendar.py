from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.channels.desk import banners
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.forms.days import DecreeForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.channels.wording import say
from motcua.directory.types import Role
from motcua.kit import clock

_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class ComingDay:
    day: date
    worked: bool
    reason: str
    decision: str


@staff_view(Role.ADMINISTRATOR)
def calendar(request: HttpRequest) -> HttpResponse:
    """Decree days off and make-up days; dossiers on their way move and say why."""
    form = DecreeForm(request.POST or None)
    if form.is_valid():
        actor = actor_of(request)
        refusal = attempt(lambda: catalogue.decree_days(actor=actor, **form.cleaned_data))
        if refusal is None:
            banners.done(
                request, _("Đã ghi lịch. Ngày hẹn của hồ sơ đang chạy được tính lại ngay.")
            )
            return redirect("officer:calendar")
        form.add_error(None, str(refusal))
    return ask(request, "officer/calendar.html", form, {"days": list(_coming(clock.today()))})


def _coming(since: date) -> Iterator[ComingDay]:
    """Days off and make-up days of the next year or so."""
    known = catalogue.calendar()
    for offset in range(_AHEAD.days):
        day = since + timedelta(days=offset)
        special = known.day_off(day) or known.makeup_day(day)
        if special is not None:
            yield ComingDay(day, known.is_working(day), say(special.name), special.decision)
