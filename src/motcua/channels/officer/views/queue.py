"""The queue at the reception desk: which counter I sit at, whom I call, what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.channels import queue_words
from motcua.channels.desk import banners
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory import api as directory
from motcua.directory.types import Actor, Role
from motcua.kit.errors import DomainError
from motcua.kit.ids import new_id
from motcua.queueing import api as queueing
from motcua.queueing.errors import (
    AppointmentNotFoundError,
    CentreNotFoundError,
    CodeUnknownError,
    ServiceNotFoundError,
)
from motcua.queueing.types import AppointmentState, Panel, Priority, TicketView

APPOINTMENT_STATES = {
    AppointmentState.BOOKED: gettext_lazy("Chưa đến"),
    AppointmentState.ARRIVED: gettext_lazy("Đã đến"),
    AppointmentState.MISSED: gettext_lazy("Không đến"),
    AppointmentState.CANCELLED: gettext_lazy("Đã hủy"),
}


@staff_view(Role.RECEPTION)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    try:
        panel = queueing.panel(actor)
    except CentreNotFoundError:
        return show(request, "officer/queue_missing.html", {})
    context = {
        "panel": panel,
        "mine": panel.mine,
        "mine_state": queue_words.state(panel.mine) if panel.mine else ("", ""),
        "priority_names": {str(value): words for value, words in _short_priorities()},
        "priorities": _short_priorities(),
        "sitters": _names(panel),
        "passed": queueing.passed_today(actor),
        "form_id": new_id(),
    }
    return show(request, "officer/queue.html", context)


@staff_view(Role.RECEPTION)
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """Who is expected today, hour by hour; whoever stands there without the code gets a number."""
    try:
        expected = queueing.expected_today(actor_of(request))
    except CentreNotFoundError:
        return show(request, "officer/queue_missing.html", {})
    names = directory.names_of([one.person_id for one in expected])
    rows = [(one, names.get(one.person_id, ""), APPOINTMENT_STATES[one.state]) for one in expected]
    return show(request, "officer/appointments.html", {"rows": rows})


def _names(panel: Panel) -> dict[UUID, str]:
    """By counter, who sits there; the names of officials are on their doors anyway."""
    names = directory.names_of([one.official_id for one in panel.counters if one.official_id])
    return {one.id: names.get(one.official_id, "") for one in panel.counters if one.official_id}


def _short_priorities() -> tuple[tuple[Priority, str], ...]:
    return (
        (Priority.NONE, _("không ưu tiên")),
        (Priority.ELDERLY, _("cao tuổi")),
        (Priority.DISABLED, _("khuyết tật")),
        (Priority.PREGNANT, _("mang thai")),
    )


# ------------------------------------------------------------------ what the buttons do


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form carried; a broken id is none at all, and then nothing is found."""

    ticket: UUID
    counter: UUID
    service: UUID | None
    priority: Priority
    code: str
    form: UUID | None


def _sit(actor: Actor, asked: Asked) -> None:
    queueing.sit_down(actor=actor, counter_id=asked.counter)


def _leave(actor: Actor, asked: Asked) -> None:
    queueing.stand_up(actor=actor, counter_id=asked.counter)


def _next(actor: Actor, asked: Asked) -> None:
    queueing.call_next(actor=actor, counter_id=asked.counter)


def _again(actor: Actor, asked: Asked) -> None:
    queueing.call_again(actor=actor, ticket_id=asked.ticket)


def _start(actor: Actor, asked: Asked) -> None:
    queueing.start_serving(actor=actor, ticket_id=asked.ticket)


def _done(actor: Actor, asked: Asked) -> None:
    queueing.finish_serving(actor=actor, ticket_id=asked.ticket)


def _pass(actor: Actor, asked: Asked) -> None:
    queueing.pass_ticket(actor=actor, ticket_id=asked.ticket)


def _to_service(actor: Actor, asked: Asked) -> None:
    queueing.transfer_ticket(actor=actor, ticket_id=asked.ticket, service_id=asked.service)


def _to_counter(actor: Actor, asked: Asked) -> None:
    queueing.transfer_ticket(actor=actor, ticket_id=asked.ticket, counter_id=asked.counter)


def _put_back(actor: Actor, asked: Asked) -> None:
    queueing.put_back(actor=actor, ticket_id=asked.ticket)


def _take(actor: Actor, asked: Asked) -> TicketView:
    """For whoever cannot use the kiosk."""
    if asked.service is None:
        raise ServiceNotFoundError
    centre = queueing.centre_of(actor)
    return queueing.take_ticket(
        actor=actor,
        centre_id=centre.id,
        service_id=asked.service,
        priority=asked.priority,
        form=asked.form,
    )


def _arrive(actor: Actor, asked: Asked) -> TicketView:
    try:
        return queueing.arrive(actor=actor, code=asked.code)
    except AppointmentNotFoundError:
        raise CodeUnknownError(code=asked.code.strip()) from None


Act = Callable[[Actor, Asked], TicketView | None]
ACTS: Mapping[str, tuple[Act, Promise | str]] = {
    "sit": (_sit, gettext_lazy("Đã mở quầy.")),
    "leave": (_leave, gettext_lazy("Đã đóng quầy.")),
    "next": (_next, ""),
    "again": (_again, gettext_lazy("Đã gọi lại.")),
    "start": (_start, ""),
    "done": (_done, gettext_lazy("Đã xong. Bạn có thể gọi người tiếp theo.")),
    "put_back": (_put_back, gettext_lazy("Đã cho chờ lại, ở cuối danh sách.")),
    "pass": (_pass, gettext_lazy("Đã cho qua lượt.")),
    "to_service": (_to_service, gettext_lazy("Đã chuyển. Người này giữ số và thời gian đã chờ.")),
    "to_counter": (_to_counter, gettext_lazy("Đã chuyển. Người này giữ số và thời gian đã chờ.")),
    "arrive": (_arrive, gettext_lazy("Đã nhận lịch hẹn và phát số {label}.")),
    "take": (_take, gettext_lazy("Đã phát số {label}. Đọc số này cho người dân.")),
}


@staff_view(Role.RECEPTION)
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    run, sentence = ACTS.get(request.POST.get("act", ""), (None, ""))
    if run is None:
        return redirect("officer:queue")
    actor, asked = actor_of(request), _asked(request)
    given: list[TicketView | None] = []
    refusal = _attempt(lambda: given.append(run(actor, asked)))
    if refusal:
        banners.not_done(request, refusal)
    elif sentence:
        label = given[0].label if given[0] else ""
        banners.done(request, str(sentence).format(label=label))
    return redirect("officer:queue")


def _attempt(do: Callable[[], object]) -> DomainError | None:
    """Here one always comes back to the panel, also when a number is gone."""
    try:
        return attempt(do)
    except DomainError as refusal:
        return refusal


def _asked(request: HttpRequest) -> Asked:
    nothing = UUID(int=0)
    priority = request.POST.get("priority", "")
    return Asked(
        ticket=_uuid(request, "ticket") or nothing,
        counter=_uuid(request, "counter") or nothing,
        service=_uuid(request, "service"),
        priority=Priority(priority) if priority in set(Priority) else Priority.NONE,
        code=request.POST.get("code", ""),
        form=_uuid(request, "form"),
    )


def _uuid(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None
