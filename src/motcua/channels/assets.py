"""Which built file stands behind a source of the front end."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

_MANIFEST = Path("dist") / "manifest.json"


class NotBuiltError(RuntimeError):
    """The front end is built by `./motcua up`, or by hand with frontend/build.sh."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not built: run frontend/build.sh")


def address(name: str) -> str:
    """`styles/citizen.scss` → `/static/dist/citizen-style.<hash>.css`"""
    entry = _manifest(_newest()).get(name)
    if entry is None:
        raise NotBuiltError(name)
    return static(f"dist/{entry['file']}")


def fonts(name: str) -> list[str]:
    """Fonts a style needs at once, so that the browser asks for them before it has read the style."""
    entry = _manifest(_newest()).get(name) or {}
    return [static(f"dist/{file}") for file in entry.get("assets", []) if file.endswith(".woff2")]


def _newest() -> float:
    try:
        return _path().stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _path() -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / _MANIFEST


@functools.lru_cache(maxsize=2)
def _manifest(built_at: float) -> Mapping[str, Mapping[str, str]]:
    if not built_at:
        return {}
    loaded: Mapping[str, Mapping[str, str]] = json.loads(_path().read_text(encoding="utf-8"))
    return loaded
