from django.db import models
from django.db.models import Q

from motcua.kit.ids import new_id


class AssistedEntry(models.Model):
    """An application that an official typed for a citizen: no dossier before the citizen confirms it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version_id = models.UUIDField()
    case_code = models.TextField()
    agency_id = models.UUIDField()  # the competent one
    counter_unit_id = models.UUIDField()
    counter_agency_id = models.UUIDField()
    owner_id = models.UUIDField()
    owner_name = models.TextField()
    content_sealed = models.BinaryField()
    papers = models.JSONField(default=list)
    typed_by_id = models.UUIDField()
    typed_by_name = models.TextField()
    typed_at = models.DateTimeField()
    expires_on = models.DateField()

    code_asked_at = models.DateTimeField(null=True)
    code_made_at = models.DateTimeField(null=True)
    code_index = models.BinaryField(null=True)  # keyed hash of the code that was sent
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_sent = models.PositiveSmallIntegerField(default=0)

    confirmed_at = models.DateTimeField(null=True)
    confirmed_how = models.CharField(max_length=10, blank=True)  # eid, code, signature
    signed_file_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by_id = models.UUIDField(null=True)

    class Meta:
        db_table = "dossier_assisted"
        constraints = [
            models.CheckConstraint(
                name="dossier_assisted_confirmed_whole",
                condition=Q(confirmed_at=None, confirmed_how="", dossier_id=None)
                | Q(
                    confirmed_at__isnull=False,
                    confirmed_how__in=["eid", "code", "signature"],
                    dossier_id__isnull=False,
                ),
                violation_error_message="No dossier before the citizen has confirmed, and how.",
            ),
            models.CheckConstraint(
                name="dossier_assisted_one_end",
                condition=Q(confirmed_at=None) | Q(dropped_at=None),
                violation_error_message="What was confirmed is not dropped.",
            ),
            models.CheckConstraint(
                name="dossier_assisted_signed_on_paper",
                condition=~Q(confirmed_how="signature") | Q(signed_file_id__isnull=False),
                violation_error_message="A signature at the counter is kept as a scan.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["counter_unit_id", "typed_at"],
                name="dossier_assisted_counter",
                condition=Q(confirmed_at=None, dropped_at=None),
            ),
            models.Index(
                fields=["owner_id"],
                name="dossier_assisted_owner",
                condition=Q(confirmed_at=None, dropped_at=None),
            ),
            models.Index(fields=["expires_on"], name="dossier_assisted_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_name} {self.typed_at}"
