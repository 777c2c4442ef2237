"""For stories in which a citizen and officials meet."""

from tests.channels.citizen.conftest import bay, dung
from tests.channels.officer.conftest import office

__all__ = ["bay", "dung", "office"]
