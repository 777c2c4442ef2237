"""A refusal keeps what was typed: the page comes back with the sentence instead of an error page."""

from collections.abc import Callable

from django.db import transaction

from motcua.kit.errors import DomainError, NotFoundError


def attempt(act: Callable[[], object]) -> DomainError | None:
    """Do it, or say why not. What a refused act had already written is undone."""
    try:
        with transaction.atomic():
            act()
    except NotFoundError:
        raise  # nothing to come back to
    except DomainError as refusal:
        return refusal
    return None
