"""Row scope: whose rows this transaction may touch. PostgreSQL enforces it row by row.

The scope lives inside the transaction (`set_config(…, true)`), never on the connection: a pooled
connection that kept it would leak one agency's rows to the next request.
"""

import functools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows of these agencies, rows of this person, or (system) every row.

    `principal`: for whom the person acts, and `sees_all` of that one's rows or only their own work,
    in these `procedures` (empty: in all).
    """

    agencies: frozenset[UUID] = field(default_factory=frozenset)
    person: UUID | None = None
    system: bool = False
    principal: UUID | None = None
    sees_all: bool = False
    procedures: frozenset[str] = frozenset()


SYSTEM = Scope(system=True)
NOBODY = Scope()

_current: ContextVar[Scope | None] = ContextVar("row_scope", default=None)


class ScopeChangedError(RuntimeError):
    """A transaction keeps the scope it began with; open another transaction instead."""


@contextmanager
def acting(scope: Scope) -> Iterator[None]:
    """One transaction, seeing only the rows of `scope`. Nested with the same scope, it costs nothing."""
    active = _current.get()
    if active is not None:
        if active != scope:
            raise ScopeChangedError
        yield
        return
    token = _current.set(scope)
    try:
        with transaction.atomic():
            _tell_database(scope)
            yield
    finally:
        _current.reset(token)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """A door's function with a keyword `actor`: run it in one transaction, in that actor's scope."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        actor: Any = kwargs["actor"]
        with acting(actor.scope):
            return function(*args, **kwargs)

    return run


def _tell_database(scope: Scope) -> None:
    agencies = "{" + ",".join(sorted(str(agency) for agency in scope.agencies)) + "}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('motcua.agencies', %s, true),"
            " set_config('motcua.person', %s, true), set_config('motcua.system', %s, true),"
            " set_config('motcua.principal', %s, true), set_config('motcua.sees_all', %s, true),"
            " set_config('motcua.procedures', %s, true)",
            [
                agencies,
                str(scope.person or ""),
                "on" if scope.system else "",
                str(scope.principal or ""),
                "on" if scope.sees_all else "",
                json.dumps(sorted(scope.procedures)) if scope.procedures else "",
            ],
        )
