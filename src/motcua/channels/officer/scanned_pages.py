"""What travels with the form of a pile: its pages, what was chosen for each, and where they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.http import Http404, HttpRequest

from motcua.documents.types import FileRef
from motcua.dossiers.types import PaperView

SAME, DROP = "cung", "bo"
Named: TypeAlias = Mapping[str, Sequence[UUID]]


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """`chosen`: a component, the same as the page before, or none of them."""

    file_id: UUID
    chosen: str
    words: str = ""  # what the machine read, as far as it has
    guess: str = ""

    @property
    def field(self) -> str:
        return f"page:{self.file_id}"


def fresh(refs: Sequence[FileRef]) -> tuple[ScannedPage, ...]:
    return tuple(ScannedPage(ref.id, SAME if number else "") for number, ref in enumerate(refs))


def posted_pages(request: HttpRequest) -> tuple[ScannedPage, ...]:
    ids = _posted_ids(request, "pages")
    return tuple(ScannedPage(one, request.POST.get(f"page:{one}", "")) for one in ids)


def posted_piles(request: HttpRequest) -> tuple[UUID, ...]:
    """From the scanner: they are used up when the pages are kept."""
    return _posted_ids(request, "piles")


def _posted_ids(request: HttpRequest, name: str) -> tuple[UUID, ...]:
    try:
        return tuple(UUID(value) for value in request.POST.getlist(name))
    except ValueError as no_id:
        raise Http404 from no_id


def named(pages: Sequence[ScannedPage], papers: Sequence[PaperView]) -> Named | int:
    """Component → its pages; or the number of the first page of which nothing is said."""
    known = {paper.component for paper in papers} | {DROP}
    found: dict[str, list[UUID]] = {}
    before = ""
    for number, page in enumerate(pages, start=1):
        before = before if page.chosen == SAME else page.chosen
        if before not in known:
            return number
        found.setdefault(before, []).append(page.file_id)
    found.pop(DROP, None)
    return found or 1
