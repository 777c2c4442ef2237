"""Administrators: what came from another system, what did not, and why. They only read here."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.channels.desk.page import neighbours, page_number, show
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers

KINDS = {
    "unit": _("Đơn vị"),
    "procedure": _("Thủ tục"),
    "status": _("Trạng thái"),
    "channel": _("Kênh nộp"),
    "answer": _("Câu hỏi"),
    "paper": _("Giấy tờ"),
}
SHEETS = {"answers": _("Câu trả lời"), "papers": _("Giấy tờ")}


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    page = page_number(request)
    rows, more = dossiers.legacy_batches(actor=actor_of(request), page=page)
    context = {"rows": rows, **neighbours(request, page, has_next=more)}
    return show(request, "operations/legacy.html", context)


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    page = dossiers.legacy_batch(actor=actor_of(request), batch_id=batch_id)
    unknown = [(KINDS[one.kind], one) for one in page.unknown]
    refusals = [(_place(one.field), one) for one in page.refusals]
    context = {"page": page, "batch": page.batch, "unknown": unknown, "refusals": refusals}
    return show(request, "operations/legacy_batch.html", context)


def _place(field: str) -> str:
    """The column; of answers and papers, with the file that it belongs to."""
    sheet, _space, column = field.partition(" ")
    return f"{SHEETS[sheet]}: {column}" if sheet in SHEETS else field
