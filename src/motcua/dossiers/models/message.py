from django.db import models
from django.db.models import Q

from motcua.kit.ids import new_id


class Message(models.Model):
    """A question or an answer inside a dossier. `read_at`: seen by the other side."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.CASCADE, related_name="messages"
    )
    by_citizen = models.BooleanField()
    author_id = models.UUIDField()
    author_name = models.TextField()
    text_sealed = models.BinaryField()
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossier_message"
        constraints = [
            models.CheckConstraint(
                name="dossier_message_read_after_written",
                condition=Q(read_at=None) | Q(read_at__gte=models.F("written_at")),
                violation_error_message="A message is read after it was written.",
            )
        ]
        indexes = [
            models.Index(fields=["dossier", "written_at"], name="dossier_message_thread"),
            models.Index(
                fields=["dossier", "by_citizen"],
                name="dossier_message_unread",
                condition=Q(read_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.written_at)
