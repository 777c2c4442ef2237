"""The editors of the next version: one thing a page, for people who do not program."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue.types import DraftView, PaperDrop, PaperShift
from motcua.channels.operations.paper_forms import PaperForm
from motcua.channels.operations.result_forms import ResultForm
from motcua.channels.operations.version_editing import Editor, at_once, edit_part, known
from motcua.channels.operations.version_forms import FrameForm, GeneralForm, VersionForm
from motcua.channels.sessions import staff_view
from motcua.directory.types import Role


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def frame(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    editor = Editor(_("Quyết định, ngày có hiệu lực, hồ sơ đang chạy"), "frame")
    return edit_part(
        request, draft_id, editor, lambda draft: FrameForm.of(draft, request.POST or None)
    )


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def general(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    editor = Editor(_("Tên, mô tả, ai nộp được"), "general")
    return edit_part(
        request, draft_id, editor, lambda draft: GeneralForm.of(draft, request.POST or None)
    )


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    editor = Editor(_("Kết quả chung"), "result")
    return edit_part(
        request, draft_id, editor, lambda draft: ResultForm.of(draft, request.POST or None)
    )


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, draft_id: UUID, code: str = "") -> HttpResponse:
    def make(draft: DraftView) -> VersionForm:
        held = known(draft.component(code)) if code else {}
        return PaperForm.of(draft, held, request.POST or None)

    return edit_part(request, draft_id, Editor(_("Giấy tờ"), "components", code), make)


@staff_view(Role.ADMINISTRATOR)
@require_POST
def paper_up(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    return at_once(request, draft_id, PaperShift(code, -1), _("Đã chuyển giấy tờ lên."))


@staff_view(Role.ADMINISTRATOR)
@require_POST
def paper_down(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    return at_once(request, draft_id, PaperShift(code, 1), _("Đã chuyển giấy tờ xuống."))


@staff_view(Role.ADMINISTRATOR)
@require_POST
def drop_paper(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    return at_once(request, draft_id, PaperDrop(code), _("Đã bỏ giấy tờ khỏi bản soạn."))
