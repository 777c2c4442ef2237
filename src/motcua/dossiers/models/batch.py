from django.db import models
from django.db.models import Q

from motcua.dossiers.types import BatchState, RowState
from motcua.kit.ids import new_id


class Batch(models.Model):
    """A spreadsheet that becomes dossiers: read, shown, confirmed once, filed by the worker."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    for_id = models.UUIDField(null=True)  # in whose name: a giver of a mandate, or a firm
    level = models.PositiveSmallIntegerField()  # of the identity with which it was sent
    version_id = models.UUIDField()
    procedure_code = models.TextField()
    case_code = models.TextField()
    agency_id = models.UUIDField()
    language = models.CharField(max_length=2)
    name_sealed = models.BinaryField()
    book_id = models.UUIDField(null=True)  # None: gone, with what was in it
    archive_id = models.UUIDField(null=True)  # papers of each row, in one ZIP
    papers = models.JSONField(default=dict)  # component → file ids, for every row
    replaced = models.JSONField(default=dict)  # component → source that stands for it in every row
    known_sealed = models.BinaryField(null=True)  # what the population register said, for every row
    silent = models.BooleanField(default=False)  # it was asked, and said nothing
    state = models.CharField(max_length=8, choices=[(s.value, s.name) for s in BatchState])
    fault = models.JSONField(default=dict)  # of the file as a whole, in both languages
    total = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    filed = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    confirmed_by_id = models.UUIDField(null=True)
    confirmed_level = models.PositiveSmallIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "dossier_batch"
        constraints = [
            models.CheckConstraint(
                name="dossier_batch_filed_when_confirmed",
                condition=Q(confirmed_by_id__isnull=False) | Q(filed=0),
                violation_error_message="Nothing is filed before somebody has said yes.",
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "-uploaded_at"], name="dossier_batch_of_person"),
            models.Index(
                fields=["for_id", "-uploaded_at"],
                name="dossier_batch_for",
                condition=Q(for_id__isnull=False),
            ),
            models.Index(
                fields=["expires_at"],
                name="dossier_batch_kept",
                condition=Q(book_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} {self.state}"


class BatchRow(models.Model):
    """One row: what it says (sealed, gone once it is a dossier), what it lacks, what it became."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    key = models.UUIDField()  # of its content: the dossier's source key
    state = models.CharField(max_length=5, choices=[(s.value, s.name) for s in RowState])
    cells_sealed = models.BinaryField(null=True)
    papers = models.JSONField(default=dict)  # component → file ids of this row alone
    reused = models.JSONField(default=dict)  # component → paper of the owner's archive
    faults_sealed = models.BinaryField(null=True)
    due = models.PositiveBigIntegerField(null=True)  # đồng; None: an official states it
    dossier_id = models.UUIDField(null=True)
    gone_at = models.DateTimeField(null=True)  # when what its dossier told us was erased

    class Meta:
        db_table = "dossier_batch_row"
        constraints = [
            models.UniqueConstraint(fields=["batch", "row"], name="dossier_batch_row_once"),
            models.UniqueConstraint(
                fields=["dossier_id"],
                name="dossier_batch_row_files_once",
                condition=Q(state=RowState.FILED.value),
                violation_error_message="A row becomes one dossier, and a dossier comes from one row.",
            ),
            models.CheckConstraint(
                name="dossier_batch_row_filed_with_dossier",
                condition=~Q(state=RowState.FILED.value) | Q(dossier_id__isnull=False),
                violation_error_message="A filed row has its dossier.",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "state", "row"], name="dossier_batch_row_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.state}"
