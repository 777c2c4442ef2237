from django.db import models
from django.db.models import Q

from motcua.dossiers.types import ExportState, TableFormat
from motcua.kit.ids import new_id

UNDER_WAY = (ExportState.WAITING.value, ExportState.RUNNING.value)


class Export(models.Model):
    """A list that an official takes along as a file; only its maker's scope holds the row.

    What was asked for is sealed: the words of a search may name a person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    maker_id = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_sealed = models.BinaryField()
    format = models.CharField(max_length=4, choices=[(f.value, f.name) for f in TableFormat])
    state = models.CharField(max_length=8, choices=[(s.value, s.name) for s in ExportState])
    total = models.PositiveIntegerField(null=True)
    written = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(null=True)
    file_id = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "dossier_export"
        constraints = [
            models.CheckConstraint(
                name="dossier_export_done_with_file",
                condition=~Q(state=ExportState.DONE.value)
                | Q(file_id__isnull=False, size__isnull=False, finished_at__isnull=False),
                violation_error_message="A finished export has a file.",
            ),
        ]
        indexes = [
            models.Index(fields=["maker_id", "-asked_at"], name="dossier_export_of_maker"),
            models.Index(
                fields=["expires_at"],
                name="dossier_export_kept",
                condition=~Q(state=ExportState.REMOVED.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at:%Y-%m-%d %H:%M}"
