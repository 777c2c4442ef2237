import pytest

from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Option, Text
from tests.engines.forms.definitions import definition

LISTS = {"xa": (Option("25666", Text("xã Truông Mít", "Truông Mít commune")),)}


@pytest.fixture(scope="session")
def form():
    return forms.load(definition(), lists=LISTS)
