"""A question to those who work on the dossier, or their answer. Never a supplement request."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.dossiers.errors import (
    AwaitAnswerError,
    ConversationClosedError,
    MessageAsksForMoreError,
    MessageEmptyError,
    MessageTooLongError,
    NotTheHolderError,
)
from motcua.dossiers.events import MessageWritten
from motcua.dossiers.message_rules import (
    MOST_LETTERS,
    MOST_UNANSWERED,
    OPEN_DAYS_AFTER_END,
    asking_words,
    is_closed,
    tidy,
)
from motcua.dossiers.models import Dossier, Message
from motcua.dossiers.permissions import Permission, is_applicant
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.messages import holder_of, holds, seal_row
from motcua.kit import clock, crypto
from motcua.kit.events import publish
from motcua.kit.ids import new_id
from motcua.kit.scope import command


@command
def write_message(
    *, actor: Actor, dossier_id: UUID, text: str, key: UUID | None = None, explains: bool = False
) -> UUID:
    """`key` is made with the empty form: sent again, it is the same message.

    `explains`: an official has read that a supplement needs form 02, and says that this is none.
    """
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.WRITE_MESSAGE)
    message_id = key or new_id()
    if Message.objects.filter(pk=message_id, dossier=dossier).exists():
        return message_id
    said = _checked(text)
    if is_closed(dossier.ended_at, clock.now()):
        raise ConversationClosedError(days=OPEN_DAYS_AFTER_END)
    by_citizen = is_applicant(actor, dossier)
    if by_citizen:
        _refuse_flood(dossier)
    else:
        _refuse_stranger(dossier, actor)
        _refuse_hidden_request(said, explains=explains)
    _write(dossier, actor, message_id, said, by_citizen=by_citizen)
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.write_message",
        object_type="dossier",
        object_id=dossier.id,
        details={
            "message": str(message_id),
            "side": "citizen" if by_citizen else "agency",
            **({"explains": True} if not by_citizen and asking_words(said) else {}),
        },
    )
    publish(MessageWritten(dossier_id=dossier.id, message_id=message_id))
    return message_id


@command
def read_messages(*, actor: Actor, dossier_id: UUID) -> int:
    """What the other side wrote is seen, once somebody who answers for it has opened the page."""
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.READ_MESSAGES)
    citizen = is_applicant(actor, dossier)
    if not citizen and not holds(actor, dossier):
        return 0
    unseen = Message.objects.filter(dossier=dossier, by_citizen=not citizen, read_at=None)
    return unseen.update(read_at=clock.now())


def _checked(text: str) -> str:
    said = tidy(text)
    if not said:
        raise MessageEmptyError
    if len(said) > MOST_LETTERS:
        raise MessageTooLongError(most=MOST_LETTERS)
    return said


def _refuse_flood(dossier: Dossier) -> None:
    latest = Message.objects.filter(dossier=dossier).order_by("-written_at", "-id")
    sides = list(latest.values_list("by_citizen", flat=True)[:MOST_UNANSWERED])
    if len(sides) == MOST_UNANSWERED and all(sides):
        raise AwaitAnswerError(most=MOST_UNANSWERED)


def _refuse_stranger(dossier: Dossier, actor: Actor) -> None:
    if not holds(actor, dossier):
        raise NotTheHolderError(who=holder_of(dossier))


def _refuse_hidden_request(said: str, *, explains: bool) -> None:
    words = asking_words(said)
    if words and not explains:
        raise MessageAsksForMoreError(words="», «".join(words))


def _write(
    dossier: Dossier, actor: Actor, message_id: UUID, said: str, *, by_citizen: bool
) -> None:
    Message.objects.create(
        id=message_id,
        dossier=dossier,
        by_citizen=by_citizen,
        author_id=actor.person_id,
        author_name=actor.name,
        text_sealed=crypto.seal(said, row=seal_row(message_id)),
        written_at=clock.now(),
    )
