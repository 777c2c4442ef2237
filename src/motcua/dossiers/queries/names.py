"""Names behind ids, for sentences and lists: few look-ups, however many rows."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import translation

from motcua.catalogue.types import Text
from motcua.directory import api as directory
from motcua.engines.flow.types import StepDef
from motcua.engines.legaltime.api import Sentence


def person_name(person_id: UUID | None) -> str:
    if person_id is None:
        return ""
    return directory.names_of([person_id]).get(person_id, "")


def person_names(person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {person_id for person_id in person_ids if person_id is not None}
    return directory.names_of(wanted) if wanted else {}


def unit_name(unit_id: UUID | None) -> str:
    return directory.organisation(unit_id).name if unit_id is not None else ""


def in_language(words: Text | Sentence) -> str:
    return words.en if _reads_english() else words.vi


def step_name(step: StepDef) -> str:
    return step.name_en if _reads_english() and step.name_en else step.name_vi


def _reads_english() -> bool:
    return (translation.get_language() or "vi").startswith("en")
