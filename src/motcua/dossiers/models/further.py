from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.kit.ids import new_id


class FurtherRequest(models.Model):
    """A supplement request beyond what the law allows: written, and waiting for the head.

    A table of its own, whose rows exist for officials only: the applicant has nothing to see
    before a head has approved it and it has become a `SupplementRequest`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.CASCADE, related_name="further_requests"
    )
    agencies = ArrayField(models.UUIDField())
    content_sealed = models.BinaryField()  # items, reason, legal basis and why once more
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=8, blank=True)  # approved, returned
    note_sealed = models.BinaryField(null=True)

    class Meta:
        db_table = "dossier_further_request"
        constraints = [
            models.CheckConstraint(
                name="dossier_further_two_persons",
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("proposed_by_id")),
                violation_error_message="A further request needs a second person.",
            ),
            models.CheckConstraint(
                name="dossier_further_decided_whole",
                condition=Q(decided_at=None, decided_by_id=None, decision="")
                | Q(
                    decided_at__isnull=False,
                    decided_by_id__isnull=False,
                    decision__in=["approved", "returned"],
                ),
                violation_error_message="A decision has a person, a moment and a word.",
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(decided_at=None), name="dossier_further_open_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-decided_at", "-proposed_at"], name="dossier_further_newest")
        ]

    def __str__(self) -> str:
        return str(self.proposed_at)
