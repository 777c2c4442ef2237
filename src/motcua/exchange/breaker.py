"""A peer that failed three times running is left alone for a while; then one caller tries again."""

from datetime import timedelta

from django.db.models import F

from motcua.exchange.models import Breaker
from motcua.kit import clock

FAILURES = 3
REST = timedelta(seconds=30)
TRIAL = timedelta(seconds=2)


def may_call(peer: str) -> bool:
    """When the rest is over, exactly one caller is let through to try; the others keep waiting."""
    held = Breaker.objects.filter(pk=peer).first()
    if held is None or held.failures < FAILURES:
        return True
    due = Breaker.objects.filter(pk=peer, open_until__lte=clock.now())
    return due.update(open_until=clock.now() + TRIAL) == 1


def failed(peer: str) -> None:
    Breaker.objects.bulk_create([Breaker(peer=peer)], ignore_conflicts=True)
    Breaker.objects.filter(pk=peer).update(
        failures=F("failures") + 1, open_until=clock.now() + REST
    )


def succeeded(peer: str) -> None:
    Breaker.objects.filter(pk=peer, failures__gt=0).update(failures=0, open_until=None)
