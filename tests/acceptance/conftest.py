from pathlib import Path

import pytest

from tests.channels.citizen.conftest import bay, dung, registers, visitor
from tests.channels.officer.conftest import office
from tests.documents.conftest import authorities
from tests.dossiers.conftest import citizen, desk, signing_desk
from tests.sandbox.fixtures import outside, running_outside

__all__ = [
    "authorities",
    "bay",
    "citizen",
    "desk",
    "dung",
    "office",
    "outside",
    "registers",
    "running_outside",
    "signing_desk",
    "visitor",
]


@pytest.fixture(autouse=True)
def _static(settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
