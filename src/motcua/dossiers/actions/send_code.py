"""A one-time code goes to the citizen, who reads it out to the official in front of them."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.actions.fill_in_for import lock_entry, record
from motcua.dossiers.errors import CodesUsedUpError, CodeTooSoonError, NoAddressForCodeError
from motcua.dossiers.events import CodeAsked
from motcua.dossiers.models import AssistedEntry
from motcua.dossiers.permissions import refuse_unless_helping
from motcua.dossiers.queries.assisted import CODE_LASTS, code_waits
from motcua.kit import clock, crypto
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting, command
from motcua.notifications import api as notifications

MOST_CODES = 5
BETWEEN_CODES = timedelta(seconds=60)


@command
def ask_code(*, actor: Actor, entry_id: UUID) -> None:
    """The worker makes and sends it; what was sent before no longer counts."""
    refuse_unless_helping(actor)
    entry = lock_entry(entry_id, actor=actor)
    if not directory.person(entry.owner_id).email:
        raise NoAddressForCodeError
    if entry.codes_sent >= MOST_CODES:
        raise CodesUsedUpError(most=MOST_CODES)
    if entry.code_asked_at is not None and clock.now() - entry.code_asked_at < BETWEEN_CODES:
        raise CodeTooSoonError(seconds=int(BETWEEN_CODES.total_seconds()))
    entry.code_asked_at = clock.now()
    entry.code_index = None
    entry.code_tries = 0
    entry.codes_sent += 1
    entry.save(update_fields=["code_asked_at", "code_index", "code_tries", "codes_sent"])
    record(actor, entry.id, "dossier.ask_code", {"time": entry.codes_sent})
    publish(CodeAsked(entry_id=entry.id))


def deliver_code(event: CodeAsked) -> None:
    """Run again it sends no second code: hash and notice are written in one transaction."""
    with acting(SYSTEM):
        entry = AssistedEntry.objects.select_for_update().filter(pk=event.entry_id).first()
        if entry is None or entry.dropped_at or entry.confirmed_at or not code_waits(entry):
            return
        code = f"{secrets.randbelow(10**6):06d}"
        entry.code_index = code_index(entry.id, code)
        entry.code_made_at = clock.now()
        entry.save(update_fields=["code_index", "code_made_at"])
        _tell(entry, code)


def code_index(entry_id: UUID, code: str) -> bytes:
    return crypto.blind_index(f"{entry_id}:{code}", kind="confirmation_code")


def _tell(entry: AssistedEntry, code: str) -> None:
    name = catalogue.version(entry.version_id).name.vi
    minutes = int(CODE_LASTS.total_seconds() // 60)
    body = _(
        "{procedure}: {official} đã khai giúp bạn tại {counter}. Nghe đọc lại, nếu đúng thì đọc mã "
        "này cho cán bộ: {code}. Mã dùng được {minutes} phút. Không phải bạn? Đừng đọc mã cho ai."
    )
    notifications.tell(
        person_id=entry.owner_id,
        kind="dossier.confirm_code",
        title=_("Mã xác nhận hồ sơ khai giúp"),
        body=body.format(
            procedure=name,
            official=entry.typed_by_name,
            counter=directory.organisation(entry.counter_unit_id).name,
            code=code,
            minutes=minutes,
        ),
        link=f"{settings.SITE_ADDRESS}/khai-giup/{entry.id}/",
        key=f"code:{entry.id}:{entry.codes_sent}",
    )
