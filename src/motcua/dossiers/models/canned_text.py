from django.db import models
from django.db.models import Q

from motcua.dossiers.types import TextUse
from motcua.kit.ids import new_id


class CannedText(models.Model):
    """Words that are often written: an official's own, or (`person_id` empty) of the whole agency."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    use = models.CharField(max_length=12, choices=[(use.value, use.name) for use in TextUse])
    title = models.CharField(max_length=80)
    body = models.TextField()
    changed_by_id = models.UUIDField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "dossier_canned_text"
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "person_id", "use", "title"],
                nulls_distinct=False,
                name="dossier_canned_text_once",
            ),
            models.CheckConstraint(
                name="dossier_canned_text_says_something",
                condition=~Q(title="") & ~Q(body=""),
                violation_error_message="A canned text has a title and words.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
