"""The checklist of papers: there, missing, met by data the State holds, or not needed here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.channels.officer import paper_face
from motcua.channels.officer.paper_face import Face
from motcua.channels.wording import say
from motcua.dossiers.types import Confirmed, Held, PaperIn, PaperSource, Reusable


class Tick(StrEnum):
    PRESENT = "co"
    MISSING = "thieu"
    DATA = "du-lieu"
    REUSE = "dung-lai"
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
    came_from_archive: bool = False
    tick: Tick | None = None
    held: Held | None = None  # what the person's archive or a register already answers
    picked: str = ""  # the paper of the archive, where there are several
    again: str = ""  # why it is asked for although it is held
    kind: str = ""  # what it enters the archive as, once confirmed against the original
    face: Face = field(default_factory=Face)

    @property
    def reused_now(self) -> bool:
        """The official uses the archive's instead of what came."""
        return self.tick is Tick.REUSE and not self.came_from_archive

    @property
    def again_field(self) -> str:
        return f"again:{self.code}"

    @property
    def picked_field(self) -> str:
        return f"archived:{self.code}"

    @property
    def offers(self) -> tuple[Reusable, ...]:
        return self.held.papers if self.held else ()

    @property
    def archived_id(self) -> UUID | None:
        """The one picked; where nothing is picked, the newest."""
        known = [one.archived_id for one in self.offers]
        picked = [one for one in known if str(one) == self.picked]
        return next(iter(picked or known), None)

    @property
    def field(self) -> str:
        return f"tick:{self.code}"

    @property
    def upload(self) -> str:
        return f"file:{self.code}"

    @property
    def is_met(self) -> bool:
        return self.tick in {Tick.PRESENT, Tick.DATA, Tick.REUSE}

    @property
    def choices(self) -> tuple[tuple[Tick, str, bool], ...]:
        """What may be ticked, in words, and which one is."""
        words = {Tick.PRESENT: _("Có"), Tick.MISSING: _("Thiếu")}
        if self.offers or self.tick is Tick.REUSE:
            words = {Tick.REUSE: _("Dùng lại từ kho"), **words}
        if self.data:
            words[Tick.DATA] = _("Thay bằng dữ liệu")
        if not self.required or self.group:
            words[Tick.NOT_NEEDED] = _("Không cần")
        return tuple((tick, word, tick is self.tick) for tick, word in words.items())


Checklist = tuple[Line, ...]


def read(lines: Iterable[Line], posted: Mapping[str, str]) -> Checklist:
    return tuple(_read(line, posted) for line in lines)


def _read(line: Line, posted: Mapping[str, str]) -> Line:
    return replace(
        line,
        tick=_tick(posted.get(line.field), line.tick),
        picked=posted.get(line.picked_field, ""),
        again=posted.get(line.again_field, "").strip(),
        face=paper_face.read(line.code, posted),
    )


def kind_name(procedure_code: str, component: str) -> str:
    kind = catalogue.kind_digitised_from(procedure_code, component)
    return say(kind.name) if kind else ""


def with_held(lines: Iterable[Line], held: Mapping[str, Held]) -> Checklist:
    return tuple(replace(line, held=held.get(line.code)) for line in lines)


def _tick(typed: str | None, held: Tick | None) -> Tick | None:
    return Tick(typed) if typed in set(Tick) else held


def all_present(lines: Iterable[Line]) -> Checklist:
    """One key for the usual case; what has been ticked already stays. Reuse is always chosen by hand."""
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
    if line.tick is Tick.REUSE:
        return PaperIn(line.code, source=PaperSource.ARCHIVE, archived_id=line.archived_id)
    files = uploaded or tuple(file_id for file_id, _name in line.files)
    source = PaperSource.UPLOAD if line.files and not uploaded else PaperSource.COUNTER
    return PaperIn(line.code, files, source, line.originals, line.copies)


def confirmed(lines: Iterable[Line]) -> list[Confirmed]:
    """The papers of which the official wrote down what stands on them."""
    return [
        line.face.confirmed(line.code)
        for line in lines
        if line.kind and line.tick is Tick.PRESENT and line.face.is_begun
    ]


def faults(lines: Iterable[Line]) -> str:
    """A day that cannot be read, in words; empty when all is well."""
    wrong = [line.name for line in lines if line.kind and line.face.fault]
    if not wrong:
        return ""
    return _("{names}: nhập ngày cấp theo thứ tự ngày, tháng, năm, ví dụ 27/03/2020.").format(
        names=", ".join(wrong)
    )
