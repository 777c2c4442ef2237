import pytest

from motcua.directory import api as directory


@pytest.fixture
def province(db):
    """Agencies and units of Tây Ninh."""
    directory.load_reference_data()
