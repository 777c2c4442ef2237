"""The answers of a dossier, read with the form they were given on."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.dossiers.errors import AnswersIncompleteError
from motcua.dossiers.queries.drafts import Content
from motcua.dossiers.types import Channel
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, FieldError
from motcua.kit import clock

Facts = Mapping[str, Any]


def facts_of(case_code: str, channel: Channel) -> Facts:
    """What a condition may ask beside the answers: `$case`, `$channel`."""
    return {"case": case_code, "channel": channel.value}


def answers_of(version_id: UUID, content: Content) -> dict[str, Answer]:
    return forms.join(catalogue.form(version_id), content.answers, content.provenance)


def refuse_incomplete(
    version_id: UUID, content: Content, facts: Facts, *, only: Collection[str] | None = None
) -> None:
    """Raises AnswersIncompleteError with every error; warnings do not stop anybody."""
    errors = lacking(version_id, content, facts, only=only)
    if errors:
        raise AnswersIncompleteError(count=len(errors), errors=errors)


def lacking(
    version_id: UUID, content: Content, facts: Facts, *, only: Collection[str] | None = None
) -> list[FieldError]:
    """What stops these answers from being handed in."""
    found = forms.check(
        catalogue.form(version_id),
        answers_of(version_id, content),
        today=clock.today(),
        only=only,
        facts=facts,
    )
    return [error for error in found if not error.warning]


def without_hidden(version_id: UUID, content: Content, facts: Facts) -> Content:
    """What is handed in: answers to questions that are asked."""
    asked = forms.submission(
        catalogue.form(version_id), answers_of(version_id, content), facts=facts
    )
    values, provenance = forms.split(asked)
    return Content(values, provenance)
