"""The papers page: one box for each named paper; of alternatives, one is enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from motcua.catalogue.types import Component
from motcua.channels.citizen.journey import Journey
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.documents.types import FileRef

PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class PaperBox:
    component: Component
    files: tuple[FileRef, ...]
    replaced_by: str
    error: str = ""

    @property
    def done(self) -> bool:
        return bool(self.files or self.replaced_by)

    @property
    def may_join(self) -> bool:
        return len(self.files) > 1 and all(file.media_type in PICTURES for file in self.files)


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Boxes of which one is enough; or a single box."""

    boxes: list[PaperBox] = field(default_factory=list)

    @property
    def is_choice(self) -> bool:
        return len(self.boxes) > 1

    @property
    def done(self) -> bool:
        return any(box.done for box in self.boxes)


def groups(
    actor: Actor, journey: Journey, errors: Mapping[str, str] | None = None
) -> list[PaperGroup]:
    found: dict[str, PaperGroup] = {}
    for component in journey.papers:
        group = found.setdefault(component.one_of_group or component.code, PaperGroup())
        files = _files(actor, journey.draft.papers.get(component.code, ()))
        replaced = journey.draft.replaced.get(component.code, "")
        error = (errors or {}).get(component.code, "")
        group.boxes.append(PaperBox(component, files, replaced, error))
    return list(found.values())


def _files(actor: Actor, file_ids: Sequence[UUID]) -> tuple[FileRef, ...]:
    return tuple(documents.file(actor, file_id) for file_id in file_ids)
