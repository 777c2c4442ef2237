from pathlib import Path

import pytest

from tests.channels.citizen.phone import Phone
from tests.dossiers.conftest import desk  # noqa: F401  (a fixture)
from tests.sandbox.fixtures import outside, running_outside  # noqa: F401  (fixtures)


@pytest.fixture(autouse=True)
def _static(settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def visitor(province_with_procedures):
    """A phone on which nobody has signed in."""
    return Phone()


@pytest.fixture
def bay(province_with_procedures):
    """Nguyễn Thị Bảy, signed in."""
    return Phone.of("Nguyễn Thị Bảy", "072192000007", birth_date="1992-03-12")


@pytest.fixture
def dung(province_with_procedures):
    return Phone.of("Phạm Quốc Dũng", "072085000009", birth_date="1985-08-20")


@pytest.fixture
def registers(settings, outside):  # noqa: F811
    """The national systems as this test wants them: on a good day, unless it says otherwise."""
    settings.POPULATION_WSDL = f"{outside.address}/population?wsdl"
    settings.POPULATION_BUDGET_MS = 3000  # a busy test machine; the budget has its own tests
    settings.EID_ISSUER = f"{outside.address}/eid"
    return outside
