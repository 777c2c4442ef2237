from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class ContentIndex(models.Model):
    """Keyed hashes of the words of one dossier, for each agency that may see it.

    Kept in step by triggers, not by a key: whoever tells history empties the tables apart.
    """

    dossier_id = models.UUIDField(primary_key=True)
    agencies = ArrayField(models.UUIDField())
    submitted_at = models.DateTimeField()
    words = ArrayField(models.IntegerField())

    class Meta:
        db_table = "dossier_content"
        indexes = [GinIndex(fields=["words"], name="dossier_content_words")]

    def __str__(self) -> str:
        return str(self.dossier_id)


class ContentWaiting(models.Model):
    """Dossiers in which something was written since their words were indexed."""

    dossier_id = models.UUIDField(primary_key=True)

    class Meta:
        db_table = "dossier_content_waiting"

    def __str__(self) -> str:
        return str(self.dossier_id)
