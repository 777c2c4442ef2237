from django.db import models
from django.db.models import Q

from motcua.kit.ids import new_id


class TurnKind(models.TextChoices):
    """What can happen to a dossier (TT 03/2025/TT-VPCP forms in brackets)."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"  # form 01
    REFUSED = "refused"  # form 03
    TRANSFERRED = "transferred"  # the counter of another agency hands it over
    TAKEN_OVER = "taken_over"
    SENT_BACK = "sent_back"  # by the competent agency, to the counter that received it
    STARTED = "started"  # handed to the competent unit
    CONSULTED = "consulted"
    OPINION = "opinion"  # given, or taken as consent because the law says so
    LINKED = "linked"  # a child dossier at another agency
    STEP_DONE = "step_done"
    ASSIGNED = "assigned"
    TAKEN_BACK = "taken_back"
    SUPPLEMENT_REQUESTED = "supplement_requested"  # form 02
    SUPPLEMENT_ANSWERED = "supplement_answered"
    OBLIGATION_REQUIRED = "obligation_required"
    OBLIGATION_SETTLED = "obligation_settled"
    POSTING_STARTED = "posting_started"
    POSTING_ENDED = "posting_ended"
    EXTENDED = "extended"  # form 04, in time
    APOLOGISED = "apologised"  # form 04, too late to move the date
    DUE_MOVED = "due_moved"
    VERSION_CHANGED = "version_changed"  # the next version's rule moves what waits to be received
    RESOLVED = "resolved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # form 05
    STOPPED = "stopped"  # form 05
    REOPENED = "reopened"
    IMPORTED = (
        "imported"  # taken over from another system; the turns before it are what that one told
    )


class Turn(models.Model):
    """One entry of a dossier's chronicle: append-only, each holding the hash of the one before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=24, choices=TurnKind.choices)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    status = models.SmallIntegerField()
    due_at = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict)  # ids, codes and dates; never a person's data
    note_sealed = models.BinaryField(null=True)  # what somebody wrote in their own words
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "dossier_turn"
        ordering = ["dossier_id", "seq"]
        indexes = [
            models.Index(fields=["at"], name="dossier_turn_breach", condition=Q(facts__breach=True))
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "seq"], name="dossier_turn_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
