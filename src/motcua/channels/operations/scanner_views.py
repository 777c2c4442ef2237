"""Which folder of the scanners belongs to whom, and whether it works."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.channels.wording import when
from motcua.directory import api as directory
from motcua.directory.types import Actor, Role, SeatHolder
from motcua.documents import api as documents
from motcua.documents.errors import NotAtCounterError, ScanFolderMissingError
from motcua.documents.types import FolderProblem, ScanFolderView
from motcua.kit import clock

_SILENT = timedelta(minutes=3)
_WORDS: dict[FolderProblem, Promise] = {
    FolderProblem.MISSING: gettext_lazy(
        "Không thấy thư mục. Kiểm tra ổ chia sẻ đã gắn vào máy chủ; thư mục bị xóa thì đóng rồi mở lại."
    ),
    FolderProblem.LINKED: gettext_lazy(
        "Đây là đường dẫn tắt, không phải thư mục, nên không đọc. Xóa đi, đóng rồi mở lại."
    ),
    FolderProblem.LOCKED: gettext_lazy(
        "Không đọc hoặc không xóa được tệp ở đây. Cho tiến trình motcua quyền đọc và ghi."
    ),
    FolderProblem.FAILED: gettext_lazy(
        "Có tệp chưa lưu được, sẽ thử lại. Kiểm tra ổ đĩa và nhật ký tiến trình nền."
    ),
    FolderProblem.UNSEATED: gettext_lazy(
        "Người này không còn là cán bộ tiếp nhận nên không nhận tệp nữa. Đóng thư mục."
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An official of a counter; without a folder one may be opened."""

    person_id: UUID
    agency_id: UUID
    name: str
    title: str
    folder: ScanFolderView | None
    state: str
    works: bool


@staff_view(Role.HEAD, Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def scanners(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    wrong: list[Mistake] = []
    act = _ACTS.get(request.POST.get("act", ""))
    if act is not None:
        told: list[str] = []
        refusal = attempt(lambda: told.append(act(actor, request)))
        if refusal is None:
            banners.done(request, told[0])
            return redirect("operations:scanners")
        wrong.append(Mistake("", str(refusal)))
    context = {
        "lines": list(_lines(actor)),
        "place": settings.SCANS,
        "days": settings.SCANS_KEPT_DAYS,
        "errors": wrong,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "operations/scanners.html", context, status=status)


def _open(actor: Actor, request: HttpRequest) -> str:
    try:
        person_id, agency_id = (UUID(request.POST.get(name, "")) for name in ("person", "agency"))
    except ValueError:
        raise NotAtCounterError from None
    name = documents.open_scan_folder(actor=actor, person_id=person_id, agency_id=agency_id)
    return _("Đã mở thư mục {name}. Ghi tên này vào danh bạ của máy quét.").format(name=name)


def _close(actor: Actor, request: HttpRequest) -> str:
    try:
        folder_id = UUID(request.POST.get("folder", ""))
    except ValueError:
        raise ScanFolderMissingError from None
    documents.close_scan_folder(actor=actor, folder_id=folder_id)
    return _("Đã đóng thư mục. Xóa nó trong danh bạ của máy quét và trên ổ chia sẻ.")


_ACTS: dict[str, Callable[[Actor, HttpRequest], str]] = {"open": _open, "close": _close}


def _lines(actor: Actor) -> Iterator[Line]:
    """Those at the counters by name, then folders of people who are there no more."""
    folders = {(one.agency_id, one.person_id): one for one in documents.scan_folders(actor)}
    run = {seat.agency_id for seat in actor.seats if seat.role in {Role.HEAD, Role.ADMINISTRATOR}}
    for agency_id, holders in directory.seated(Role.RECEPTION, run).items():
        for one in holders:
            yield _line(agency_id, one, folders.pop((agency_id, one.person_id), None))
    names = directory.names_of([person_id for _agency, person_id in folders])
    for (agency_id, person_id), folder in folders.items():
        yield _line(agency_id, SeatHolder(person_id, names.get(person_id, ""), ""), folder)


def _line(agency_id: UUID, one: SeatHolder, folder: ScanFolderView | None) -> Line:
    broken = _what_is_wrong(folder) if folder else ""
    state = broken or (_how_far(folder) if folder else _("Chưa mở."))
    return Line(one.person_id, agency_id, one.name, one.title, folder, state, not broken)


def _what_is_wrong(folder: ScanFolderView) -> str:
    seen = folder.looked_at or folder.opened_at
    if clock.now() - seen > _SILENT:
        words = _("Tiến trình nền không xem thư mục từ {time}. Xem trang Sức khỏe hệ thống.")
        return words.format(time=when(seen))
    return str(_WORDS[folder.problem]) if folder.problem else ""


def _how_far(folder: ScanFolderView) -> str:
    if folder.looked_at is None:
        return _("Vừa mở, chờ lần xem đầu.")
    if folder.received_at is None:
        return _("Sẵn sàng, chưa có tệp nào.")
    return _("Đang nhận, tệp gần nhất {time}.").format(time=when(folder.received_at))
