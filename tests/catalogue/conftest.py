import pytest


@pytest.fixture
def procedures(province_with_procedures):
    """The reference data of the product."""
