"""Files and functions stay small enough to be read at once."""

import statistics

import pytest

from tests.architecture.sources import PACKAGES, functions, named, python_files

LONGEST_FILE = 350
LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 9
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "common",
    "manager",
    "service",
    "misc",
}


@pytest.mark.parametrize("path", python_files(), ids=named)
def test_a_file_fits_into_a_head(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST_FILE


def sizes():
    return {
        f"{named(path)}: {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in python_files()
        if PACKAGES in path.parents
        for function in functions(path)
    }


def test_functions_are_short():
    measured = sizes()
    assert {name: size for name, size in measured.items() if size > LONGEST_FUNCTION} == {}
    assert statistics.median(measured.values()) <= MEDIAN_FUNCTION


def test_names_say_something():
    assert [named(p) for p in python_files() if p.stem in NAMES_THAT_SAY_NOTHING] == []
