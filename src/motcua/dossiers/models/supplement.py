from django.db import models
from django.db.models import Q

from motcua.kit.ids import new_id


class SupplementRequest(models.Model):
    """One request that lists everything missing (NĐ 118/2025/NĐ-CP Điều 11)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.CASCADE, related_name="supplement_requests"
    )
    items_sealed = models.BinaryField()  # kinds, fields and components asked for, and why each
    reason_sealed = models.BinaryField()
    legal_basis = models.TextField(blank=True)
    asked_by_id = models.UUIDField()
    requested_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    status_before = models.SmallIntegerField()

    class Meta:
        db_table = "dossier_supplement"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(answered_at=None),
                name="dossier_supplement_open_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], name="dossier_supplement_due", condition=Q(answered_at=None)
            ),
            models.Index(fields=["dossier"], name="dossier_supplement_of"),
        ]

    def __str__(self) -> str:
        return str(self.requested_at)
