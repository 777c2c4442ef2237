from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from motcua.kit import clock, ids


class Procedure(models.Model):
    """One administrative procedure, over all its versions."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)

    class Meta:
        db_table = "catalogue_procedure"

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """What is published from a day on. Only its end can be written later (see the migration)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    decision = models.CharField(max_length=120)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    name_key = models.CharField(max_length=400)
    search_key = models.TextField()
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "catalogue_procedure_version"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure", "valid_from"],
                name="procedure_version_once_a_day",
                violation_error_message=_("Thủ tục đã có một bản cùng ngày hiệu lực."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="procedure_version_ends_after_it_begins",
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
            ExclusionConstraint(
                name="procedure_versions_do_not_overlap",
                expressions=[
                    ("procedure", RangeOperators.EQUAL),
                    (
                        Func("valid_from", "valid_to", models.Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Hai bản của thủ tục có hiệu lực chồng lên nhau."),
            ),
        ]
        indexes: ClassVar = [
            GinIndex(
                fields=["search_key"],
                name="procedure_version_words",
                opclasses=["gin_trgm_ops"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.valid_from}"


class CalendarDecision(models.Model):
    """Who decreed which days, and by what paper. Never changed: a later decision overrides it."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    decision = models.CharField(max_length=120)
    reason_vi = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300)
    confirmed = models.BooleanField(default=True)
    decided_by = models.UUIDField(null=True)
    # None for what the law itself or an old notice says: it could always be counted with.
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalogue_calendar_decision"

    def __str__(self) -> str:
        return self.decision


class CalendarDay(models.Model):
    class Kind(models.TextChoices):
        OFF = "off"
        MAKEUP = "makeup"

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    decision = models.ForeignKey(CalendarDecision, models.PROTECT, related_name="days")
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind)
    name_vi = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "catalogue_calendar_day"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "day"],
                name="calendar_day_once_a_decision",
                violation_error_message=_("Một văn bản chỉ nói về một ngày một lần."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
