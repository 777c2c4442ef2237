from django.db import models
from django.db.models import Q

from motcua.kit.ids import new_id


class Draft(models.Model):
    """An application being filled in: the same draft on every device of the person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    for_id = models.UUIDField(null=True)  # in whose name: a giver of a mandate, or a firm
    version_id = models.UUIDField()
    procedure_code = models.TextField()
    case_code = models.TextField()
    agency_id = models.UUIDField()
    content_sealed = models.BinaryField()  # answers and where each came from
    papers = models.JSONField(default=dict)  # component → file ids
    replaced = models.JSONField(default=dict)  # component → source that stands for the paper
    reused = models.JSONField(default=dict)  # component → paper of the person's archive
    left_at = models.TextField(blank=True)  # the step of the form where the person was last
    updated_at = models.DateTimeField()
    expires_on = models.DateField()
    dossier_id = models.UUIDField(null=True)
    renewed_at = models.DateTimeField(null=True)  # when a newer version took the place of its own

    class Meta:
        db_table = "dossier_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "procedure_code", "for_id"],
                condition=Q(dossier_id=None),
                nulls_distinct=False,
                name="dossier_draft_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["expires_on"], name="dossier_draft_expiry"),
            models.Index(
                fields=["for_id"], name="dossier_draft_for", condition=Q(for_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.procedure_code
