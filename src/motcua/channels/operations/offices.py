"""Administrators say once what offices of published decisions are here: one page, one button."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import UNITS
from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role

MOST = 500


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def offices(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    chosen = _chosen(request) if request.method == "POST" else {}
    wrong: tuple[Mistake, ...] = ()
    if request.method == "POST":
        done: list[int] = []
        refusal = attempt(lambda: done.append(catalogue.name_offices(actor=actor, units=chosen)))
        if refusal is None:
            banners.done(request, _told(done[0]))
            return redirect("operations:offices")
        wrong = (Mistake("", str(refusal)),)
    lines = catalogue.offices(actor=actor)
    context = {
        "lines": [(line, chosen.get(line.key, line.unit)) for line in lines],
        "open": sum(not line.unit for line in lines),
        "units": list(UNITS.items()),
        "errors": wrong,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "operations/offices.html", context, status=status)


def _chosen(request: HttpRequest) -> dict[str, str]:
    keys, units = request.POST.getlist("key")[:MOST], request.POST.getlist("unit")[:MOST]
    return dict(zip(keys, units, strict=False))


def _told(changed: int) -> str:
    if not changed:
        return _("Chưa chọn gì mới.")
    return ngettext(
        "Đã đặt bộ phận cho {} nơi; các quy trình mẫu dùng ngay.",
        "Đã đặt bộ phận cho {} nơi; các quy trình mẫu dùng ngay.",
        changed,
    ).format(changed)
