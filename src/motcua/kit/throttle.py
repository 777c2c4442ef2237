"""A bound for what strangers may try in vain: counted over all processes, in the shared cache."""

import ipaddress
from dataclasses import dataclass
from math import ceil

from django.core.cache import cache
from django.db import connection, transaction

from motcua.kit import clock

_IPV6_NETWORK = 64  # one household has all the addresses of such a network


@dataclass(frozen=True, slots=True)
class Throttle:
    """So many attempts in so many minutes from one network address; only what failed is counted.

    Bounds are generous: an agency or a whole mobile network may stand behind one address.
    """

    name: str
    most: int
    minutes: int

    def minutes_to_wait(self, address: str) -> int:
        """0 while another attempt is welcome."""
        if cache.get(self._key(address), 0) < self.most:
            return 0
        return ceil((self._seconds - clock.now().timestamp() % self._seconds) / 60)

    def count(self, address: str) -> None:
        key = self._key(address)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
            cache.set(key, cache.get(key, 0) + 1, timeout=self._seconds)

    @property
    def _seconds(self) -> int:
        return self.minutes * 60

    def _key(self, address: str) -> str:
        window = int(clock.now().timestamp() // self._seconds)
        return f"throttle:{self.name}:{_network(address)}:{window}"


def _network(address: str) -> str:
    found = ipaddress.ip_address(address)
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _IPV6_NETWORK), strict=False).network_address)
