import pytest

from motcua.kit import clock
from tests.directory.conftest import province
from tests.queueing.factories import MORNING, Hall

__all__ = ["province"]


@pytest.fixture(autouse=True)
def monday_morning():
    """A working day, so that no test depends on the day it runs on."""
    with clock.set_to(MORNING):
        yield


@pytest.fixture
def hall(province):
    """The centre of a commune: services A and B, counters 1, 2 (all) and 3 (B only)."""
    return Hall()
