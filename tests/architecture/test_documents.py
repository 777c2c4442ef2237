"""What the documents say exists, exists."""

import re

import pytest
from django.apps import apps

from motcua.cli.commands import COMMANDS
from motcua.directory.types import Role
from tests.architecture.sources import PACKAGES, REPOSITORY, documents, named, python_files

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"\./motcua ([a-z]+)")
CODE = re.compile(r"`([A-Za-z_.]+)`")
PATH = re.compile(r"`((?:src|docs|tests|tools|frontend|requirements|\.ci)/[\w./-]+)`")


@pytest.mark.parametrize("path", documents(), ids=named)
def test_links_lead_somewhere(path):
    links = [link.split("#")[0] for link in LINK.findall(path.read_text(encoding="utf-8"))]
    inside = [link for link in links if link and not link.startswith(("http", "mailto:"))]
    assert [link for link in inside if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", documents(), ids=named)
def test_commands_exist(path):
    said = set(COMMAND.findall(path.read_text(encoding="utf-8")))
    assert said <= set(COMMANDS)


@pytest.mark.parametrize("path", documents(), ids=named)
def test_named_files_exist(path):
    said = PATH.findall(path.read_text(encoding="utf-8"))
    assert [name for name in said if not (REPOSITORY / name.rstrip("/")).exists()] == []


def test_every_command_is_in_the_readme():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = {name for name, late in COMMANDS.items() if late.about}
    assert shown <= set(COMMAND.findall(readme))


# ------------------------------------------------------------------ glossary


def glossary():
    rows = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row[:1] == "|"]
    return {word: row[0] for row in cells[2:] for word in CODE.findall(row[2])}


def test_the_words_of_the_glossary_are_in_the_code():
    code = "\n".join(p.read_text(encoding="utf-8") for p in python_files() if PACKAGES in p.parents)
    missing = [word for word in glossary() if not re.search(rf"\b{re.escape(word)}", code)]
    assert missing == []


def test_every_table_and_role_has_its_row():
    ours = [model for model in apps.get_models() if model.__module__.startswith("motcua.")]
    words = glossary()
    nouns = {model.__name__ for model in ours} | {str(role.value) for role in Role}
    assert sorted(nouns - set(words)) == []
