from pathlib import Path

import pytest

from tests.channels.officer.browser import Office


@pytest.fixture
def office(province_with_procedures, settings):
    """One commune with its officials, each in a browser of their own."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return Office()
