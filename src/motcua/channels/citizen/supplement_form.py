"""The part of the e-form that a supplement request asks about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from motcua.catalogue import api as catalogue
from motcua.channels import wording
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView, SupplementView
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, BoundField, FieldError, Form
from motcua.kit import clock


@dataclass(frozen=True, slots=True)
class AskedPaper:
    ref: str
    name: str
    why: str
    again: str = ""


@dataclass(frozen=True)
class SupplementForm:
    dossier: DossierView
    request: SupplementView
    form: Form
    answers: Mapping[str, Answer]
    errors: tuple[FieldError, ...] = ()

    @property
    def asked(self) -> frozenset[str]:
        return frozenset(item.ref for item in self.request.items if item.kind == "field")

    def asks(self, path: str) -> bool:
        return path in self.asked or path.split(".", 1)[0] in self.asked

    @property
    def papers(self) -> list[AskedPaper]:
        names = {paper.component: paper.name for paper in self.dossier.papers}
        return [
            AskedPaper(item.ref, names.get(item.ref, item.ref), item.why, item.again)
            for item in self.request.items
            if item.kind == "paper"
        ]

    @property
    def facts(self) -> dict[str, str]:
        return {"case": self.dossier.case_code, "channel": self.dossier.channel.value}

    def fields(self) -> list[tuple[BoundField, str]]:
        """The questions asked again, each with the official's reason."""
        why = {item.ref: item.why for item in self.request.items if item.kind == "field"}
        bound = [field for page in self._pages() for field in self._bind(page)]
        return [(field, why.get(field.name, why.get(field.field, ""))) for field in bound]

    def reading(self, posted: Mapping[str, list[str]]) -> "SupplementForm":
        answers: dict[str, Answer] = dict(self.answers)
        errors: list[FieldError] = []
        for page in self._pages():
            result = forms.read_page(
                self.form,
                page,
                posted,
                answers,
                today=clock.today(),
                facts=self.facts,
                only=self.asked,
            )
            answers = result.answers
            errors += result.errors
        return replace(self, answers=answers, errors=tuple(errors))

    def corrected(self) -> dict[str, object]:
        values, _provenance = forms.split(self.answers)
        tops = {ref.split(".", 1)[0] for ref in self.asked}
        return {name: value for name, value in values.items() if name in tops}

    def _pages(self) -> Sequence[str]:
        shown = forms.visible_pages(self.form, self.answers, facts=self.facts, only=self.asked)
        return [page.id for page in shown]

    def _bind(self, page_id: str) -> tuple[BoundField, ...]:
        return forms.bind(
            self.form,
            page_id,
            self.answers,
            language=wording.language(),
            today=clock.today(),
            errors=self.errors,
            facts=self.facts,
            only=self.asked,
        )


def open_form(actor: Actor, dossier: DossierView, request: SupplementView) -> SupplementForm:
    """Answers asked about again may be changed, whoever filled them in before."""
    held = dossiers.given_answers(actor=actor, dossier_id=dossier.dossier_id)
    form = SupplementForm(dossier, request, catalogue.form(dossier.version_id), held)
    asked = {
        path: replace(answer, locked=False) if form.asks(path) else answer
        for path, answer in held.items()
    }
    return replace(form, answers=asked)
