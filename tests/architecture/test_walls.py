"""The contracts of pyproject.toml hold, and our own contract can fail."""

import subprocess
import sys
import textwrap

import pytest

from tests.architecture.sources import REPOSITORY

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def lint(folder, *options):
    command = [sys.executable, "-c", LINT, *options]
    path = f"{folder}/src:{folder}:{REPOSITORY}"
    return subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


def test_the_house_stands():
    ran = lint(REPOSITORY, "--no-cache")
    assert ran.returncode == 0, ran.stdout + ran.stderr


HOUSE = """
[tool.importlinter]
root_package = "house"
contract_types = ["doors: tools.doors_contract.DoorsContract"]
[[tool.importlinter.contracts]]
name = "doors"
type = "doors"
package = "house"
doors = ["api", "types"]
open_packages = ["kit"]
"""


@pytest.fixture
def house(tmp_path):
    """Two rooms, an engine and an open room; the files of a test come on top."""
    files = {
        "pyproject.toml": HOUSE,
        "src/house/__init__.py": "",
        "src/house/left/__init__.py": "",
        "src/house/left/api.py": "from house.left import inside",
        "src/house/left/inside.py": "",
        "src/house/right/__init__.py": "",
        "src/house/right/api.py": "",
        "src/house/kit/__init__.py": "",
        "src/house/kit/tool.py": "",
        "src/house/engines/__init__.py": "",
        "src/house/engines/flow/__init__.py": "",
        "src/house/engines/flow/inside.py": "",
        "src/house/engines/forms/__init__.py": "",
        "src/house/engines/forms/api.py": "",
    }

    def build(importer, text):
        for name, content in {**files, importer: text}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(content), encoding="utf-8")
        return lint(tmp_path, "--no-cache")

    return build


@pytest.mark.parametrize(
    "text",
    [
        "from house.left import api",
        "import house.left",
        "from house.kit import tool",
        "from house.engines.forms import api",
    ],
)
def test_through_the_door(house, text):
    assert house("src/house/right/api.py", text).returncode == 0


@pytest.mark.parametrize(
    ("importer", "text"),
    [
        ("src/house/right/api.py", "from house.left import inside"),
        ("src/house/right/api.py", "from house.left.inside import *"),
        ("src/house/right/api.py", "def late():\n    from house.left import inside"),
        ("src/house/engines/forms/api.py", "from house.engines.flow import inside"),
    ],
)
def test_past_the_door(house, importer, text):
    ran = house(importer, text)
    assert ran.returncode == 1
    assert "inside is not a door" in ran.stdout


def test_an_open_room_may_enter_anywhere(house):
    assert house("src/house/kit/tool.py", "from house.left import inside").returncode == 0
