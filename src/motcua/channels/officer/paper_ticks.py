"""The checklist of papers: there, missing, met by data the State holds, or not needed here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.dossiers.types import PaperIn, PaperSource


class Tick(StrEnum):
    PRESENT = "co"
    MISSING = "thieu"
    DATA = "du-lieu"
    NOT_NEEDED = "khong-can"


@dataclass(frozen=True, slots=True)
class Line:
    """One paper asked for. `data` names the register that may stand in for it."""

    code: str
    name: str
    hint: str
    required: bool
    group: str = ""
    data: str = ""
    files: tuple[tuple[UUID, str], ...] = ()
    originals: int = 0
    copies: int = 0
    came_online: bool = False
    tick: Tick | None = None

    @property
    def field(self) -> str:
        return f"tick:{self.code}"

    @property
    def upload(self) -> str:
        return f"file:{self.code}"

    @property
    def is_met(self) -> bool:
        return self.tick in {Tick.PRESENT, Tick.DATA}

    @property
    def choices(self) -> tuple[tuple[Tick, str, bool], ...]:
        """What may be ticked, in words, and which one is."""
        words = {Tick.PRESENT: _("Có"), Tick.MISSING: _("Thiếu")}
        if self.data:
            words[Tick.DATA] = _("Thay bằng dữ liệu")
        if not self.required or self.group:
            words[Tick.NOT_NEEDED] = _("Không cần")
        return tuple((tick, word, tick is self.tick) for tick, word in words.items())


Checklist = tuple[Line, ...]


def read(lines: Iterable[Line], posted: Mapping[str, str]) -> Checklist:
    return tuple(replace(line, tick=_tick(posted.get(line.field), line.tick)) for line in lines)


def _tick(typed: str | None, held: Tick | None) -> Tick | None:
    return Tick(typed) if typed in set(Tick) else held


def all_present(lines: Iterable[Line]) -> Checklist:
    """One key for the usual case; what has been ticked already stays."""
    return tuple(line if line.tick else replace(line, tick=_usual(line)) for line in lines)


def _usual(line: Line) -> Tick:
    return Tick.PRESENT if line.required else Tick.NOT_NEEDED


def missing(lines: Sequence[Line]) -> tuple[str, ...]:
    """Ticked missing, or required and not met; of alternatives, one is enough."""
    met = {line.group for line in lines if line.group and line.is_met}
    return tuple(line.code for line in lines if _is_missing(line, met))


def _is_missing(line: Line, met_groups: set[str]) -> bool:
    if line.is_met or (line.group and line.group in met_groups):
        return False
    return line.tick is Tick.MISSING or line.required


def unticked(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.required and line.tick is None)


def as_papers(lines: Iterable[Line], uploads: Mapping[str, tuple[UUID, ...]]) -> list[PaperIn]:
    return [_paper(line, uploads.get(line.code, ())) for line in lines if line.is_met]


def _paper(line: Line, uploaded: tuple[UUID, ...]) -> PaperIn:
    if line.tick is Tick.DATA:
        return PaperIn(line.code, source=PaperSource.DATA)
    files = uploaded or tuple(file_id for file_id, _name in line.files)
    source = PaperSource.UPLOAD if line.files and not uploaded else PaperSource.COUNTER
    return PaperIn(line.code, files, source, line.originals, line.copies)
