"""Translations: `.po` is kept in git, `.mo` is made from it. The msgid is the Vietnamese sentence."""

import re
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motcua.cli.places import SOURCES

LOCALE = SOURCES / "motcua" / "config" / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}

_TAG = re.compile(
    r"""\{%\s*(?:translate|trans)\s+(?:"([^"]+)"|'([^']+)')|\b_\((?:"([^"]+)"|'([^']+)')\)"""
)
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*([\w.]+)[^}]*\}\}")


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


def sentences() -> dict[str, str]:
    """Every sentence that a screen may show, and a file that says it."""
    found: dict[str, str] = {}
    for path in sorted((SOURCES / "motcua").rglob("*.py")):
        found |= dict.fromkeys(_of_python(path), str(path.relative_to(SOURCES)))
    for path in sorted((SOURCES / "motcua").rglob("templates/**/*.*")):
        found |= dict.fromkeys(sentences_of_template(path), str(path.relative_to(SOURCES)))
    return found


def missing_in_english() -> list[str]:
    done = {_said(message) for message in _english() if _is_translated(message)}
    return sorted(set(sentences()) - done)


@click.command()
def translate() -> None:
    """Bring the English file up to date: new sentences come in empty, gone ones leave."""
    english, said = _english(), sentences()
    fresh = Catalog(locale="en", project="motcua", version="", charset="utf-8", fuzzy=False)
    known = {_said(message): message for message in english if message.id}
    for sentence, place in sorted(said.items(), key=lambda item: (item[1], item[0])):
        old = known.get(sentence)
        fresh.add(old.id if old else sentence, old.string if old else "", locations=[(place, 0)])
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as out:
        write_po(out, fresh, width=100, omit_header=False, include_lineno=False)
    print(f"{len(said)} sentences, {len(missing_in_english())} without English: {ENGLISH}")


def _said(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _is_translated(message: Message) -> bool:
    given = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(given)


def _english() -> Catalog:
    if not ENGLISH.exists():
        return Catalog()
    with ENGLISH.open("rb") as text:
        return read_po(text)


def _of_python(path: Path) -> set[str]:
    with path.open("rb") as text:
        calls = list(extract_python(text, KEYWORDS, [], {}))
    said = (message[0] if isinstance(message, tuple) else message for _, _, message, _ in calls)
    return {sentence for sentence in said if sentence}


def sentences_of_template(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    said = {next(filter(None, groups)).replace("%", "%%") for groups in _TAG.findall(text)}
    return said | {_block(options, body) for options, body in _BLOCK.findall(text)}


def _block(options: str, body: str) -> str:
    """The msgid that Django makes of a blocktranslate."""
    singular = _PLURAL.split(body)[0].replace("%", "%%")
    if "trimmed" in options.split():
        lines = (line.strip() for line in singular.strip().splitlines())
        singular = " ".join(line for line in lines if line)
    return _VARIABLE.sub(r"%(\1)s", singular)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns
