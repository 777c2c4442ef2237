import pytest

from tests.engines.signing.world import World


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    return World(tmp_path_factory.mktemp("authorities"))


@pytest.fixture(scope="session")
def issued(world):
    """A document as it leaves the house: signed, numbered, sealed."""
    return world.issued()


@pytest.fixture(scope="session")
def led(world):
    return world.led()
