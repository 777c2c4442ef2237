"""Administrators: the list, one procedure over its versions, the next one and its publication."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftFault, DraftView, Level
from motcua.channels.desk import banners
from motcua.channels.desk.page import ask, neighbours, page_number, show
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory import api as directory
from motcua.directory.types import Role

LEVELS = {Level.COMMUNE: gettext_lazy("Cấp xã"), Level.PROVINCE: gettext_lazy("Cấp tỉnh")}


_OF_ONE: Mapping[str, str] = {
    "components": "operations:edit-paper",
    "fees": "operations:edit-fee",
    "cases": "operations:edit-case",
    "agencies": "operations:edit-agencies",
}
_OF_ALL: Mapping[str, str] = {
    "frame": "operations:edit-frame",
    "general": "operations:edit-general",
    "result": "operations:edit-result",
    "form": "operations:form-outline",
    "form_rules": "operations:form-outline",
}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Lý do trả lại"),
        help_text=gettext_lazy("Người soạn đọc được; hãy viết rõ chỗ cần sửa."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Viết lý do trả lại.")},
    )


@staff_view(Role.ADMINISTRATOR)
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    level, field = request.GET.get("cap", ""), request.GET.get("linh-vuc", "")
    page = page_number(request)
    rows, more = catalogue.procedures(
        actor=actor_of(request), words=words, level=level, field=field, page=page
    )
    context = {
        "rows": [(row, LEVELS.get(Level(row.level), row.level)) for row in rows],
        "words": words,
        "level": level,
        "field": field,
        "levels": LEVELS.items(),
        "fields": [name for name, _count in catalogue.fields()],
        **neighbours(request, page, has_next=more),
    }
    return show(request, "operations/procedures.html", context)


@staff_view(Role.ADMINISTRATOR)
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    page = catalogue.procedure_page(actor=actor_of(request), code=code)
    return show(request, "operations/procedure.html", {"procedure": page})


@staff_view(Role.ADMINISTRATOR)
@require_POST
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    made: list[UUID] = []
    actor = actor_of(request)
    refusal = attempt(lambda: made.append(catalogue.prepare_version(actor=actor, code=code)))
    if refusal is not None:
        banners.not_done(request, refusal)
        return redirect("operations:procedure", code)
    banners.done(request, _("Đã chép bản hiện hành thành bản soạn. Bản hiện hành vẫn áp dụng."))
    return redirect("operations:version-draft", made[0])


@staff_view(Role.ADMINISTRATOR)
@require_safe
def version_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    return _show(request, draft_id, ReturnForm())


@staff_view(Role.ADMINISTRATOR)
@require_POST
def propose(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    return _act(
        request,
        draft_id,
        lambda: catalogue.propose_version(actor=actor_of(request), draft_id=draft_id),
        _("Đã trình. Một quản trị viên khác xem phần khác biệt rồi công bố."),
    )


@staff_view(Role.ADMINISTRATOR)
@require_POST
def publish(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    return _act(
        request,
        draft_id,
        lambda: catalogue.publish_version(actor=actor_of(request), draft_id=draft_id),
        _("Đã công bố. Từ ngày có hiệu lực, mọi nơi tự dùng bản mới."),
    )


@staff_view(Role.ADMINISTRATOR)
@require_POST
def withdraw(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    return _act(
        request,
        draft_id,
        lambda: catalogue.withdraw_draft(actor=actor_of(request), draft_id=draft_id),
        _("Đã bỏ bản soạn. Bản hiện hành tiếp tục áp dụng."),
    )


@staff_view(Role.ADMINISTRATOR)
@require_POST
def send_back(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _show(request, draft_id, form)
    reason = form.cleaned_data["reason"]
    return _act(
        request,
        draft_id,
        lambda: catalogue.return_version(actor=actor_of(request), draft_id=draft_id, reason=reason),
        _("Đã trả lại để sửa, kèm lý do."),
    )


def _act(
    request: HttpRequest, draft_id: UUID, act: Callable[[], object], sentence: str
) -> HttpResponse:
    refusal = attempt(act)
    if refusal is not None:
        banners.not_done(request, refusal)
    else:
        banners.done(request, sentence)
    return redirect("operations:version-draft", draft_id)


def _editor_of(draft: DraftView, fault: DraftFault) -> str:
    """Where it is mended; empty where no page is about it."""
    if fault.part in _OF_ONE and fault.code:
        return reverse(_OF_ONE[fault.part], args=[draft.draft_id, fault.code])
    if fault.part in _OF_ALL:
        return reverse(_OF_ALL[fault.part], args=[draft.draft_id])
    return ""


def _show(request: HttpRequest, draft_id: UUID, form: forms.Form) -> HttpResponse:
    actor = actor_of(request)
    draft = catalogue.version_draft(actor=actor, draft_id=draft_id)
    context = {
        "draft": draft,
        "authors": ", ".join(directory.names_of(draft.authors).values()),
        "is_author": actor.person_id in draft.authors,
        "cases": [(one, catalogue.agencies_of(draft, one["code"])) for one in draft.plain["cases"]],
        "papers": [
            (one, catalogue.part_stamp(draft, "components", one["code"]))
            for one in draft.plain["components"]
        ],
        "fees": catalogue.fee_table(draft),
        "faults": [(fault, _editor_of(draft, fault)) for fault in draft.faults],
    }
    return ask(request, "operations/version_draft.html", form, context)
