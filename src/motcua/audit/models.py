from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """Who did what to which thing. Ids only: no name and no number of a person is written here."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    actor_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=80)
    details = models.JSONField(db_default={})

    class Meta:
        indexes: ClassVar = [models.Index(fields=["object_id", "id"], name="audit_entry_object")]

    def __str__(self) -> str:
        return f"{self.id} {self.verb} {self.object_type}"


class Seal(models.Model):
    """One batch: the hashes of its entries, and the root over this and all seals before it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    gaps = models.JSONField()
    late = models.JSONField()
    leaves = models.BinaryField()
    batch_root = models.BinaryField()
    peaks = models.BinaryField()
    root = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.number}: {self.first_id}…{self.last_id}"


class Stamp(models.Model):
    """A token of a time-stamping authority (RFC 3161) over the root of a seal."""

    id = models.BigAutoField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="stamps")
    token = models.BinaryField()
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.seal_id} at {self.at}"
