"""What somebody brings back to the counter: read, checked, and handed in for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from motcua.catalogue import api as catalogue
from motcua.channels.officer.counter_endings import Files
from motcua.channels.wording import say
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import PaperNotReusableError
from motcua.dossiers.types import (
    DossierView,
    PaperIn,
    PaperSource,
    SupplementItem,
    SupplementView,
)
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, BoundField, FieldError
from motcua.kit import clock


@dataclass(frozen=True, slots=True)
class SupplementAnswer:
    request: SupplementView
    fields: tuple[BoundField, ...]
    papers: tuple[tuple[SupplementItem, str], ...]
    values: Mapping[str, Any]
    brought: frozenset[str]
    reused: Mapping[str, UUID]
    errors: tuple[FieldError, ...] = field(default=())


def paper_names(dossier: DossierView) -> dict[str, str]:
    """Of every paper of the case, also of those that the answers no longer ask for."""
    case = catalogue.version(dossier.version_id).case(dossier.case_code)
    return {component.code: say(component.name) for component in case.components}


def read(
    dossier: DossierView, request: SupplementView, posted: MultiValueDict[str, str]
) -> SupplementAnswer:
    """Only what was asked is asked again."""
    only = {item.ref for item in request.items if item.kind == "field"}
    form = catalogue.form(dossier.version_id)
    facts = {"case": dossier.case_code, "channel": dossier.channel.value}
    answers: dict[str, Answer] = {}
    errors: list[FieldError] = []
    raw = {name: posted.getlist(name) for name in posted}
    for page in form.pages if posted else ():
        result = forms.read_page(
            form, page.id, raw, answers, today=clock.today(), only=only, facts=facts
        )
        answers = result.answers
        errors += result.errors
    fields = [
        bound
        for page in form.pages
        for bound in forms.bind(
            form,
            page.id,
            answers,
            language=get_language() or "vi",
            today=clock.today(),
            errors=errors,
            only=only,
            facts=facts,
        )
    ]
    names = paper_names(dossier)
    papers = [(i, names.get(i.ref, i.ref)) for i in request.items if i.kind == "paper"]
    return SupplementAnswer(
        request=request,
        fields=tuple(fields),
        papers=tuple(papers),
        values=forms.split(answers)[0],
        brought=frozenset(item.ref for item, _name in papers if f"brought:{item.ref}" in posted),
        reused=dict(
            _reused(item.ref, posted)
            for item, _name in papers
            if posted.get(f"archived:{item.ref}")
        ),
        errors=tuple(errors),
    )


def _reused(code: str, posted: MultiValueDict[str, str]) -> tuple[str, UUID]:
    try:
        return code, UUID(str(posted[f"archived:{code}"]))
    except ValueError as no_id:
        raise PaperNotReusableError(name=code) from no_id


def hand_in(actor: Actor, dossier: DossierView, answer: SupplementAnswer, files: Files) -> None:
    papers = [
        _paper(actor, dossier, code, files) for code in sorted(answer.brought - set(answer.reused))
    ]
    papers += [PaperIn(code, archived_id=held) for code, held in sorted(answer.reused.items())]
    dossiers.answer_supplement(
        actor=actor, request_id=answer.request.request_id, answers=answer.values, papers=papers
    )


def _paper(actor: Actor, dossier: DossierView, code: str, files: Files) -> PaperIn:
    scans = tuple(
        documents.accept_upload(
            actor, name=file.name or "", content=file.read(), owner_id=dossier.owner_id
        ).id
        for file in files.getlist(f"file:{code}")
    )
    return PaperIn(code, scans, PaperSource.COUNTER, originals=1)
