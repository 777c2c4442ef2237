"""Applications typed for citizens: send a code, enter it, or keep the signed print; or let it be."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.navigation import HELPING
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.views.files import PDF, send_file
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import WrongCode
from motcua.kit import clock


@staff_view(*HELPING)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    waiting = dossiers.assisted_entries(actor=actor_of(request))
    context = {"entries": waiting, "receives": _receives(request)}
    return show(request, "officer/assisted.html", context)


@staff_view(*HELPING)
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    became = dossiers.submitted_entry(actor=actor_of(request), entry_id=entry_id)
    if became is not None:
        return redirect("officer:dossier", became) if _receives(request) else _over(request)
    act = ACTS.get(request.POST.get("act", ""))
    return act(request, entry_id) if act else _show(request, entry_id)


@staff_view(*HELPING, outside_transaction=True)
@require_safe
def printed(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What was typed, on paper: read by the citizen, and signed."""
    name, pdf = dossiers.print_entry(actor=actor_of(request), entry_id=entry_id)
    return send_file(name, PDF, pdf, attached=False)


def _receives(request: HttpRequest) -> bool:
    return actor_of(request).holds(Role.RECEPTION)


def _over(request: HttpRequest) -> HttpResponse:
    """Who only helped: the dossier is the counter's now."""
    banners.done(request, _("Người dân đã xác nhận, hồ sơ đã nộp. Bộ phận Một cửa sẽ tiếp nhận."))
    return redirect("officer:assisted")


def _send_code(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    refusal = attempt(lambda: dossiers.ask_code(actor=actor, entry_id=entry_id))
    if refusal is not None:
        return _show(request, entry_id, Mistake("", str(refusal)))
    banners.done(request, _("Đang gửi mã. Hỏi người dân mã vừa nhận rồi nhập vào ô bên dưới."))
    return redirect("officer:assisted_entry", entry_id)


def _enter_code(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    actor, code = actor_of(request), request.POST.get("code", "").strip()
    if not code:
        return _show(request, entry_id, Mistake("code", _("Nhập mã 6 chữ số người dân vừa đọc.")))
    answers: list[object] = []
    refusal = attempt(
        lambda: answers.append(dossiers.confirm_by_code(actor=actor, entry_id=entry_id, code=code))
    )
    if refusal is not None:
        return _show(request, entry_id, Mistake("code", str(refusal)))
    if isinstance(answers[0], WrongCode):
        return _show(request, entry_id, Mistake("code", _wrong(answers[0].tries_left)))
    return _submitted(request, entry_id)


def _wrong(tries_left: int) -> str:
    return ngettext(
        "Mã chưa đúng. Hãy hỏi lại người dân; còn %(count)s lần nhập.",
        "Mã chưa đúng. Hãy hỏi lại người dân; còn %(count)s lần nhập.",
        tries_left,
    ) % {"count": tries_left}


def _keep_signature(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    actor = actor_of(request)

    def keep() -> None:
        owner_id = dossiers.assisted_entry(actor=actor, entry_id=entry_id).owner_id
        scan = request.FILES.get("signed")
        file_id = None
        if scan is not None:
            ref = documents.accept_upload(
                actor, name=scan.name or "", content=scan.read(), owner_id=owner_id
            )
            file_id = ref.id
        dossiers.confirm_by_signature(actor=actor, entry_id=entry_id, file_id=file_id)

    refusal = attempt(keep)
    if refusal is not None:
        return _show(request, entry_id, Mistake("signed", str(refusal)))
    return _submitted(request, entry_id)


def _drop(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    dossiers.drop_entry(actor=actor_of(request), entry_id=entry_id)
    banners.done(request, _("Đã hủy bản khai giúp. Không có hồ sơ nào được nộp."))
    return redirect("officer:assisted")


def _submitted(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    if not _receives(request):
        return _over(request)
    became = dossiers.submitted_entry(actor=actor_of(request), entry_id=entry_id)
    banners.done(request, _("Người dân đã xác nhận, hồ sơ đã nộp. Bây giờ có thể tiếp nhận."))
    return redirect("officer:accept", became)


def _show(request: HttpRequest, entry_id: UUID, wrong: Mistake | None = None) -> HttpResponse:
    shown = dossiers.assisted_entry(actor=actor_of(request), entry_id=entry_id)
    counts = shown.code_until is not None and clock.now() <= shown.code_until
    context = {
        "entry": shown,
        "code_counts": counts,
        "errors": [wrong] if wrong else [],
        "code_error": wrong.message if wrong and wrong.element == "code" else "",
        "signed_error": wrong.message if wrong and wrong.element == "signed" else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "officer/assisted_entry.html", context, status=status)


ACTS: dict[str, Callable[[HttpRequest, UUID], HttpResponse]] = {
    "send": _send_code,
    "code": _enter_code,
    "signature": _keep_signature,
    "drop": _drop,
}
