"""Compile the translations: `.po` is kept in git, `.mo` is made from it."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from motcua.cli.places import SOURCES

LOCALE = SOURCES / "motcua" / "config" / "locale"


def stale() -> list[Path]:
    return [source for source in sorted(LOCALE.rglob("*.po")) if _is_stale(source)]


def compile_stale() -> None:
    for source in stale():
        with source.open("rb") as text:
            catalogue = read_po(text)
        unfinished = source.with_suffix(".mo.new")
        with unfinished.open("wb") as out:
            write_mo(out, catalogue)
        unfinished.replace(source.with_suffix(".mo"))


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns
