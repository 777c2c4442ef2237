import pytest

from tests.dossiers.factories import Desk
from tests.directory.factories import make_citizen


@pytest.fixture
def desk(province_with_procedures):
    return Desk()


@pytest.fixture
def citizen(province_with_procedures):
    return make_citizen()
