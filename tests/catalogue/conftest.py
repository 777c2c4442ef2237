import pytest

from tests.conftest import load_province


@pytest.fixture
def procedures(db):
    """The reference data of the product; loading it again changes nothing."""
    load_province()
