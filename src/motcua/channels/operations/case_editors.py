"""Cases of the next version: one more, one changed, one less; and whom their steps ask elsewhere."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import CaseDrop, DraftView
from motcua.channels.desk.page import show
from motcua.channels.operations.agency_forms import AgenciesForm
from motcua.channels.operations.case_forms import CaseForm
from motcua.channels.operations.version_editing import Editor, at_once, edit_part, known
from motcua.channels.operations.version_forms import VersionForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, draft_id: UUID, code: str = "") -> HttpResponse:
    def make(draft: DraftView) -> VersionForm:
        held = known(draft.case(code)) if code else {}
        return CaseForm.of(draft, held, request.POST or None)

    title = _("Trường hợp và thời hạn") if code else _("Thêm trường hợp")
    return edit_part(request, draft_id, Editor(title, "cases", code), make)


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def drop_case(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    """What stands in the way and what would go along is shown first."""
    if request.method == "POST":
        return at_once(request, draft_id, CaseDrop(code), _("Đã bỏ trường hợp khỏi bản soạn."))
    actor = actor_of(request)
    draft = catalogue.version_draft(actor=actor, draft_id=draft_id)
    known(draft.case(code))
    context = {
        "draft": draft,
        "back": reverse("operations:version-draft", args=[draft_id]),
        "found": catalogue.case_uses(actor=actor, draft=draft, code=code),
        "is_last": len(draft.plain["cases"]) == 1,
        "stamp": catalogue.part_stamp(draft, "cases", code),
    }
    return show(request, "operations/drop_case.html", context)


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def agencies(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    around: dict[str, Any] = {"code": code}

    def make(draft: DraftView) -> VersionForm:
        form = AgenciesForm.of(draft, known(draft.case(code)), request.POST or None)
        around["steps"] = form.boxes()  # read when the page is shown, with what was refused
        return form

    editor = Editor(
        _("Cơ quan khác và hồ sơ con"),
        "agencies",
        code,
        template="operations/agencies.html",
        around=around,
    )
    return edit_part(request, draft_id, editor, make)
