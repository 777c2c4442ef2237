"""Both sides of a conversation inside a dossier: one message per filled form, refusals kept on the page."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from motcua.kit.errors import DomainError, NotFoundError
from motcua.kit.ids import new_id


def key_of(request: HttpRequest) -> UUID:
    """Made with the empty form and sent with it: sent twice, it is one message."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return new_id()


def refusal_of(act: Callable[[], object]) -> DomainError | None:
    try:
        with transaction.atomic():
            act()
    except NotFoundError:
        raise
    except DomainError as refusal:
        return refusal
    return None
