"""Administrators import the national catalogue: the file, its result, the review queue, publishing."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import api as catalogue
from motcua.channels.desk import banners
from motcua.channels.desk.page import ask, neighbours, page_number, show
from motcua.channels.desk.refused import attempt
from motcua.channels.operations.import_forms import MendForm, RejectForm, office_words
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.kit.errors import DomainError

MOST_BYTES = 20_000_001  # one more than is taken: what is larger is not held to be refused
STATES = {
    "review": gettext_lazy("Chờ xem lại"),
    "differs": gettext_lazy("Khác bản hiện hành"),
    "ready": gettext_lazy("Sẵn sàng công bố"),
    "rejected": gettext_lazy("Không lấy"),
    "published": gettext_lazy("Đã công bố"),
    "drafted": gettext_lazy("Đã lập bản tiếp theo"),
}


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    error = ""
    if request.method == "POST":
        upload = request.FILES.get("tep")
        content = upload.read(MOST_BYTES) if upload is not None else b""
        name = upload.name if upload is not None and upload.name else ""
        made: list[UUID] = []
        refusal = attempt(
            lambda: made.append(catalogue.upload_catalogue(actor=actor, name=name, content=content))
        )
        if refusal is None:
            return redirect("operations:import", made[0])
        error = str(refusal) if upload is not None else _("Chọn tệp danh mục rồi gửi.")
    queue = catalogue.review_queue(actor=actor)
    context = {
        "imports": catalogue.imports(actor=actor),
        "queue": queue,
        "upload_error": error,
        "errors": [{"element": "tep", "message": error}] if error else [],
    }
    return show(request, "operations/imports.html", context)


@staff_view(Role.ADMINISTRATOR)
@require_safe
def one_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    actor, page = actor_of(request), page_number(request)
    found = catalogue.import_progress(actor=actor, import_id=import_id)
    refused, more = catalogue.refused_lines(actor=actor, import_id=import_id, page=page)
    context = {"one": found, "refused": refused, **neighbours(request, page, has_next=more)}
    return show(request, "operations/import.html", context)


@staff_view(Role.ADMINISTRATOR)
@require_safe
def progress(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The part of the page that asks again while the worker reads."""
    found = catalogue.import_progress(actor=actor_of(request), import_id=import_id)
    response = render(request, "operations/parts/import_progress.html", {"one": found})
    if found.state == "done":
        response["HX-Refresh"] = "true"
    return response


@staff_view(Role.ADMINISTRATOR)
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    actor, page = actor_of(request), page_number(request)
    state = request.GET.get("trang-thai", "review")
    state = state if state in STATES else "review"
    defect, words = request.GET.get("loi", ""), request.GET.get("q", "").strip()[:100]
    queue = catalogue.review_queue(actor=actor, state=state, defect=defect, words=words, page=page)
    context = {
        "queue": queue,
        "state": state,
        "states": STATES.items(),
        "defect": defect,
        "words": words,
        **neighbours(request, page, has_next=queue.has_next),
    }
    return show(request, "operations/import_review.html", context)


@staff_view(Role.ADMINISTRATOR)
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """The picked rows; or, with `het`, all whose repair the row itself says."""
    actor = actor_of(request)
    count: list[int] = []
    if request.POST.get("het"):
        defect = request.POST.get("loi", "")
        refusal = attempt(
            lambda: count.append(catalogue.accept_sure_rows(actor=actor, defect=defect))
        )
    else:
        picked = _ids(request.POST.getlist("picked"))
        if not picked:
            banners.not_done(request, _("Chưa chọn dòng nào. Đánh dấu ô đầu dòng rồi bấm lại."))
            return redirect("operations:import-review")
        refusal = attempt(lambda: count.append(catalogue.accept_rows(actor=actor, row_ids=picked)))
    done = count[0] if count else 0
    sentence = ngettext(
        "Đã nhận cách sửa của {count} thủ tục.", "Đã nhận cách sửa của {count} thủ tục.", done
    ).format(count=done)
    return _back(request, refusal, sentence, "operations:import-review")


