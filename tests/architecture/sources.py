"""The files that these tests look at."""

import ast
import re
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = REPOSITORY / "src"
# A letter that English does not have. Not the signs × and ÷.
VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")


@cache
def python_files() -> tuple[Path, ...]:
    roots = (PACKAGES, REPOSITORY / "tests", REPOSITORY / "tools")
    found = (path for root in roots for path in root.rglob("*.py"))
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted((PACKAGES / "motcua").rglob("templates/**/*.html")))


@cache
def documents() -> tuple[Path, ...]:
    return tuple(sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]))


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [found for found in ast.walk(tree) if isinstance(found, kinds)]
