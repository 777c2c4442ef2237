from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.kit.ids import new_id


class Referral(models.Model):
    """What one agency needs from another about a dossier: take it over, an opinion, a child dossier.

    The row is all that the other agency sees of a dossier that is not its own: who asks what, until
    when, and the files chosen for it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.CASCADE, related_name="referrals"
    )
    kind = models.CharField(max_length=8)  # transfer, consult, linked
    step_key = models.TextField(blank=True)  # the step that waits for it; empty: none does
    dossier_code = models.TextField()
    version_id = models.UUIDField()
    from_agency_id = models.UUIDField()
    to_agency_id = models.UUIDField()
    to_unit_id = models.UUIDField()
    asked_by_id = models.UUIDField(null=True)  # empty: the process itself asks
    opened_at = models.DateTimeField()
    starts_at = models.DateTimeField()  # from when it is the other agency's time
    due_at = models.DateTimeField(null=True)
    silence = models.TextField(blank=True)  # the article by which silence is consent
    content_sealed = models.BinaryField()
    file_ids = ArrayField(models.UUIDField(), default=list)
    child = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    child_code = models.TextField(blank=True)
    child_status = models.SmallIntegerField(null=True)
    result_file_id = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    answer_sealed = models.BinaryField(null=True)

    class Meta:
        db_table = "dossier_referral"
        constraints = [
            models.CheckConstraint(
                name="dossier_referral_closed_whole",
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                violation_error_message="What is closed has a moment and an outcome.",
            ),
            models.CheckConstraint(
                name="dossier_referral_silence_by_law",
                condition=~Q(outcome="silent")
                | (Q(kind="consult", due_at__isnull=False, closed_at__gt=F("due_at")))
                & ~Q(silence=""),
                violation_error_message="Silence is consent only after the time, and by law.",
            ),
            models.CheckConstraint(
                name="dossier_referral_child_of_a_link",
                condition=Q(kind="linked") | Q(child=None, child_code=""),
                violation_error_message="Only a link has a child dossier.",
            ),
            models.UniqueConstraint(fields=["child"], name="dossier_referral_child_once"),
            models.UniqueConstraint(
                fields=["dossier", "step_key"],
                condition=Q(closed_at=None) & ~Q(step_key=""),
                name="dossier_referral_of_step_once",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(closed_at=None, kind="transfer"),
                name="dossier_referral_transfer_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_agency_id", "due_at"],
                name="dossier_referral_to",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["from_agency_id", "due_at"],
                name="dossier_referral_from",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["due_at"],
                name="dossier_referral_silent",
                condition=Q(closed_at=None, kind="consult"),
            ),
            models.Index(fields=["dossier", "opened_at"], name="dossier_referral_of"),
            models.Index(fields=["to_agency_id", "-closed_at"], name="dossier_referral_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dossier_code}"
