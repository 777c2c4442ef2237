from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from motcua.kit import clock, ids


class StandardProcess(models.Model):
    """An internal process as a province published it: copied into a draft, never run itself."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    key = models.CharField(max_length=64, unique=True)  # the same row of a file read again
    procedure_code = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=1000)
    case = models.TextField(blank=True)
    province = models.CharField(max_length=60, blank=True)
    decision = models.CharField(max_length=120, blank=True)
    issued_on = models.CharField(max_length=20, blank=True)  # as printed
    limit_text = models.CharField(max_length=300, blank=True)
    hours = models.FloatField()  # printed total, eight hours a day
    steps = models.JSONField()
    search_key = models.TextField()
    loaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "catalogue_standard_process"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(hours__gte=0), name="standard_process_hours_not_negative"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["procedure_code"], name="standard_process_code"),
            GinIndex(
                fields=["search_key"], name="standard_process_words", opclasses=["gin_trgm_ops"]
            ),
            GinIndex(fields=["steps"], name="standard_process_steps", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return self.procedure_code or self.title


class OfficeMeaning(models.Model):
    """What an office named in decisions is here, once an administrator has said so."""

    key = models.CharField(primary_key=True, max_length=200)  # its words without accents
    unit = models.CharField(max_length=40)
    said_by = models.UUIDField()
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "catalogue_office_meaning"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(unit=""), name="office_meaning_has_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.unit}"
