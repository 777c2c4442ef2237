"""What was answered and handed in, as the page of a dossier shows it."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import translation

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Component
from motcua.documents import api as documents
from motcua.dossiers.models import (
    Dossier,
    Paper,
)
from motcua.dossiers.queries.answers import answers_of, facts_of
from motcua.dossiers.queries.drafts import Content
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.names import (
    in_language,
)
from motcua.dossiers.queries.reuse import reused_papers
from motcua.dossiers.queries.wanted import wanted_components
from motcua.dossiers.types import (
    AnswerLine,
    AnswerSection,
    Channel,
    FileView,
    PaperSource,
    PaperView,
    Reusable,
)
from motcua.engines.forms import api as forms
from motcua.kit import clock


def sections_of(found: Dossier, content: Content) -> tuple[AnswerSection, ...]:
    if not content.answers:
        return ()
    answers = answers_of(found.version_id, content)
    shown = forms.summary(
        catalogue.form(found.version_id),
        answers,
        translation.get_language() or "vi",
        today=clock.today(),
        facts=facts_of(found.case_code, Channel(found.channel)),
    )
    return tuple(
        AnswerSection(
            title=section.title,
            page=section.page,
            lines=tuple(
                AnswerLine(
                    label=line.label,
                    value=line.value,
                    source=line.source_mark,
                    field=line.field,
                )
                for line in section.rows
            ),
        )
        for section in shown
    )


def papers_of(found: Dossier, content: Content) -> tuple[PaperView, ...]:
    case = case_of(found)
    wanted = wanted_components(case, content.answers, channel=Channel(found.channel))
    held = {
        paper.component: paper for paper in Paper.objects.filter(dossier=found, superseded_at=None)
    }
    files = documents.files([f for paper in held.values() for f in paper.file_ids])
    reused = reused_papers(paper.archived_id for paper in held.values())
    return tuple(
        _paper(component, held.get(component.code), files, reused)
        for component in case.components
        if component in wanted or component.code in held
    )


def _paper(
    component: Component,
    paper: Paper | None,
    files: Mapping[UUID, documents.FileRef],
    reused: Mapping[UUID, Reusable],
) -> PaperView:
    held = [files[f] for f in paper.file_ids if f in files] if paper else []
    return PaperView(
        component=component.code,
        name=in_language(component.name),
        mode=component.mode,
        required=component.required,
        source=PaperSource(paper.source) if paper else None,
        files=tuple(FileView(f.id, f.name, f.media_type, f.size) for f in held),
        one_of_group=component.one_of_group,
        reused=reused.get(paper.archived_id) if paper and paper.archived_id else None,
    )
