"""Pages that need nobody: what the frame itself costs."""

from collections.abc import Sequence

from motcua.cli.bench.load import Request
from motcua.cli.bench.measure import Row, measure
from motcua.cli.bench.rig import Rig

PAGES = {"health": "/suc-khoe.json", "home": "/", "search": "/tim?q=khai+sinh"}


class Page:
    def __init__(self, name: str, path: str) -> None:
        self.name = name
        self.path = path

    def requests(self, count: int) -> Sequence[Request]:
        return [Request("GET", self.path)] * count

    def floor(self, rig: Rig) -> float | None:
        del rig
        return None


def run(rig: Rig, size: int) -> list[Row]:
    rig.open_site()
    pages = [Page(name, path) for name, path in PAGES.items()]
    return [
        row for page in pages for row in measure(rig, page, bench="pages", size=size, count=400)
    ]
