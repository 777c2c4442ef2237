from django.db import models
from django.db.models import Q

from motcua.kit.ids import new_id


class LegacyBatch(models.Model):
    """One run of an import: how far it came, and what it could not take. No row of a person is here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.CharField(max_length=40)  # code of the province or system it came from
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    started_by_id = models.UUIDField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(
        null=True
    )  # None for long: it was cut off; the next run goes on
    rows = models.PositiveIntegerField(default=0)
    landed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    unknown = models.JSONField(default=list)  # [kind, code, name, rows] of what the mapping lacks
    refusals = models.JSONField(default=list)  # [field, reason, rows, first row]
    attached = models.JSONField(
        default=dict
    )  # of answers and of papers: how many rows came how far

    class Meta:
        db_table = "dossier_legacy_batch"
        indexes = [models.Index(fields=["-started_at"], name="dossier_legacy_newest")]

    def __str__(self) -> str:
        return f"{self.source} {self.file_name}"


class LegacyEntry(models.Model):
    """A dossier of another system that landed here: once, whatever file it comes in again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(LegacyBatch, models.PROTECT, related_name="entries")
    source = models.CharField(max_length=40)
    old_code = models.CharField(max_length=80)
    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="legacy")
    row = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    told_sealed = models.BinaryField()  # the row as it was read, to say later what changed

    class Meta:
        db_table = "dossier_legacy_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "old_code"],
                name="dossier_legacy_once",
                violation_error_message="A dossier of another system lands once.",
            )
        ]

    def __str__(self) -> str:
        return self.old_code


class LegacyPaper(models.Model):
    """A paper or a result that another system told of: once for each dossier, its file or that it lacks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(LegacyEntry, models.CASCADE, related_name="papers")
    batch = models.ForeignKey(LegacyBatch, models.PROTECT, related_name="papers")
    name = models.CharField(max_length=80)  # of the component, or the code of the result
    row = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of the row and its files; empty: the file is missing

    class Meta:
        db_table = "dossier_legacy_paper"
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "name"],
                name="dossier_legacy_paper_once",
                violation_error_message="A paper of another system lands once.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LegacyDifference(models.Model):
    """A later file tells a dossier otherwise. Nothing is overwritten: somebody reads this and acts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(LegacyEntry, models.CASCADE, related_name="differences")
    batch = models.ForeignKey(LegacyBatch, models.PROTECT, related_name="differences")
    row = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    fields = models.JSONField()  # names only; the values stay in the report of the run
    found_at = models.DateTimeField()

    class Meta:
        db_table = "dossier_legacy_difference"
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "digest"], name="dossier_legacy_difference_once"
            ),
            models.CheckConstraint(
                name="dossier_legacy_difference_names_fields",
                condition=~Q(fields=[]),
                violation_error_message="A difference names what differs.",
            ),
        ]
        indexes = [models.Index(fields=["-found_at"], name="dossier_legacy_differs")]

    def __str__(self) -> str:
        return str(self.found_at)
