"""A trial of the import is asked for, and after a look at what it found, the import itself: by a yes."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.actions.upload_legacy import write_down
from motcua.dossiers.events import LegacyConfirmed, LegacyTrialAsked
from motcua.dossiers.legacy import errors
from motcua.dossiers.models import LegacyUpload
from motcua.dossiers.queries.legacy_uploads import trial_of, upload_of
from motcua.dossiers.types.legacy_uploads import UploadState
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting


def try_legacy(*, actor: Actor, upload_id: UUID) -> None:
    """The worker does everything and takes all of it back; the page then says what would happen."""
    with acting(SYSTEM):
        upload = upload_of(actor, upload_id, lock=True)
        if upload.state == UploadState.TRYING:
            return
        if upload.state not in {UploadState.MAPPING, UploadState.TRIED}:
            raise errors.LegacyWrongMomentError
        if not upload.total:
            raise errors.LegacyWrongMomentError
        upload.state, upload.read, upload.fault = UploadState.TRYING, 0, {}
        upload.asked_by_id = actor.person_id
        upload.save()
        write_down(actor, "dossier.legacy_trial_asked", upload)
        publish(LegacyTrialAsked(upload_id=upload.id))


def confirm_legacy(*, actor: Actor, upload_id: UUID, stamp: str, seen: bool) -> None:
    """One yes for what the trial with that `stamp` found. Said twice, by whomever, it is one import."""
    with acting(SYSTEM):
        others = _of_the_same_source(upload_of(actor, upload_id))
        upload = upload_of(actor, upload_id, lock=True)
        if upload.state == UploadState.LANDING:
            return
        if upload.state != UploadState.TRIED or upload.tried_at is None:
            raise errors.LegacyWrongMomentError
        if upload.tried_at.isoformat() != stamp:
            raise errors.LegacyTrialOldError
        found = trial_of(upload)
        if found is None or not found.may_land:
            raise errors.LegacyNothingToLandError
        if not seen:
            raise errors.LegacyNotSeenError
        if any(one.state == UploadState.LANDING for one in others):
            raise errors.LegacyRunningError(source=upload.source)
        upload.state, upload.read, upload.fault = UploadState.LANDING, 0, {}
        upload.confirmed_by_id, upload.confirmed_at = actor.person_id, clock.now()
        upload.batch_id = new_id()
        upload.save()
        write_down(actor, "dossier.legacy_confirmed", upload, landed=found.landed)
        publish(LegacyConfirmed(upload_id=upload.id))


def _of_the_same_source(upload: LegacyUpload) -> list[LegacyUpload]:
    """All locked, in one order: whoever comes second waits here until the first has decided."""
    same = LegacyUpload.objects.select_for_update().filter(source=upload.source)
    return [one for one in same.order_by("id") if one.pk != upload.pk]
