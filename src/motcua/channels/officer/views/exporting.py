"""A list of the desk as a file: asked for, followed while the worker writes it, fetched once done."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import READERS
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.forms.search import NarrowForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import ExportState, ExportView, ListAsked, ListKind, TableFormat

LOOK_AGAIN = "3"  # seconds, while a file is being written
MEDIA_TYPES = {
    TableFormat.CSV: "text/csv; charset=utf-8",
    TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LIST_NAMES: dict[ListKind, Promise] = {
    ListKind.SEARCH: gettext_lazy("Kết quả tra cứu"),
    ListKind.INCOMING: gettext_lazy("Hồ sơ chờ tiếp nhận"),
    ListKind.HANDING_OVER: gettext_lazy("Kết quả chờ trả"),
    ListKind.MINE: gettext_lazy("Việc của tôi"),
    ListKind.UNIT: gettext_lazy("Chờ người nhận"),
    ListKind.OTHERS: gettext_lazy("Chờ người khác"),
    ListKind.CITIZEN: gettext_lazy("Chờ người dân"),
    ListKind.DONE: gettext_lazy("Đã xong"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One file, in words."""

    export: ExportView
    name: str
    words: str

    @property
    def ready(self) -> bool:
        return self.export.state is ExportState.DONE


@staff_view(*READERS)
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    rows = [_line(one) for one in dossiers.exports(actor=actor_of(request))]
    response = show(request, "officer/exports.html", {"rows": rows})
    if any(row.export.under_way for row in rows):
        response["Refresh"] = LOOK_AGAIN
    return response


def _line(export: ExportView) -> Line:
    asked = export.asked
    name = str(LIST_NAMES[asked.kind])
    named = _("{list}: «{words}»").format(list=name, words=asked.words) if asked.words else name
    return Line(export, named, _how_far(export))


def _how_far(export: ExportView) -> str:
    match export.state:
        case ExportState.WAITING:
            return _("Đang chờ đến lượt viết.")
        case ExportState.RUNNING if export.total is None:
            return _("Đang tìm các dòng của danh sách.")
        case ExportState.RUNNING:
            return _("Đã viết {written}/{total} dòng.").format(
                written=export.written, total=export.total
            )
        case ExportState.DONE:
            return _("Xong: {written} dòng, {size}.").format(
                written=export.written, size=filesizeformat(export.size or 0)
            )
        case _:
            return _("Danh sách quá dài cho tệp Excel. Chọn CSV, hoặc thu hẹp rồi xuất lại.")


@staff_view(*READERS)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """The list as it stood on the screen; what our pages do not send is refused."""
    actor, form = actor_of(request), NarrowForm(request.POST)
    kind, table = request.POST.get("list", ""), request.POST.get("format", "")
    if kind not in set(ListKind) or table not in set(TableFormat) or not form.is_valid():
        banners.not_done(request, _("Không hiểu yêu cầu xuất. Mở lại danh sách rồi bấm lại nút."))
        return redirect("officer:exports")
    asked = ListAsked(ListKind(kind), request.POST.get("q", "").strip(), form.narrowing)
    refusal = attempt(
        lambda: dossiers.export_list(actor=actor, asked=asked, table=TableFormat(table))
    )
    if refusal:
        banners.not_done(request, refusal)
    return redirect("officer:exports")


@staff_view(*READERS, outside_transaction=True)  # type: ignore[arg-type]  # answers piece by piece
@require_safe
def fetch(request: HttpRequest, export_id: UUID) -> StreamingHttpResponse:
    name, table, pieces = dossiers.exported_file(actor=actor_of(request), export_id=export_id)
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[table])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"  # noqa: FBT003
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@staff_view(*READERS)
@require_POST
def remove(request: HttpRequest, export_id: UUID) -> HttpResponse:
    dossiers.remove_export(actor=actor_of(request), export_id=export_id)
    banners.done(request, _("Đã bỏ tệp."))
    return redirect("officer:exports")
