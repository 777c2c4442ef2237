"""Translations: `.po` is kept in git, `.mo` is made from it. The msgid is the Vietnamese sentence.

A sentence that counts is a pair, singular and plural: alike in Vietnamese, not in English.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motcua.cli.places import SOURCES

LOCALE = SOURCES / "motcua" / "config" / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
HEADER = "# English for the screens. The msgid is the Vietnamese sentence; docs/glossary.md has the words."
Sentence: TypeAlias = str | tuple[str, str]
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


def sentences() -> dict[Sentence, str]:
    """Every sentence that a screen may show, and a file that says it."""
    found: dict[Sentence, str] = {}
    for path in sorted((SOURCES / "motcua").rglob("*.py")):
        found |= dict.fromkeys(_of_python(path), str(path.relative_to(SOURCES)))
    for path in sorted((SOURCES / "motcua").rglob("templates/**/*.*")):
        found |= dict.fromkeys(sentences_of_template(path), str(path.relative_to(SOURCES)))
    return found


def english() -> dict[Sentence, Sentence]:
    """What has its English; a pair has both its forms."""
    done = (message for message in _catalogue() if _is_translated(message))
    return {_said(message.id): _said(message.string or "") for message in done}


def missing_in_english() -> list[Sentence]:
    return sorted(set(sentences()) - set(english()), key=str)


@click.command()
def translate() -> None:
    """Bring the English file up to date: new sentences come in empty, gone ones leave."""
    said, known = sentences(), english()
    fresh = _empty_catalogue()
    for sentence, place in sorted(said.items(), key=lambda item: (item[1], str(item[0]))):
        fresh.add(sentence, known.get(sentence, ""), locations=[(place, 0)])
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as out:
        write_po(out, fresh, width=100, include_lineno=False)
    print(f"{len(said)} sentences, {len(missing_in_english())} without English: {ENGLISH}")


def _empty_catalogue() -> Catalog:
    """The date of the first one stays, so that nothing new means no change."""
    first_made = _catalogue().creation_date
    return Catalog(
        "en",
        header_comment=HEADER,
        project="motcua",
        version="1",
        msgid_bugs_address="motcua",
        last_translator="motcua",
        language_team="motcua",
        creation_date=first_made,
        revision_date=first_made,
        fuzzy=False,
    )


def _catalogue() -> Catalog:
    if not ENGLISH.exists():
        return Catalog()
    with ENGLISH.open("rb") as text:
        return read_po(text)


def _is_translated(message: Message) -> bool:
    given = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(message.id) and all(given)


def _said(words: str | list[str] | tuple[str, ...]) -> Sentence:
    return words if isinstance(words, str) else (words[0], words[1])


def _of_python(path: Path) -> Iterator[Sentence]:
    with path.open("rb") as text:
        for _line, words, _comments, _context in extract("python", text, KEYWORDS):
            yield _said(words)


def sentences_of_template(path: Path) -> set[Sentence]:
    text = path.read_text(encoding="utf-8")
    said = {next(filter(None, groups)).replace("%", "%%") for groups in _TAG.findall(text)}
    return said | {_block(options, body) for options, body in _BLOCK.findall(text)}


def _block(options: str, body: str) -> Sentence:
    """The msgid, or the two of them, that Django makes of a blocktranslate."""
    forms = [_form(options, form) for form in _PLURAL.split(body)]
    return forms[0] if len(forms) == 1 else (forms[0], forms[1])


def _form(options: str, body: str) -> str:
    words = body.replace("%", "%%")
    if "trimmed" in options.split():
        lines = (line.strip() for line in words.strip().splitlines())
        words = " ".join(line for line in lines if line)
    return _VARIABLE.sub(r"%(\1)s", words)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns
