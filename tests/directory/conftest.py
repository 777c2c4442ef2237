import pytest

from motcua.directory import api as directory
from tests.sandbox.fixtures import outside, running_outside

__all__ = ["outside", "running_outside"]


@pytest.fixture
def province(db):
    """Agencies and units of Tây Ninh."""
    directory.load_reference_data()
