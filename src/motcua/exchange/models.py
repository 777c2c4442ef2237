from typing import ClassVar

from django.db import models

from motcua.exchange.types import Outcome
from motcua.kit import clock, ids


class RegisterLookup(models.Model):
    """Someone asked a national register about a person: who, about whom, what for. Never changed."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)  # MaYeuCau
    register = models.CharField(max_length=24)
    asked_by_id = models.UUIDField()
    subject_index = models.BinaryField()
    purpose = models.CharField(max_length=120)
    about_id = models.UUIDField(null=True)  # the draft or dossier
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exchange_register_lookup"
        indexes: ClassVar = [
            models.Index(fields=["asked_by_id", "-asked_at"], name="lookup_by_person"),
            models.Index(fields=["subject_index"], name="lookup_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.id}"


class RegisterAnswer(models.Model):
    """How a look-up ended. A look-up without one was cut short. The answer itself is not kept here."""

    lookup = models.OneToOneField(
        RegisterLookup, models.PROTECT, primary_key=True, related_name="answer"
    )
    outcome = models.CharField(max_length=12, choices=[(o.value, o.value) for o in Outcome])
    digest = models.CharField(max_length=64, blank=True)
    milliseconds = models.PositiveIntegerField()
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "exchange_register_answer"

    def __str__(self) -> str:
        return self.outcome


class Breaker(models.Model):
    """Whether a peer is worth asking just now; shared by all processes."""

    peer = models.CharField(primary_key=True, max_length=24)
    failures = models.PositiveSmallIntegerField(default=0)
    open_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_breaker"

    def __str__(self) -> str:
        return f"{self.peer}: {self.failures}"
