"""What the health page asks."""

from motcua.exchange.breaker import FAILURES
from motcua.exchange.models import Breaker
from motcua.kit import clock


def resting_peers() -> list[str]:
    """Peers that are not asked just now because they kept failing."""
    rows = Breaker.objects.filter(failures__gte=FAILURES, open_until__gt=clock.now())
    return list(rows.values_list("pk", flat=True))
