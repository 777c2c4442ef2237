from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kit import clock, ids


class Notice(models.Model):
    """A few words to one person about one turn. Codes and names of procedures only: it is also mailed."""

    class Mail(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        NO_ADDRESS = "no_address"

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    person_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=5, default="vi")
    dossier_id = models.UUIDField(null=True)
    key = models.CharField(max_length=120)
    written_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=12, choices=Mail.choices, default=Mail.WAITING)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notifications_notice"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_id", "key"],
                name="notice_once",
                violation_error_message=_("Người này đã được báo việc này."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person_id", "-written_at"], name="notice_inbox"),
            models.Index(
                fields=["person_id"], condition=models.Q(read_at=None), name="notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.title
