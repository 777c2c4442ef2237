"""What is said about a number: on its page, on the wall, and aloud."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from motcua.queueing.types import Place, Priority, TicketState, TicketView

_STATES: dict[TicketState, tuple[str, Promise]] = {
    TicketState.WAITING: ("due_soon", gettext_lazy("đang chờ")),
    TicketState.CALLED: ("overdue", gettext_lazy("đang gọi")),
    TicketState.SERVING: ("on_time", gettext_lazy("đang làm việc tại quầy")),
    TicketState.DONE: ("none", gettext_lazy("đã xong")),
    TicketState.MISSED: ("none", gettext_lazy("đã qua lượt")),
    TicketState.CANCELLED: ("none", gettext_lazy("đã trả số")),
}


def priorities() -> tuple[tuple[Priority, str], ...]:
    """Whom the State serves first (NĐ 63/2010/NĐ-CP Đ18), the common answer on top."""
    return (
        (Priority.NONE, _("Không, tôi chờ như mọi người")),
        (Priority.ELDERLY, _("Tôi là người cao tuổi (từ 60 tuổi)")),
        (Priority.DISABLED, _("Tôi là người khuyết tật")),
        (Priority.PREGNANT, _("Tôi đang mang thai")),
    )


def state(ticket: TicketView) -> tuple[str, str]:
    """Shape and words."""
    shape, words = _STATES[ticket.state]
    return shape, str(words)


def waiting(place: Place | None) -> str:
    """«Khoảng 15 phút, 4 người trước bạn.» Without a measure, no minutes are said."""
    if place is None:
        return ""
    people = ahead(place.ahead)
    if place.minutes is None:
        return _("{people}.").format(people=people[:1].upper() + people[1:])
    return _("Khoảng {minutes} phút, {people}.").format(minutes=place.minutes, people=people)


def ahead(count: int) -> str:
    if not count:
        return _("bạn là người tiếp theo")
    return ngettext("{count} người trước bạn", "{count} người trước bạn", count).format(count=count)


def invitation(ticket: TicketView) -> str:
    return _("Mời số {label} đến quầy {counter}").format(label=ticket.label, counter=ticket.counter)


def spoken(ticket: TicketView) -> str:
    """Digit by digit: a voice reads «A012» as «A mười hai», and nobody finds that on a paper."""
    return _("Mời số {label} đến quầy {counter}").format(
        label=" ".join(ticket.label), counter=ticket.counter
    )