@staff_view(Role.ADMINISTRATOR)
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    count: list[int] = []
    refusal = attempt(lambda: count.append(catalogue.publish_import(actor=actor)))
    done = count[0] if count else 0
    sentence = ngettext(
        "Đã công bố {count} thủ tục. Từ hôm nay người dân và cán bộ dùng được.",
        "Đã công bố {count} thủ tục. Từ hôm nay người dân và cán bộ dùng được.",
        done,
    ).format(count=done)
    return _back(request, refusal, sentence, "operations:imports")


@staff_view(Role.ADMINISTRATOR)
@require_safe
def row(request: HttpRequest, row_id: UUID) -> HttpResponse:
    return _show_row(request, row_id, RejectForm())


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, row_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    seen = catalogue.imported_row(actor=actor, row_id=row_id)
    form = MendForm.of(dict(seen.facts), request.POST or None)
    if form.is_valid():
        typed = form.mend()
        refusal = attempt(lambda: catalogue.mend_row(actor=actor, row_id=row_id, mend=typed))
        if refusal is None:
            banners.done(request, _("Đã sửa. Thủ tục sẵn sàng; quản trị viên khác công bố."))
            return redirect("operations:imported-row", row_id)
        form.add_error(None, str(refusal))
    return ask(request, "operations/mend_row.html", form, {"row": seen})


@staff_view(Role.ADMINISTRATOR)
@require_POST
def accept_one(request: HttpRequest, row_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    return _act(
        request,
        row_id,
        lambda: catalogue.accept_rows(actor=actor, row_ids=[row_id]),
        _("Đã nhận cách sửa. Thủ tục sẵn sàng; quản trị viên khác công bố."),
    )


@staff_view(Role.ADMINISTRATOR)
@require_POST
def reject(request: HttpRequest, row_id: UUID) -> HttpResponse:
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _show_row(request, row_id, form)
    actor, reason = actor_of(request), form.cleaned_data["reason"]
    return _act(
        request,
        row_id,
        lambda: catalogue.reject_row(actor=actor, row_id=row_id, reason=reason),
        _("Đã ghi: không lấy dòng này."),
    )


@staff_view(Role.ADMINISTRATOR)
@require_POST
def take_over(request: HttpRequest, row_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    made: list[UUID] = []
    refusal = attempt(lambda: made.append(catalogue.take_over_row(actor=actor, row_id=row_id)))
    if refusal is not None:
        banners.not_done(request, refusal)
        return redirect("operations:imported-row", row_id)
    banners.done(request, _("Đã lập bản tiếp theo. Ghi lý do, trình, rồi người thứ hai công bố."))
    return redirect("operations:version-draft", made[0])


def _show_row(request: HttpRequest, row_id: UUID, form: forms.Form) -> HttpResponse:
    seen = catalogue.imported_row(actor=actor_of(request), row_id=row_id)
    handled_by = (seen.facts["handled_by"], seen.facts["office"])
    context = {
        "row": seen,
        "state_name": STATES.get(seen.state, ""),
        "office": office_words(*handled_by),
    }
    return ask(request, "operations/imported_row.html", form, context)


def _act(
    request: HttpRequest, row_id: UUID, act: Callable[[], object], sentence: str
) -> HttpResponse:
    refusal = attempt(act)
    if refusal is not None:
        banners.not_done(request, refusal)
    else:
        banners.done(request, sentence)
    return redirect("operations:imported-row", row_id)


def _back(
    request: HttpRequest, refusal: DomainError | None, sentence: str, place: str
) -> HttpResponse:
    if refusal is not None:
        banners.not_done(request, refusal)
    else:
        banners.done(request, sentence)
    return redirect(place)


def _ids(typed: list[str]) -> list[UUID]:
    """What is no id was not picked on our page."""
    found = []
    for one in typed:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found
