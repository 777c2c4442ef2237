from django.db import models
from django.db.models import Q

from motcua.kit.ids import new_id


class ApologyDraft(models.Model):
    """Form 04 before it is sent: made by the timetable, once per dossier, when time runs short.

    That there is a row is also the fact that holder and head were warned.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.OneToOneField(
        "dossiers.Dossier", on_delete=models.CASCADE, related_name="apology_draft"
    )
    agency_id = models.UUIDField()
    unit_id = models.UUIDField()  # whose step was open: the unit that answers for the delay
    drafted_at = models.DateTimeField()
    due_at = models.DateTimeField()  # as it was when drafted
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(null=True)
    sent_by_id = models.UUIDField(null=True)
    valid = models.BooleanField(null=True)  # sent in time, so that the date moved

    class Meta:
        db_table = "dossier_apology_draft"
        constraints = [
            models.CheckConstraint(
                name="dossier_apology_sent_whole",
                condition=Q(sent_at=None, sent_by_id=None, valid=None)
                | Q(sent_at__isnull=False, sent_by_id__isnull=False, valid__isnull=False),
                violation_error_message="A letter that was sent has a sender and a verdict.",
            )
        ]
        indexes = [
            models.Index(
                fields=["agency_id", "due_at"],
                name="dossier_apology_waiting",
                condition=Q(sent_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.drafted_at)
