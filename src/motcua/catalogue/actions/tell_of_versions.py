"""On the day a version takes effect, others hear of it."""

from motcua.catalogue.events import VersionTookEffect
from motcua.catalogue.models import VersionDraft
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting


def tell_of_versions() -> int:
    """Daily: what took effect since, told once each, however many nights were missed."""
    with acting(SYSTEM):
        untold = VersionDraft.objects.select_for_update(skip_locked=True).filter(
            state=VersionDraft.State.PUBLISHED, told_at=None, takes_effect_on__lte=clock.today()
        )
        drafts = list(untold)
        for draft in drafts:
            draft.told_at = clock.now()
            draft.save(update_fields=["told_at"])
            if draft.published_id is not None:
                publish(VersionTookEffect(version_id=draft.published_id))
    return len(drafts)
