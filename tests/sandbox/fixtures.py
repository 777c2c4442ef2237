"""Import these into a conftest: `from tests.sandbox.fixtures import outside, running_outside`."""

import pytest

from sandbox import faults
from tests.sandbox.world import Running


@pytest.fixture(scope="session")
def running_outside(tmp_path_factory):
    with Running(tmp_path_factory.mktemp("sandbox")) as world:
        yield world


@pytest.fixture
def outside(running_outside):
    """The outside world on a good day; `outside.fails(system, mode)` spoils it for one test."""
    faults.clear()
    yield running_outside
    faults.clear()
