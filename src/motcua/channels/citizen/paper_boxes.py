"""The papers page: one box for each named paper; of alternatives, one is enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from motcua.catalogue.types import Component
from motcua.channels.citizen.journey import Journey
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.documents.types import FileRef
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Reusable

PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class PaperBox:
    component: Component
    files: tuple[FileRef, ...]
    replaced_by: str
    error: str = ""
    offers: tuple[Reusable, ...] = ()
    reused: Reusable | None = None
    lapsed: bool = False

    @property
    def done(self) -> bool:
        return bool(self.files or self.replaced_by or self.reused)

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
    offered = dossiers.offers_for_draft(actor=actor, draft_id=journey.draft.draft_id)
    for component in journey.papers:
        group = found.setdefault(component.one_of_group or component.code, PaperGroup())
        files = _files(actor, journey.draft.papers.get(component.code, ()))
        replaced = journey.draft.replaced.get(component.code, "")
        error = (errors or {}).get(component.code, "")
        offers = offered.get(component.code, ())
        chosen = journey.draft.reused.get(component.code)
        reused = next((one for one in offers if one.archived_id == chosen), None)
        group.boxes.append(
            PaperBox(
                component,
                files,
                replaced,
                error,
                offers=offers,
                reused=reused,
                lapsed=bool(chosen and not reused),
            )
        )
    return list(found.values())


def _files(actor: Actor, file_ids: Sequence[UUID]) -> tuple[FileRef, ...]:
    return tuple(documents.file(actor, file_id) for file_id in file_ids)
