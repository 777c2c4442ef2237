"""What can be asked for in one supplement request: any answer of the form, any paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.dossiers.types import AnswerLine, DossierView, Held, PaperView, SupplementItem


@dataclass(frozen=True, slots=True)
class Choice:
    """`name` is the checkbox, `why_name` the box beside it."""

    kind: str
    ref: str
    label: str
    shown: str
    picked: bool = False
    why: str = ""
    held: Held | None = None
    again: str = ""

    @property
    def again_name(self) -> str:
        return f"again:{self.name}"

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.ref}"

    @property
    def why_name(self) -> str:
        return f"why:{self.name}"


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The request as far as it is written."""

    answers: tuple[ChoiceGroup, ...]
    papers: tuple[Choice, ...]
    reason: str
    legal_basis: str
    why_again: str

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self._every() if choice.picked)

    @property
    def first_name(self) -> str:
        """The first box that could be ticked."""
        return next((choice.name for choice in self._every()), "reason")

    @property
    def items(self) -> tuple[SupplementItem, ...]:
        return tuple(SupplementItem(one.kind, one.ref, one.why, one.again) for one in self.chosen)

    def _every(self) -> Iterator[Choice]:
        for group in self.answers:
            yield from group.choices
        yield from self.papers


def read(
    dossier: DossierView,
    posted: Mapping[str, str],
    missing: Sequence[str] = (),
    held: Mapping[str, Held] | None = None,
) -> Asked:
    """`missing` names the papers that were just ticked missing at acceptance."""
    return Asked(
        answers=tuple(
            ChoiceGroup(section.title, tuple(_answers(section.lines, posted)))
            for section in dossier.sections
        ),
        papers=tuple(
            replace(choice, held=(held or {}).get(choice.ref), again=_again(choice, posted))
            for choice in _papers(dossier.papers, posted, missing)
        ),
        reason=posted.get("reason", "").strip(),
        legal_basis=posted.get("legal_basis", "").strip(),
        why_again=posted.get("why_again", "").strip(),
    )


def asked_again(dossier: DossierView, asked: Asked) -> tuple[tuple[str, datetime], ...]:
    """Of what is chosen, the labels of what an earlier request asked already, and when."""
    before = {
        (item.kind, item.ref): request.requested_at
        for request in dossier.supplements
        for item in request.items
    }
    chosen = ((one.label, before.get((one.kind, one.ref))) for one in asked.chosen)
    return tuple((label, at) for label, at in chosen if at is not None)


def _answers(lines: Sequence[AnswerLine], posted: Mapping[str, str]) -> Iterator[Choice]:
    for line in lines:
        if line.field:
            yield _choice("field", line.field, (line.label, line.value), posted)


def _papers(
    papers: Sequence[PaperView], posted: Mapping[str, str], missing: Sequence[str]
) -> Iterator[Choice]:
    for paper in papers:
        shown = ", ".join(file.name for file in paper.files)
        ticked = {f"paper:{paper.component}": "on"} if paper.component in missing else {}
        yield _choice("paper", paper.component, (paper.name, shown), {**ticked, **posted})


def _again(choice: Choice, posted: Mapping[str, str]) -> str:
    return posted.get(choice.again_name, "").strip()


def _choice(kind: str, ref: str, words: tuple[str, str], posted: Mapping[str, str]) -> Choice:
    name = f"{kind}:{ref}"
    why = posted.get(f"why:{name}", "").strip()
    return Choice(kind, ref, *words, picked=name in posted, why=why)
