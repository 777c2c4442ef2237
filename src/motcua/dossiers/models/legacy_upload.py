from django.db import models
from django.db.models import Q

from motcua.dossiers.types.legacy_uploads import UploadState
from motcua.kit.ids import new_id


class LegacyUpload(models.Model):
    """Files of another system sent from the screen: read, mapped, tried, and after a yes imported."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.CharField(max_length=40)
    prefix = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2)
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=[(s.value, s.name) for s in UploadState])
    fault = models.JSONField(default=dict)  # of the whole, in both languages
    dossiers_id = models.UUIDField(null=True)  # sealed; None: gone, with what was in it
    answers_id = models.UUIDField(null=True)
    papers_id = models.UUIDField(null=True)
    archive_id = models.UUIDField(null=True)
    total = models.PositiveIntegerField(default=0)  # rows of all files
    read = models.PositiveIntegerField(default=0)  # of them, in what is under way
    trial = models.JSONField(default=dict)  # counts and reasons; no row of a person
    first_sealed = models.BinaryField(null=True)  # the first rows that did not land
    csv_id = models.UUIDField(null=True)  # the differences as files, sealed
    xlsx_id = models.UUIDField(null=True)
    told = models.PositiveIntegerField(default=0)  # their lines
    batch_id = models.UUIDField(null=True)  # of the run that was said yes to
    uploaded_by_id = models.UUIDField()
    uploaded_at = models.DateTimeField()
    asked_by_id = models.UUIDField(null=True)  # for the trial, or the run
    tried_at = models.DateTimeField(null=True)
    confirmed_by_id = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "dossier_legacy_upload"
        constraints = [
            models.CheckConstraint(
                name="dossier_legacy_upload_run_when_confirmed",
                condition=Q(batch_id=None) | Q(confirmed_by_id__isnull=False),
                violation_error_message="Nothing is imported before somebody has said yes.",
            ),
            models.UniqueConstraint(
                fields=["source"],
                name="dossier_legacy_upload_one_lands",
                condition=Q(state=UploadState.LANDING.value),
                violation_error_message="One file of a source is imported at a time.",
            ),
        ]
        indexes = [models.Index(fields=["-uploaded_at"], name="dossier_legacy_uploads")]

    def __str__(self) -> str:
        return f"{self.source} {self.file_name} {self.state}"


class LegacyCode(models.Model):
    """A code that an uploaded file uses, and what a person said that it is here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    upload = models.ForeignKey(LegacyUpload, models.CASCADE, related_name="codes")
    kind = models.CharField(max_length=9)  # unit, procedure, status, channel, answer, paper, column
    code = models.TextField()
    name = models.TextField(blank=True)
    rows = models.PositiveIntegerField(default=0)
    ours = models.TextField(blank=True)  # empty: nobody said it
    case = models.TextField(blank=True)
    version = models.DateField(null=True)
    about = models.JSONField(default=dict)  # of ours: its name, and the cases to choose from
    perhaps = models.JSONField(default=list)  # [ours, its name]: likenesses, for a person to judge

    class Meta:
        db_table = "dossier_legacy_code"
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "kind", "code"], name="dossier_legacy_code_once"
            )
        ]
        indexes = [
            models.Index(fields=["upload", "kind", "-rows"], name="dossier_legacy_code_by_rows")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
