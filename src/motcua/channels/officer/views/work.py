"""The work list: sorted by time left, with what can be done to many at once beside it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.channels.desk.navigation import HANDLERS, places_of
from motcua.channels.desk.page import neighbours, page_number, show
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Tab, WorkList

TAB_NAMES = {
    Tab.MINE: gettext_lazy("Việc của tôi"),
    Tab.UNIT: gettext_lazy("Chờ người nhận"),
    Tab.OTHERS: gettext_lazy("Chờ người khác"),
    Tab.CITIZEN: gettext_lazy("Chờ người dân"),
    Tab.DONE: gettext_lazy("Đã xong"),
}

EMPTY = {
    Tab.MINE: gettext_lazy("Bạn không giữ hồ sơ nào. Mở «Chờ người nhận» để nhận việc của đơn vị."),
    Tab.UNIT: gettext_lazy("Không có hồ sơ nào chờ người nhận trong đơn vị của bạn."),
    Tab.OTHERS: gettext_lazy("Không có hồ sơ nào đang ở đơn vị khác."),
    Tab.CITIZEN: gettext_lazy("Không có hồ sơ nào đang chờ người dân bổ sung hoặc nộp tiền."),
    Tab.DONE: gettext_lazy("Hôm nay bạn chưa hoàn thành bước nào."),
}
OVERDUE_FLAGS = ("late_without_apology", "step_late")
NOTHING_FOUND = gettext_lazy(
    "Không có hồ sơ nào khớp trong danh sách này. Thử một phần của mã hoặc tên, hoặc mở Tra cứu."
)
FLAG_NAMES = {
    "late_without_apology": gettext_lazy("Chưa có thư xin lỗi"),
    "late_with_apology": gettext_lazy("Đã xin lỗi"),
    "step_late": gettext_lazy("Quá hạn bước"),
    "extended": gettext_lazy("Đã hẹn lại"),
    "supplement_asked": gettext_lazy("Chờ bổ sung"),
    "payment_asked": gettext_lazy("Chờ nghĩa vụ tài chính"),
    "supplemented": gettext_lazy("Đã bổ sung"),
}


@staff_view()
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first place of one's role."""
    first = next(places_of(actor_of(request)), None)
    return redirect(first.name) if first else show(request, "officer/no_seat.html", {})


@staff_view(*HANDLERS)
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    words = request.GET.get("q", "").strip()
    asked = _tab(request.GET.get("tab", "")) if request.GET else None
    work = dossiers.work_list(actor=actor, tab=asked, page=page_number(request), search=words)
    tab = work.tab
    acts = {
        "may_assign": actor.holds(Role.HEAD) and tab is not Tab.DONE,
        "may_propose": actor.holds(Role.CASE_OFFICER) and tab is Tab.MINE,
        "may_take": tab is Tab.UNIT,
        "may_decide": actor.holds(Role.HEAD) and tab in {Tab.MINE, Tab.UNIT},
    }
    context = {
        "work": work,
        "words": words,
        "tab": tab,
        "tabs": [_tab_link(one, work) for one in Tab],
        "tab_name": TAB_NAMES[tab],
        "empty": NOTHING_FOUND if words else EMPTY[tab],
        "flag_names": FLAG_NAMES,
        "overdue_flags": OVERDUE_FLAGS,
        "may_move": actor.holds(Role.HEAD),
        "may_many": any(acts.values()),
        **acts,
        **neighbours(request, work.page, has_next=work.has_next),
    }
    return show(request, "officer/work.html", context)


def _tab(typed: str) -> Tab:
    return Tab(typed) if typed in set(Tab) else Tab.MINE


def _tab_link(tab: Tab, work: WorkList) -> dict[str, object]:
    return {
        "href": f"?tab={tab}",
        "label": TAB_NAMES[tab],
        "count": _bounded(work.counts.get(tab, 0)),
        "current": tab is work.tab,
    }


def _bounded(count: int) -> str:
    return str(count) if count < dossiers.MOST_COUNTED else f"{dossiers.MOST_COUNTED - 1}+"
