from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.kit import clock, ids
from motcua.queueing.types import (
    AT_A_COUNTER,
    MOST_CALLS,
    AppointmentState,
    Priority,
    TicketState,
)


class QueueCentre(models.Model):
    """A service centre that has a queue. Its row is locked while somebody is called."""

    id = models.UUIDField(primary_key=True)  # the unit of the directory
    agency_id = models.UUIDField()
    device_key = models.CharField(max_length=32, unique=True)

    class Meta:
        db_table = "queueing_centre"

    def __str__(self) -> str:
        return str(self.id)


class QueueService(models.Model):
    """A group of procedures with a letter of its own."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    centre = models.ForeignKey(QueueCentre, models.PROTECT, related_name="services")
    agency_id = models.UUIDField()
    letter = models.CharField(max_length=1)
    name = models.CharField(max_length=120)
    procedures = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "queueing_service"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["centre", "letter"],
                name="queue_letter_once_per_centre",
                violation_error_message=_("Chữ này đã dùng cho nhóm khác. Chọn chữ khác."),
            ),
            models.CheckConstraint(
                condition=Q(letter__regex="^[A-Z]$"),
                name="queue_letter_is_a_letter",
                violation_error_message=_("Nhập một chữ cái in hoa từ A đến Z."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"


class QueueCounter(models.Model):
    """A counter of the hall, and the services it takes; none named means all."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    centre = models.ForeignKey(QueueCentre, models.PROTECT, related_name="counters")
    agency_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    services = ArrayField(models.UUIDField(), default=list, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        db_table = "queueing_counter"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["centre", "number"],
                name="queue_counter_number_once",
                violation_error_message=_("Đã có quầy mang số này. Nhập số khác."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Sitting(models.Model):
    """Who sits at which counter, from when to when, on one day."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    counter = models.ForeignKey(QueueCounter, models.PROTECT, related_name="sittings")
    agency_id = models.UUIDField()
    official_id = models.UUIDField()
    day = models.DateField(default=clock.today)
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "queueing_sitting"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["counter", "day"],
                condition=Q(closed_at=None),
                name="queue_counter_has_one_official",
                violation_error_message=_("Quầy này đang có người ngồi."),
            ),
            models.UniqueConstraint(
                fields=["official_id", "day"],
                condition=Q(closed_at=None),
                name="queue_official_sits_at_one_counter",
                violation_error_message=_("Bạn đang mở một quầy khác."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.counter_id}"


class TicketSerial(models.Model):
    """The last number of a service on a day; its row is locked while a number is taken."""

    service = models.ForeignKey(QueueService, models.PROTECT)
    agency_id = models.UUIDField()
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "queueing_ticket_serial"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "day"], name="ticket_serial_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.last}"


class Ticket(models.Model):
    """One number of one day. It holds no person: whoever has the paper is the one."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    centre = models.ForeignKey(QueueCentre, models.PROTECT, related_name="tickets")
    service = models.ForeignKey(QueueService, models.PROTECT, related_name="tickets")
    agency_id = models.UUIDField()
    day = models.DateField(default=clock.today)
    letter = models.CharField(max_length=1)
    serial = models.PositiveIntegerField()
    key = models.CharField(max_length=32, unique=True)
    form = models.UUIDField(null=True, unique=True)  # of the page: tapped twice, it is one number
    meant_for = models.ForeignKey(QueueCounter, models.PROTECT, null=True, related_name="sent")
    priority = models.CharField(
        max_length=12, choices=[(p.value, p.value) for p in Priority], default="", blank=True
    )
    due_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in TicketState], default="waiting"
    )
    taken_at = models.DateTimeField(default=clock.now)
    since = models.DateTimeField(default=clock.now)
    counter = models.ForeignKey(QueueCounter, models.PROTECT, null=True, related_name="tickets")
    calls = models.PositiveSmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "queueing_ticket"
        indexes: ClassVar = [
            models.Index(fields=["centre", "day", "state"], name="queueing_ticket_of_day"),
            models.Index(  # what the night closes, without reading the years before
                fields=["day"],
                condition=Q(state__in=["waiting", "called", "serving"]),
                name="queueing_ticket_still_open",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["centre", "letter", "day", "serial"],
                name="ticket_number_once_per_day",
                violation_error_message=_("Số này đã phát hôm nay."),
            ),
            models.UniqueConstraint(
                fields=["counter", "day"],
                condition=Q(state__in=[str(state) for state in AT_A_COUNTER]),
                name="ticket_one_at_a_counter",
                violation_error_message=_("Quầy đang có một số khác."),
            ),
            models.CheckConstraint(
                condition=Q(calls__lte=MOST_CALLS),
                name="ticket_called_three_times_at_most",
                violation_error_message=_("Một số được gọi nhiều nhất ba lần."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.letter}{self.serial:03d}"


class Call(models.Model):
    """Which counter called which number, who and when. Never changed, never removed."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="called")
    counter = models.ForeignKey(QueueCounter, models.PROTECT)
    agency_id = models.UUIDField()
    official_id = models.UUIDField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "queueing_call"

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.at:%H:%M}"


class SlotRule(models.Model):
    """On a weekday, from when to when, how many appointments every so many minutes."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    service = models.ForeignKey(QueueService, models.PROTECT, related_name="slot_rules")
    agency_id = models.UUIDField()
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "queueing_slot_rule"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "weekday", "opens"],
                name="slot_rule_once",
                violation_error_message=_("Ngày này đã có lịch bắt đầu vào giờ đó."),
            ),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes"), minutes__gte=5, weekday__lte=6),
                name="slot_rule_makes_sense",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}"


class Slot(models.Model):
    """The places of one hour of one day. Its row is locked while a place is taken."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    service = models.ForeignKey(QueueService, models.PROTECT, related_name="slots")
    agency_id = models.UUIDField()
    day = models.DateField()
    at = models.TimeField()
    capacity = models.PositiveSmallIntegerField()
    booked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "queueing_slot"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "day", "at"], name="slot_once"),
            models.CheckConstraint(
                condition=Q(booked__lte=F("capacity")),
                name="slot_not_overbooked",
                violation_error_message=_("Giờ này đã hết chỗ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.at}"


class Appointment(models.Model):
    """A person's place in a slot; on arrival its code becomes a ticket."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="appointments")
    service = models.ForeignKey(QueueService, models.PROTECT)
    agency_id = models.UUIDField()
    person_id = models.UUIDField()
    code = models.CharField(max_length=12, unique=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in AppointmentState], default="booked"
    )
    booked_at = models.DateTimeField(default=clock.now)
    ticket = models.OneToOneField(Ticket, models.PROTECT, null=True, related_name="appointment")

    class Meta:
        db_table = "queueing_appointment"
        indexes: ClassVar = [
            models.Index(fields=["person_id", "state"], name="queueing_appointment_of_person"),
            models.Index(
                fields=["slot"], condition=Q(state="booked"), name="queueing_appointment_expected"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_id", "service"],
                condition=Q(state=AppointmentState.BOOKED.value),
                name="appointment_one_open_per_person",
                violation_error_message=_("Bạn đã có một lịch hẹn cho dịch vụ này."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
