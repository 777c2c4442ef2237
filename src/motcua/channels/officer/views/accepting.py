from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.channels.desk import banners
from motcua.channels.desk.page import show
from motcua.channels.officer import bulk
from motcua.channels.officer.bulk import Picked
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers

LIST = "officer:incoming"


@staff_view(Role.RECEPTION, outside_transaction=True)
@require_POST
def accept_many(request: HttpRequest) -> HttpResponse:
    """First which, then yes: the legal clock of each starts at once."""
    rows = bulk.picked(request.POST.getlist("picked"))
    if not rows:
        banners.not_done(request, _("Chưa chọn hồ sơ nào. Đánh dấu ô đầu dòng rồi làm lại."))
        return redirect(LIST)
    if "sure" not in request.POST:
        ticks = request.POST.getlist("picked")
        return show(request, "officer/accept_many.html", {"picked": rows, "ticks": ticks})
    actor = actor_of(request)

    def accept(row: Picked) -> None:
        dossiers.accept(actor=actor, dossier_id=row.dossier_id)

    outcomes = bulk.one_by_one(rows, accept)
    return bulk.report(request, outcomes, _("Đã tiếp nhận {count} hồ sơ."), back=LIST)
