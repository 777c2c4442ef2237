from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models.versions import ProcedureVersion, VersionDraft
from motcua.kit import clock, ids


class CatalogueImport(models.Model):
    """One reading of the national catalogue's file; its numbers are what the report says."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    name = models.CharField(max_length=200)
    begun_by = models.UUIDField(null=True)  # None: the operator, from the command line
    begun_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    lines = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    sound = models.PositiveIntegerField(default=0)
    review = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    refusals = models.JSONField(default=list)  # of this file's lines, also those known before

    class Meta:
        db_table = "catalogue_import"

    def __str__(self) -> str:
        return self.name


class ImportedRow(models.Model):
    """What became of one line. The newest of a code is the one that counts; older ones stay to read."""

    class State(models.TextChoices):
        READY = "ready"  # nothing doubtful, or the repair was accepted: waits to be published
        REVIEW = "review"
        DIFFERS = "differs"  # the procedure is live already; somebody decides
        REFUSED = "refused"
        PUBLISHED = "published"
        DRAFTED = "drafted"  # became the next version on its way
        REJECTED = "rejected"
        SUPERSEDED = "superseded"  # a later file says something else

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    batch = models.ForeignKey(CatalogueImport, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=300, blank=True)
    hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State)
    source = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    defects = models.JSONField(default=list)
    defect_codes = ArrayField(models.CharField(max_length=24), default=list)
    sure = models.BooleanField(default=True)  # the row itself says every repair
    refusal = models.JSONField(default=dict)
    authors = ArrayField(models.UUIDField(), default=list)  # who last decided what it says
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    published_by = models.UUIDField(null=True)
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, null=True, related_name="rows")
    draft = models.ForeignKey(VersionDraft, models.PROTECT, null=True, related_name="rows")

    class Meta:
        db_table = "catalogue_imported_row"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state__in=["ready", "review", "differs"]),
                name="imported_row_one_open_a_code",
                violation_error_message=_("Thủ tục này đã có một dòng chờ trong hàng xem lại."),
            ),
            models.CheckConstraint(
                condition=Q(state="refused") | ~Q(facts={}) & ~Q(code=""),
                name="imported_row_has_facts",
            ),
            models.CheckConstraint(
                condition=Q(state="published", version__isnull=False, published_by__isnull=False)
                | ~Q(state="published"),
                name="imported_row_published_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "name", "id"], name="imported_row_queue"),
            models.Index(fields=["code", "id"], name="imported_row_by_code"),
            models.Index(fields=["hash"], name="imported_row_by_hash"),
            GinIndex(fields=["defect_codes"], name="imported_row_by_defect"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.code}"
