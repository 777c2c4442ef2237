from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
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
    # What lists show and are narrowed by, so that no list reads `content`.
    level = models.CharField(max_length=12)
    handled_by = models.CharField(max_length=24)
    field = models.CharField(max_length=200)
    life_events = ArrayField(models.CharField(max_length=40), default=list)
    summary = models.JSONField()
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
            ),
            models.Index(fields=["name_key", "id"], name="procedure_version_by_name"),
            models.Index(fields=["field", "name_key"], name="procedure_version_by_field"),
            models.Index(fields=["level", "name_key"], name="procedure_version_by_level"),
            GinIndex(fields=["life_events"], name="procedure_version_by_event"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.valid_from}"


class VersionDraft(models.Model):
    """The next version while the present one is live; after publication, why there was a new one.

    That nobody who wrote in it publishes it is also a constraint of the database (see the migration).
    """

    class State(models.TextChoices):
        WRITING = "writing"
        PROPOSED = "proposed"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    class Rule(models.TextChoices):
        STAY = "stay"
        MOVE = "move"

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="drafts")
    based_on = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.WRITING)
    content = models.JSONField()
    authors = ArrayField(models.UUIDField())  # everybody who wrote in it
    decision = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=600, blank=True)
    takes_effect_on = models.DateField(null=True)
    rule = models.CharField(max_length=4, choices=Rule, default=Rule.STAY)
    begun_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    returned_with = models.CharField(max_length=600, blank=True)
    published_by = models.UUIDField(null=True)
    published = models.OneToOneField(
        ProcedureVersion, models.PROTECT, null=True, related_name="way"
    )
    told_at = models.DateTimeField(null=True)  # when others heard that it took effect

    class Meta:
        db_table = "catalogue_version_draft"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(state__in=["writing", "proposed"]),
                name="version_draft_one_at_a_time",
                violation_error_message=_("Thủ tục này đã có một bản đang soạn."),
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_by__isnull=False, published__isnull=False)
                | ~Q(state="published") & Q(published_by=None, published=None),
                name="version_draft_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["proposed", "published"])
                | Q(takes_effect_on__isnull=False) & ~Q(decision="") & ~Q(reason=""),
                name="version_draft_proposed_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["takes_effect_on"],
                name="version_draft_untold",
                condition=Q(state="published", told_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.state}"


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
