"""The work list: sorted by time left, with what can be done to many at once beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import HANDLERS, places_of
from motcua.channels.desk.page import ask, neighbours, page_number, show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.forms.acts import AssignForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Outcome, Tab, WorkList

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
NOTHING_FOUND = gettext_lazy(
    "Không có hồ sơ nào khớp trong danh sách này. Thử một phần của mã hoặc tên, hoặc mở Tra cứu."
)
FLAG_NAMES = {
    "late_without_apology": gettext_lazy("Chưa có thư xin lỗi"),
    "late_with_apology": gettext_lazy("Đã xin lỗi"),
    "extended": gettext_lazy("Đã hẹn lại"),
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
    tab = _tab(request.GET.get("tab", ""))
    work = dossiers.work_list(actor=actor, tab=tab, page=page_number(request), search=words)
    context = {
        "work": work,
        "words": words,
        "tab": tab,
        "tabs": [_tab_link(one, work) for one in Tab],
        "tab_name": TAB_NAMES[tab],
        "empty": NOTHING_FOUND if words else EMPTY[tab],
        "flag_names": FLAG_NAMES,
        "may_assign": actor.holds(Role.HEAD) and tab is not Tab.DONE,
        "may_propose": actor.holds(Role.CASE_OFFICER) and tab is Tab.MINE,
        "may_move": actor.holds(Role.HEAD),
        "may_take": tab is Tab.UNIT,
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


@dataclass(frozen=True, slots=True)
class Picked:
    """One ticked row: its dossier, its open step, and the code to speak of it."""

    dossier_id: UUID
    step_id: UUID
    code: str


@staff_view(*HANDLERS)
@require_POST
def act_on_many(request: HttpRequest) -> HttpResponse:
    picked = _picked(request.POST.getlist("picked"))
    if not picked:
        banners.not_done(request, _("Chưa chọn hồ sơ nào. Đánh dấu ô đầu dòng rồi làm lại."))
        return redirect("officer:work")
    act = request.POST.get("act", "")
    if act == "assign":
        return _assign(request, picked)
    if act in SIMPLE_ACTS:
        run, sentence = SIMPLE_ACTS[act]
        actor = actor_of(request)
        banners.each(request, _one_by_one(picked, lambda row: run(actor, row)), str(sentence))
    return redirect("officer:work")


def _picked(values: Sequence[str]) -> tuple[Picked, ...]:
    """Each tick carries `dossier:step:code`; anything else was not made by our page."""
    rows = (value.split(":") for value in values)
    try:
        return tuple(Picked(UUID(row[0]), UUID(row[1]), row[2]) for row in rows)
    except (ValueError, IndexError):
        return ()


def _assign(request: HttpRequest, picked: Sequence[Picked]) -> HttpResponse:
    actor = actor_of(request)
    people = dossiers.colleagues(actor=actor, step_id=picked[0].step_id)
    choices = [(str(one.person_id), f"{one.name}, {one.title}") for one in people]
    form = AssignForm(request.POST if "person" in request.POST else None, people=choices)
    if not form.is_valid():
        ticks = request.POST.getlist("picked")
        return ask(request, "officer/assign_many.html", form, {"picked": picked, "ticks": ticks})
    person_id = form.cleaned_data["person"]

    def give(row: Picked) -> None:
        dossiers.assign(actor=actor, step_id=row.step_id, person_id=person_id)

    banners.each(request, _one_by_one(picked, give), _("Đã giao {count} hồ sơ."))
    return redirect("officer:work")


def _one_by_one(rows: Sequence[Picked], act: Callable[[Picked], object]) -> list[Outcome]:
    return [_outcome(row, act) for row in rows]


def _outcome(row: Picked, act: Callable[[Picked], object]) -> Outcome:
    refusal = attempt(lambda: act(row))
    return Outcome(row.dossier_id, row.code, ok=refusal is None, message=str(refusal or ""))


def _take(actor: Actor, row: Picked) -> None:
    dossiers.take(actor=actor, step_id=row.step_id)


def _propose(actor: Actor, row: Picked) -> None:
    dossiers.propose_result(actor=actor, dossier_id=row.dossier_id)


SIMPLE_ACTS = {
    "take": (_take, gettext_lazy("Đã nhận {count} hồ sơ về tay.")),
    "propose": (_propose, gettext_lazy("Đã trình {count} dự thảo.")),
}
