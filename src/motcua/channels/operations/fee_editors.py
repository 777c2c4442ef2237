"""Fees of the next version: the table with «what does this person pay», and one fee."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView, FeeDrop
from motcua.channels.desk.page import ask
from motcua.channels.operations.fee_forms import FeeForm
from motcua.channels.operations.fee_trials import FeeTrialForm, lines_of
from motcua.channels.operations.version_editing import Editor, at_once, edit_part, known
from motcua.channels.operations.version_forms import VersionForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role

TABLE = "operations:fees"


@staff_view(Role.ADMINISTRATOR)
@require_safe
def fees(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = catalogue.version_draft(actor=actor_of(request), draft_id=draft_id)
    form = FeeTrialForm.of(draft, request.GET if "cach-nop" in request.GET else None)
    bill = form.bill(draft) if form.is_valid() else None
    context = {
        "draft": draft,
        "back": reverse("operations:version-draft", args=[draft_id]),
        "rows": [
            (one, catalogue.part_stamp(draft, "fees", one.code))
            for one in catalogue.fee_table(draft)
        ],
        "faults": [fault for fault in draft.faults if fault.part == "fees"],
        "bill": bill,
        "lines": list(lines_of(bill)) if bill else [],
    }
    return ask(request, "operations/fees.html", form, context)


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def fee(request: HttpRequest, draft_id: UUID, code: str = "") -> HttpResponse:
    def make(draft: DraftView) -> VersionForm:
        held = known(draft.fee(code)) if code else {}
        return FeeForm.of(draft, held, request.POST or None)

    title = _("Sửa khoản thu") if code else _("Thêm khoản thu")
    return edit_part(request, draft_id, Editor(title, "fees", code, back=TABLE), make)


@staff_view(Role.ADMINISTRATOR)
@require_POST
def drop_fee(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    return at_once(
        request, draft_id, FeeDrop(code), _("Đã bỏ khoản thu khỏi bản soạn."), back=TABLE
    )
