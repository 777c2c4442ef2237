"""When X has happened, do Y: every reaction of the system, on one page."""

from typing import Any

from procrastinate import RetryStrategy

from motcua.kit.events import Subscription

PATIENT = RetryStrategy(max_attempts=10, exponential_wait=2)

SUBSCRIPTIONS: tuple[Subscription[Any], ...] = ()
