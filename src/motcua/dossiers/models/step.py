from django.db import models
from django.db.models import Q

from motcua.kit.ids import new_id

# The role of a step that nobody of this dossier's agencies works on: another agency answers it.
ELSEWHERE = "elsewhere"


class Step(models.Model):
    """A step of the process that is or was open: who holds it, since when, until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="steps")
    key = models.TextField()
    kind = models.CharField(max_length=16)
    role = models.CharField(max_length=20)
    unit_id = models.UUIDField()
    agency_id = models.UUIDField()
    assignee_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "dossier_step"
        constraints = [
            models.CheckConstraint(
                name="dossier_step_done_with_outcome",
                condition=Q(done_at__isnull=True, outcome="") | Q(done_at__isnull=False),
                violation_error_message="Only a finished step has an outcome.",
            ),
            models.UniqueConstraint(
                fields=["dossier", "key"],
                condition=Q(done_at__isnull=True),
                name="dossier_step_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit_id", "role"], name="dossier_step_open", condition=Q(done_at=None)
            ),
            models.Index(
                fields=["agency_id", "unit_id", "role"],
                name="dossier_step_open_here",
                condition=Q(done_at=None),
            ),
            models.Index(
                fields=["assignee_id"], name="dossier_step_mine", condition=Q(done_at=None)
            ),
            models.Index(fields=["done_by_id", "-done_at"], name="dossier_step_done"),
            models.Index(fields=["dossier", "opened_at"], name="dossier_step_history"),
        ]

    def __str__(self) -> str:
        return self.key
