"""Folders that scanners save into, and what came in through them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.documents.models.files import StoredFile
from motcua.documents.types import FolderProblem
from motcua.kit import clock
from motcua.kit.ids import new_id


class ScanFolder(models.Model):
    """One official's folder on the share of the scanners. Closed for good: its name never comes back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    agency_id = models.UUIDField()
    name = models.CharField(max_length=80, unique=True)
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    problem = models.CharField(
        max_length=8, choices=[(p.value, p.value) for p in FolderProblem], default=""
    )
    # Keyed hash of a file's name → [size, time of change in ns, since when it has been so in s].
    growing = models.JSONField(default=dict)

    class Meta:
        db_table = "documents_scan_folder"
        constraints = (
            models.UniqueConstraint(
                fields=["agency_id", "person_id"],
                condition=Q(closed_at=None),
                name="scan_folder_once",
                violation_error_message=_("Người này đã có thư mục máy quét."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ScannedPile(models.Model):
    """A file that a scanner saved: taken in and waiting, used, or refused and set aside.

    The hash is of the bytes as they lay in the folder: the same file twice is one pile.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    folder = models.ForeignKey(ScanFolder, on_delete=models.PROTECT, related_name="piles")
    person_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    name_sealed = models.BinaryField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    face_sealed = models.BinaryField(null=True)  # a small picture of the first page
    refusal = models.CharField(max_length=60, default="")
    details_sealed = models.BinaryField(null=True)
    taken_at = models.DateTimeField(default=clock.now)
    keep_until = models.DateField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "documents_scanned_pile"
        constraints = (
            models.UniqueConstraint(fields=["folder", "sha256"], name="scanned_pile_once"),
            models.CheckConstraint(
                condition=Q(file=None) ^ Q(refusal=""), name="scanned_pile_kept_or_refused"
            ),
        )
        indexes = (
            models.Index(
                fields=["person_id", "-taken_at"],
                name="scanned_pile_of",
                condition=Q(used_at=None),
            ),
            models.Index(fields=["keep_until"], name="scanned_pile_until"),
        )

    def __str__(self) -> str:
        return f"{self.refusal or 'pile'}, {self.taken_at}"
