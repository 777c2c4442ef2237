from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.dossiers.types import PaperSource
from motcua.kit.ids import new_id


class Paper(models.Model):
    """What was handed in for a component. A later one supersedes; none is removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="papers")
    component = models.TextField()
    source = models.CharField(max_length=8, choices=[(s.value, s.name) for s in PaperSource])
    file_ids = ArrayField(models.UUIDField(), default=list)
    archived_id = models.UUIDField(null=True)  # the paper of the archive that is used again
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    handed_in_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossier_paper"
        indexes = [models.Index(fields=["dossier"], name="dossier_paper_of")]
        constraints = [
            models.CheckConstraint(
                name="dossier_paper_reuse_is_a_reference",
                condition=Q(source="archive", archived_id__isnull=False)
                | (~Q(source="archive") & Q(archived_id__isnull=True)),
                violation_error_message="A paper is used again exactly when it names the one used.",
            )
        ]

    def __str__(self) -> str:
        return self.component


class PrintedForm(models.Model):
    """An official form as it was made (TT 03/2025/TT-VPCP); kept with the dossier."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="forms")
    number = models.CharField(max_length=4)
    turn_id = models.UUIDField()
    file_id = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "dossier_form"
        constraints = [
            models.UniqueConstraint(fields=["turn_id", "number"], name="dossier_form_once")
        ]
        indexes = [models.Index(fields=["dossier"], name="dossier_form_of")]

    def __str__(self) -> str:
        return self.number


class FileForAnother(models.Model):
    """A file of a dossier that somebody handed in for its owner: by this row the file exists for whoever
    acts for that one, as far as the dossier does. Dossiers in one's own name have none.
    """

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="+")
    file_id = models.UUIDField()

    class Meta:
        db_table = "dossier_file_for_another"
        constraints = [
            models.UniqueConstraint(
                fields=["file_id", "dossier"], name="dossier_file_for_another_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.file_id)
