"""The refusals a caller can act on. A bug is never one of these.

DomainError
├── InvalidError      the request itself is wrong
├── NotAllowedError   this actor may not do this
├── NotFoundError     no such thing, or this actor may not know of it
├── ConflictError     right request, wrong moment
└── UnavailableError  another system did not answer
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule said no. `message` tells the person what to do next; channels show it."""

    code: ClassVar[str]
    message: ClassVar[str | Promise]

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.code)

    def __reduce__(self) -> tuple[Callable[[], "DomainError"], tuple[()]]:
        """A worker process hands its refusal over whole, not as an error about errors."""
        return partial(type(self), **self.details), ()

    def __str__(self) -> str:
        return str(self.message).format(**self.details)


class InvalidError(DomainError):
    """The request itself is wrong; sending it again cannot help."""


class NotAllowedError(DomainError):
    """This actor may not do this."""


class NotFoundError(DomainError):
    """No such thing, or this actor may not know of it."""


class ConflictError(DomainError):
    """Right request, wrong moment: the thing is not in a state that allows it."""


class UnavailableError(DomainError):
    """Another system did not answer; the same request may succeed later."""
