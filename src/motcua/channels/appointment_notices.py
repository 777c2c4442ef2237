"""What a person is told about an appointment: the queue and the notices do not know one another."""

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.channels import wording
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications
from motcua.queueing import api as queueing
from motcua.queueing.events import AppointmentBooked, AppointmentComesUp
from motcua.queueing.types import AppointmentState, AppointmentView


def tell_booked(event: AppointmentBooked) -> None:
    _tell(event, "booked", _("Bạn đã đặt lịch hẹn"))


def remind(event: AppointmentComesUp) -> None:
    _tell(event, "coming", _("Nhắc bạn: ngày mai có lịch hẹn"))


def _tell(event: AppointmentBooked | AppointmentComesUp, kind: str, title: str) -> None:
    with acting(SYSTEM):
        one = queueing.appointment(event.appointment_id)
        if one.state is not AppointmentState.BOOKED:
            return
        notifications.tell(
            person_id=event.person_id,
            kind=f"appointment_{kind}",
            title=title,
            body=_body(one),
            key=f"appointment:{kind}:{one.id}",
            link=reverse("citizen:appointment", args=[one.id]),
        )


def _body(one: AppointmentView) -> str:
    return _(
        "{service}, lúc {at} ngày {day}, tại {centre}. Đến nơi, nhập mã {code} ở máy lấy số."
        " Không đến được thì hủy lịch để người khác dùng chỗ."
    ).format(
        service=one.service_name,
        at=f"{one.at:%H:%M}",
        day=wording.short_day(one.day),
        centre=one.centre_name,
        code=one.code,
    )
