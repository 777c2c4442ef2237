"""A dossier on one page: form, papers, history, clock, steps, and what may be done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.channels.desk.navigation import READERS
from motcua.channels.desk.page import show
from motcua.channels.officer.act_table import Act, offered
from motcua.channels.officer.supplement_answer import paper_names
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import ENDED, DossierView
from motcua.payments import api as payments

# The official form that attests a turn (TT 03/2025/TT-VPCP, phụ lục I).
FORM_OF_TURN = {
    "accepted": ("01", _("Mẫu 01: giấy tiếp nhận và hẹn trả")),
    "supplement_requested": ("02", _("Mẫu 02: phiếu yêu cầu bổ sung")),
    "refused": ("03", _("Mẫu 03: phiếu từ chối tiếp nhận")),
    "apologised": ("04", _("Mẫu 04: xin lỗi")),
    "extended": ("04", _("Mẫu 04: xin lỗi và hẹn lại")),
    "stopped": ("05", _("Mẫu 05: thông báo dừng giải quyết")),
    "withdrawn": ("05", _("Mẫu 05: thông báo dừng giải quyết")),
}
CONTROL_SLIP = ("06", _("Mẫu 06: phiếu kiểm soát quá trình"))
SOURCES = {
    "csdldc": _("CSDL quốc gia về dân cư"),
    "official": _("cán bộ nhập tại quầy"),
    "vneid": _("tài khoản định danh điện tử"),
    "linked": _("hồ sơ chính của việc liên thông"),
}

# Acts with a page of their own: permission, address, button.
OWN_PAGES: tuple[tuple[str, str, Promise], ...] = (
    ("accept", "officer:accept", _("Tiếp nhận")),
    ("scan", "officer:scan", _("Quét giấy tờ")),
    ("draft_result", "officer:draft_result", _("Soạn kết quả")),
    ("answer_supplement", "officer:receive_supplement", _("Nhận bổ sung tại quầy")),
    ("request_supplement", "officer:supplement", _("Yêu cầu bổ sung")),
    ("request_further", "officer:supplement", _("Đề nghị yêu cầu bổ sung thêm")),
    ("consult", "officer:consult", _("Hỏi ý kiến cơ quan khác")),
)
# What moves the dossier on, in this order; the first that is offered is the button that stands out.
MOVES_ON = ("accept", "answer_supplement", "nhan-viec", "trinh", "draft_result", "xong-buoc",
            "tra-ket-qua", "ban-giao-lai")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Button:
    """`name`: the permission of a page of its own, or the slug of an act."""

    name: str
    href: str
    words: Promise

    @property
    def moves_on(self) -> bool:
        return self.name in MOVES_ON


@staff_view(*READERS)
@require_safe
def dossier_page(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    dossier = dossiers.dossier(actor=actor_of(request), dossier_id=dossier_id)
    order = payments.order_of(dossier_id)
    acts = tuple(offered(dossier))
    context = {
        "dossier": dossier,
        "buttons": _buttons(dossier, acts, to_pay=bool(order and order.left_to_pay)),
        "heavy_acts": [act for act in acts if act.heavy],
        "forms": dict((*_forms(dossier), CONTROL_SLIP)),
        "print_now": request.GET.get("in", ""),
        "sources": SOURCES,
        "labels": _labels(dossier),
        "never_accepted": dossier.status in ENDED and dossier.clock.left.state == "none",
        "has_files": any(paper.files for paper in dossier.papers),
        "order": order,
    }
    return show(request, "officer/dossier.html", context)


@staff_view(*READERS)
@require_safe
def compare(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The form on one side, one paper on the other."""
    dossier = dossiers.dossier(actor=actor_of(request), dossier_id=dossier_id)
    files = [str(file.file_id) for paper in dossier.papers for file in paper.files]
    asked = request.GET.get("tep", "")
    chosen = asked if asked in files else next(iter(files), "")
    looked_at = reverse("officer:nothing_to_look_at")
    if chosen:
        looked_at = reverse("officer:look", args=[dossier_id, chosen])
    context = {"dossier": dossier, "looked_at": looked_at, "sources": SOURCES}
    return show(request, "officer/compare.html", context)


def _forms(dossier: DossierView) -> Iterator[tuple[str, Promise]]:
    return (
        FORM_OF_TURN[entry.key]
        for entry in dossier.timeline
        if entry.key in FORM_OF_TURN and not entry.elsewhere
    )


def _labels(dossier: DossierView) -> dict[str, str]:
    """What is asked for in a supplement request, by its reference."""
    fields = {line.field: line.label for section in dossier.sections for line in section.lines}
    return {**fields, **paper_names(dossier)}


def _has_paper_to_scan(dossier: DossierView) -> bool:
    return any(dossiers.may_be_scanned(paper.mode, paper.source) for paper in dossier.papers)


def _buttons(dossier: DossierView, acts: Iterable[Act], *, to_pay: bool) -> list[Button]:
    """What moves the dossier on comes first; the rest as it stands in the two tables."""
    found = [*_own_pages(dossier, to_pay=to_pay), *_light(dossier, acts)]
    last = len(MOVES_ON)
    return sorted(found, key=lambda one: MOVES_ON.index(one.name) if one.moves_on else last)


def _own_pages(dossier: DossierView, *, to_pay: bool) -> Iterator[Button]:
    for permission, name, words in OWN_PAGES:
        if permission in dossier.may and (permission != "scan" or _has_paper_to_scan(dossier)):
            yield Button(permission, reverse(name, args=[dossier.dossier_id]), words)
    if to_pay and "record_fee" in dossier.may:
        yield Button("fees", reverse("officer:fees", args=[dossier.dossier_id]), _("Thu phí"))


def _light(dossier: DossierView, acts: Iterable[Act]) -> Iterator[Button]:
    for act in acts:
        if not act.heavy:
            href = reverse("officer:act", args=[dossier.dossier_id, act.slug])
            yield Button(act.slug, href, act.button)
