"""The printed forms of one-door handling (Circular 03/2025/TT-VPCP, Appendix I), by date of validity.

A form that changes becomes a new file named after the day it begins to be valid; a paper printed
under the old form stays what it was, because the PDF is kept with the dossier.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from motcua.engines.papers import press, qr
from motcua.engines.papers.types import Paper, PaperError

_FORMS = press.LIBRARY / "forms"


@lru_cache(maxsize=1)
def _versions() -> dict[str, tuple[tuple[date, Path], ...]]:
    return {
        folder.name: tuple(
            sorted(((date.fromisoformat(f.stem), f) for f in folder.glob("*.typ")), reverse=True)
        )
        for folder in _FORMS.iterdir()
    }


def form_source(number: str, *, on: date) -> str:
    for valid_from, file in _versions().get(number, ()):
        if valid_from <= on:
            return file.read_text(encoding="utf-8")
    raise PaperError(f"no form {number} is valid on {on}")


def render_form(
    number: str,
    data: Mapping[str, object],
    *,
    on: date | None = None,
    made_at: datetime | None = None,
) -> Paper:
    """`number` is `01` to `07` or `receipt`; `data["tracking_address"]` becomes the QR on form 01."""
    images = {}
    address = data.get("tracking_address")
    if isinstance(address, str) and address:
        images["tracking"] = qr.qr_svg(address).encode()
    return press.render(
        form_source(number, on=on or date.max), data, images=images, made_at=made_at
    )
