"""Which paper a scanned page may be, by the words read on it. Shown beside the picture, never taken."""

from collections.abc import Mapping

from motcua.kit.text import search_key

ENOUGH = 0.7  # of the words of the paper's name


def guess_paper(words: str, names: Mapping[str, str]) -> str:
    """The component whose name is on the page; empty where none or several fit equally well."""
    read = set(search_key(words).split())
    scores = {code: _share(name, read) for code, name in names.items()}
    best = max(scores.values(), default=0.0)
    fitting = [code for code, score in scores.items() if score == best]
    return fitting[0] if best >= ENOUGH and len(fitting) == 1 else ""


def _share(name: str, read: set[str]) -> float:
    asked = set(search_key(name).split())
    return len(asked & read) / len(asked) if asked else 0.0
