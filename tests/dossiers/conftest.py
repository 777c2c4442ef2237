import pytest

from tests.directory.factories import make_citizen
from tests.documents.conftest import authorities
from tests.dossiers import factories as make
from tests.sandbox.fixtures import outside, running_outside

__all__ = ["authorities", "outside", "running_outside"]


@pytest.fixture
def desk(province_with_procedures):
    return make.Desk()


@pytest.fixture
def signing_desk(desk, authorities):
    """A desk whose leader and agency have their keys."""
    make.give_keys(desk)
    return desk


@pytest.fixture
def citizen(province_with_procedures):
    return make_citizen()
