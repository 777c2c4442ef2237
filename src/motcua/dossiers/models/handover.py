from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.kit.ids import new_id


class HandoverList(models.Model):
    """Dossiers and their papers that the counter gave to a unit, and who there received them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agencies = ArrayField(models.UUIDField())
    from_unit_id = models.UUIDField()
    to_unit_id = models.UUIDField()
    day = models.DateField()
    serial = models.PositiveSmallIntegerField()
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField()
    received_by_id = models.UUIDField(null=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dossier_handover_list"
        constraints = [
            models.UniqueConstraint(
                fields=["from_unit_id", "day", "serial"], name="dossier_handover_serial_once"
            ),
            models.CheckConstraint(
                name="dossier_handover_two_persons",
                condition=Q(received_by_id=None, received_at=None)
                | (Q(received_at__isnull=False) & ~Q(received_by_id=F("made_by_id"))),
                violation_error_message="A hand-over has a giver and another person who receives.",
            ),
        ]
        indexes = [
            models.Index(fields=["from_unit_id", "-made_at"], name="dossier_handover_given"),
            models.Index(fields=["to_unit_id", "-made_at"], name="dossier_handover_taken"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """Unique within the unit that gives."""
        return f"BG-{self.day:%y%m%d}-{self.serial:02d}"


class HandoverLine(models.Model):
    """One dossier of a list. `received` stays empty until the unit says yes or no."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handover = models.ForeignKey(HandoverList, on_delete=models.CASCADE, related_name="lines")
    dossier = models.ForeignKey(
        "dossiers.Dossier", on_delete=models.CASCADE, related_name="handovers"
    )
    to_unit_id = models.UUIDField()
    papers = models.JSONField()  # as they were given: name, originals, copies
    received = models.BooleanField(null=True)

    class Meta:
        db_table = "dossier_handover_line"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "to_unit_id"],
                condition=Q(received__isnull=True) | Q(received=True),
                name="dossier_handed_once_to_a_unit",
            )
        ]
        indexes = [models.Index(fields=["handover"], name="dossier_handover_lines")]

    def __str__(self) -> str:
        return str(self.dossier_id)
