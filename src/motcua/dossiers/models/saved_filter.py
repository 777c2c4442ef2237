from django.db import models

from motcua.kit.ids import new_id


class SavedFilter(models.Model):
    """A narrowed search that an official comes back to; theirs alone, and sealed: it may name a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    name = models.CharField(max_length=60)
    asked_sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "dossier_saved_filter"
        constraints = [
            models.UniqueConstraint(fields=["person_id", "name"], name="dossier_saved_filter_once")
        ]

    def __str__(self) -> str:
        return self.name
