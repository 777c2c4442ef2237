from django.db import models
from django.db.models import F, Q

from motcua.kit.ids import new_id


class CorrectionOrder(models.Model):
    """The only way back from an end: proposed by one official, approved by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.CASCADE, related_name="corrections"
    )
    agency_id = models.UUIDField()
    reason_sealed = models.BinaryField()
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField()
    approved_by_id = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossier_correction"
        constraints = [
            models.CheckConstraint(
                name="dossier_correction_two_persons",
                condition=Q(approved_by_id=None) | ~Q(approved_by_id=F("proposed_by_id")),
                violation_error_message="A correction needs a second person.",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(approved_at=None),
                name="dossier_correction_open_once",
            ),
        ]
        indexes = [models.Index(fields=["agency_id"], name="dossier_correction_open")]

    def __str__(self) -> str:
        return str(self.proposed_at)
