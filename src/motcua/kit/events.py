"""Say what has happened; let higher rooms react without being imported.

An event is stored as one job per subscriber in the current transaction,
so it is delivered if and only if the change that caused it is committed.
Delivery is at least once: every subscriber must be safe to run twice.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Generic, TypeVar
from uuid import UUID

from procrastinate import BaseRetryStrategy
from procrastinate.contrib.django import app as jobs

# Queues. The worker has a place for what takes minutes, and others that it never takes.
SHORT, LONG = "default", "long"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact in the past tense. Every field is an id."""


E = TypeVar("E", bound=Event)


@dataclasses.dataclass(frozen=True, slots=True)
class Subscription(Generic[E]):
    event: type[E]
    handler: Callable[[E], None]
    retry: BaseRetryStrategy
    queue: str = SHORT


_deliveries: defaultdict[type[Event], list[Any]] = defaultdict(list)


def connect(subscriptions: tuple[Subscription[Any], ...]) -> None:
    """Make one background job of each subscription; called once, when Django starts."""
    for subscription in subscriptions:
        handler = subscription.handler
        name = f"{subscription.event.__name__} -> {handler.__module__}.{handler.__name__}"
        task = jobs.task(name=name, retry=subscription.retry, queue=subscription.queue)
        delivery = task(_delivering(subscription))
        _deliveries[subscription.event].append(delivery)


def publish(event: Event) -> None:
    payload = {name: str(value) for name, value in dataclasses.asdict(event).items()}
    for delivery in _deliveries[type(event)]:
        delivery.defer(**payload)


def _delivering(subscription: Subscription[E]) -> Callable[..., None]:
    def deliver(**payload: str) -> None:
        ids = {name: UUID(value) for name, value in payload.items()}
        subscription.handler(subscription.event(**ids))

    return deliver
