"""An application on its way: the draft, its form, its papers, and where the person is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, Component, ProcedureVersion
from motcua.channels import wording
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel, DraftView
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, FieldError, Form, Page, Widget
from motcua.kit import clock

PAPERS_MINUTES = 2
REVIEW_MINUTES = 1


@dataclass(frozen=True)
class Journey:
    draft: DraftView
    version: ProcedureVersion
    form: Form
    renewed: bool = False  # just now: the person has not seen what changed

    @property
    def case(self) -> Case:
        return self.version.case(self.draft.case_code)

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return forms.join(self.form, self.draft.answers, self.draft.provenance)

    @property
    def facts(self) -> dict[str, str]:
        return {"case": self.draft.case_code, "channel": Channel.ONLINE.value}

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """A page that only asks for a declaration is not a step: it is asked once, on the review."""
        shown = forms.visible_pages(self.form, self.answers, facts=self.facts)
        return tuple(page for page in shown if not _only_declares(page))

    @cached_property
    def declarations(self) -> tuple[Page, ...]:
        shown = forms.visible_pages(self.form, self.answers, facts=self.facts)
        return tuple(page for page in shown if _only_declares(page))

    @cached_property
    def papers(self) -> tuple[Component, ...]:
        """What is handed in from the phone; what is only shown at the counter is listed apart."""
        wanted = dossiers.wanted_components(self.case, self.draft.answers, channel=Channel.ONLINE)
        return tuple(component for component in wanted if component.mode == "submit")

    @cached_property
    def steps(self) -> tuple["Stop", ...]:
        stops = [Stop(page.id, wording.say(page.title), page.minutes or 1) for page in self.pages]
        if self.papers:
            stops.append(Stop("giay-to", "", PAPERS_MINUTES))
        stops.append(Stop("kiem-tra", "", REVIEW_MINUTES))
        return tuple(stops)

    @property
    def left_at(self) -> str:
        """The step where the person was last; nothing where the form no longer has that step."""
        names = [one.name for one in self.steps]
        return self.draft.left_at if self.draft.left_at in names else ""

    def has_page(self, page_id: str) -> bool:
        return any(page.id == page_id for page in self.pages)

    def address(self, stop: str) -> str:
        return address(self.draft.draft_id, stop)

    def stop_after(self, stop: str) -> str:
        names = [one.name for one in self.steps]
        at = names.index(stop) if stop in names else -1
        return names[min(at + 1, len(names) - 1)]

    def before(self, stop: str) -> str:
        names = [one.name for one in self.steps]
        at = names.index(stop) if stop in names else 0
        if at == 0:
            return reverse("citizen:procedure", args=[self.version.code])
        return self.address(names[at - 1])

    def position(self, stop: str) -> "Position":
        names = [one.name for one in self.steps]
        at = names.index(stop) if stop in names else 0
        return Position(at + 1, len(names), self._minutes_from(at))

    def _minutes_from(self, at: int) -> int:
        """The share of what the procedure's page promised: both tell the same time at the start."""
        whole = sum(one.minutes for one in self.steps)
        left = sum(one.minutes for one in self.steps[at:])
        return max(1, round(self.form.minutes * left / whole))

    def errors(self) -> tuple[FieldError, ...]:
        """What the steps still lack; the declarations come at the very end."""
        later = {page.id for page in self.declarations}
        found = forms.check(self.form, self.answers, today=clock.today(), facts=self.facts)
        return tuple(error for error in found if error.page not in later)

    def with_answers(self, answers: Mapping[str, Answer]) -> "Journey":
        """The same journey with these answers; what a register said (`$…`) stays beside them."""
        values, provenance = forms.split(answers)
        kept = {name: told for name, told in self.draft.provenance.items() if name.startswith("$")}
        draft = _replaced(self.draft, values, {**provenance, **kept})
        return Journey(draft, self.version, self.form)


@dataclass(frozen=True, slots=True)
class Stop:
    name: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Position:
    """«Bước 2 trong 4 · còn khoảng 5 phút»"""

    number: int
    of: int
    minutes_left: int


def steps_ahead(version: ProcedureVersion, form: Form) -> int:
    """How many steps somebody begins with who has answered nothing yet."""
    facts = {"case": version.cases[0].code, "channel": Channel.ONLINE.value}
    pages = [
        page for page in forms.visible_pages(form, {}, facts=facts) if not _only_declares(page)
    ]
    wanted = dossiers.wanted_components(version.cases[0], {}, channel=Channel.ONLINE)
    papers = any(component.mode == "submit" for component in wanted)
    return len(pages) + papers + 1


def address(draft_id: UUID, stop: str) -> str:
    if stop == "giay-to":
        return reverse("citizen:papers", args=[draft_id])
    if stop == "kiem-tra":
        return reverse("citizen:review", args=[draft_id])
    return reverse("citizen:form-page", args=[draft_id, stop])


def open_journey(actor: Actor, draft_id: UUID) -> Journey:
    """The draft under the version in force: a newer one takes over, and the answers are kept."""
    draft = dossiers.draft(actor=actor, draft_id=draft_id)
    renewed = draft.dossier_id is None and dossiers.renew_draft(actor=actor, draft=draft)
    if renewed:
        draft = dossiers.draft(actor=actor, draft_id=draft_id)
    version_id = draft.version_id
    return Journey(draft, catalogue.version(version_id), catalogue.form(version_id), renewed)


def keep(
    actor: Actor, journey: Journey, answers: Mapping[str, Answer], page: Page, *, left_at: str = ""
) -> None:
    """Save one page, and what it changed elsewhere. A cleared answer is written as cleared."""
    values, provenance = forms.split(answers)
    changed = {leaf.path for leaf in page.leaves()} | _differing(journey.answers, answers)
    leaves = [leaf for _page, leaf in journey.form.leaves() if leaf.path in changed]
    dossiers.save_draft(
        actor=actor,
        draft_id=journey.draft.draft_id,
        answers={leaf.top: values.get(leaf.top) for leaf in leaves},
        provenance={leaf.path: provenance.get(leaf.path, {}) for leaf in leaves},
        left_at=left_at,
    )


def _differing(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def _only_declares(page: Page) -> bool:
    return all(leaf.widget is Widget.STATEMENT for leaf in page.leaves())


def _replaced(
    draft: DraftView,
    values: Mapping[str, object],
    provenance: Mapping[str, Mapping[str, object]],
) -> DraftView:
    return replace(draft, answers=values, provenance=provenance)
