from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.channels.officer import banners
from motcua.channels.officer.desk_page import ask
from motcua.channels.officer.forms.days import DecreeForm
from motcua.channels.officer.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.kit import clock


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
    days = catalogue.decreed_days(since=clock.today())
    return ask(request, "calendar.html", form, {"days": days})
