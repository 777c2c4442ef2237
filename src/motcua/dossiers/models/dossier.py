from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from motcua.dossiers.types import ENDED, PAUSED, STATUS_NAMES, Channel, Status
from motcua.kit import crypto
from motcua.kit.ids import new_id


class Dossier(models.Model):
    """What was submitted, and below it a projection of the chronicle (`Turn`) kept for lists.

    The columns from `status` to `last_turn_hash` follow from the chronicle alone; only
    `chronicle.append` writes them, and `chronicle.rebuild` proves them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.TextField(unique=True)
    secret_sealed = models.BinaryField()
    source_key = models.UUIDField(unique=True)  # the draft, or the counter form: never two dossiers
    version_id = models.UUIDField()
    case_code = models.TextField()
    procedure_code = models.TextField()
    agency_id = models.UUIDField()
    received_by_unit_id = models.UUIDField()
    agencies = ArrayField(models.UUIDField())
    matter_id = models.UUIDField(null=True)  # of a child: the dossier that the person handed in
    channel = models.CharField(max_length=1, choices=[(c.value, c.name) for c in Channel])
    owner_id = models.UUIDField()
    owner_name = models.TextField()
    owner_key = models.TextField()
    submitter_id = models.UUIDField()
    answers_sealed = models.BinaryField()
    language = models.CharField(max_length=2, default="vi")
    submitted_at = models.DateTimeField()
    keep_until = models.DateField(null=True)

    status = models.SmallIntegerField(choices=[(s.value, s.name) for s in Status])
    accepted_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    paused_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    supplements = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    flow_state = models.JSONField(null=True)
    result_document_id = models.UUIDField(null=True)
    last_seq = models.PositiveIntegerField(default=0)
    last_turn_hash = models.BinaryField(default=bytes)

    # Not a column: whose seat the present act uses, set when the dossier is found and locked.
    on_behalf_of: UUID | None = None

    class Meta:
        db_table = "dossier"
        constraints = [
            models.CheckConstraint(
                name="dossier_first_due_is_kept",
                condition=Q(due_at__isnull=True) | Q(first_due_at__isnull=False),
                violation_error_message="A due date never stands without the first one.",
            ),
            models.CheckConstraint(
                name="dossier_accepted_has_due",
                condition=Q(status__in=[1, 3, 5, 7, 8]) | Q(accepted_at__isnull=False),
                violation_error_message="Only an accepted dossier is worked on.",
            ),
            models.CheckConstraint(
                name="dossier_ended_when_resolved",
                condition=~Q(status__in=[9, 10]) | Q(ended_at__isnull=False),
                violation_error_message="A resolved dossier has an end of processing.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency_id", "due_at"],
                name="dossier_running",
                condition=~Q(status__in=[s.value for s in ENDED]),
            ),
            models.Index(
                fields=["received_by_unit_id", "submitted_at"],
                name="dossier_incoming",
                condition=Q(status=1),
            ),
            models.Index(
                fields=["received_by_unit_id", "ended_at"],
                name="dossier_to_return",
                condition=Q(status=9),
            ),
            models.Index(
                fields=["agency_id"],
                name="dossier_waiting",
                condition=Q(status__in=sorted(s.value for s in PAUSED)),
            ),
            models.Index(fields=["owner_id", "-submitted_at"], name="dossier_of_owner"),
            # What a counter took in, refused and gave back on a day.
            models.Index(
                fields=["received_by_unit_id", "accepted_at"],
                name="dossier_taken_in",
                condition=Q(accepted_at__isnull=False),
            ),
            models.Index(
                fields=["received_by_unit_id", "ended_at"],
                name="dossier_refused",
                condition=Q(status=3),
            ),
            models.Index(
                fields=["received_by_unit_id", "returned_at"],
                name="dossier_given_back",
                condition=Q(returned_at__isnull=False),
            ),
            models.Index(
                fields=["received_by_unit_id"],
                name="dossier_at_work",
                condition=Q(status__in=[2, 4, 5, 6]),
            ),
            models.Index(fields=["submitter_id", "-submitted_at"], name="dossier_of_submitter"),
            models.Index(fields=["agency_id", "-submitted_at"], name="dossier_by_agency"),
            models.Index(
                fields=["keep_until"],
                name="dossier_keep_until",
                condition=Q(keep_until__isnull=False),
            ),
            models.Index(fields=["-submitted_at", "-id"], name="dossier_newest"),
            models.Index(
                fields=["due_at", "id"],
                name="dossier_urgent",
                condition=~Q(status__in=[s.value for s in ENDED]),
            ),
            models.Index(
                fields=["matter_id"],
                name="dossier_children",
                condition=Q(matter_id__isnull=False),
            ),
            GinIndex(fields=["agencies"], name="dossier_agencies"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def status_name(self) -> str:
        return str(STATUS_NAMES[self.state])

    @property
    def secret(self) -> str:
        return crypto.unseal(self.secret_sealed, row=f"dossier:secret:{self.id}")


class CodeSerial(models.Model):
    """The last serial given out by an agency on a day; the row is locked until the dossier is in."""

    agency_id = models.UUIDField()
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "dossier_code_serial"
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "day"], name="dossier_code_serial_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.last}"
