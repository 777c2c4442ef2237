"""An application as it is being entered at the counter: one page, kept whole by every button."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, Component, ProcedureVersion
from motcua.channels.officer import counter_agency, paper_ticks
from motcua.channels.officer.forms.person import PersonForm
from motcua.channels.officer.paper_ticks import Checklist, Line
from motcua.channels.wording import say
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, BoundField, FieldError, Form
from motcua.kit import clock
from motcua.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is made with the empty page: a second sending is answered with the same dossier."""

    version: ProcedureVersion
    case: Case
    form: Form
    key: UUID
    person: PersonForm
    answers: Mapping[str, Answer]
    errors: tuple[FieldError, ...]
    checklist: Checklist
    reason: str = ""
    row_action: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    agency_id: UUID | None = None  # who is competent, where it is not the counter's own agency

    @property
    def kept(self) -> str:
        """Closed rows of tables are not on the page; they travel with it."""
        return json.dumps(forms.dump(self.answers), ensure_ascii=False)

    @property
    def pages(self) -> list[tuple[str, tuple[BoundField, ...]]]:
        return list(self._pages())

    def _pages(self) -> Iterator[tuple[str, tuple[BoundField, ...]]]:
        for page in forms.visible_pages(self.form, self.answers, facts=self.facts):
            bound = forms.bind(
                self.form,
                page.id,
                self.answers,
                language=get_language() or "vi",
                today=clock.today(),
                errors=self.errors,
                facts=self.facts,
            )
            yield say(page.title), bound

    def handed_in(self) -> dict[str, Any]:
        """Plain values of the questions that are asked."""
        return forms.split(forms.submission(self.form, self.answers, facts=self.facts))[0]

    @property
    def faults(self) -> tuple[FieldError, ...]:
        return tuple(error for error in self.errors if not error.warning)


def case_of(version: ProcedureVersion, code: str) -> Case:
    """The case asked for; the first one when nothing sensible was."""
    return next((case for case in version.cases if case.code == code), version.cases[0])


def blank(version: ProcedureVersion, case: Case, kept: Mapping[str, list[str]]) -> Entry:
    """A new page, or the page of a session that ended while it was being filled."""
    if kept:
        posted = QueryDict(mutable=True)
        for name, values in kept.items():
            posted.setlist(name, values)
        return read(version, case, posted)
    return Entry(
        version=version,
        case=case,
        form=catalogue.form(version.id),
        key=new_id(),
        person=PersonForm(),
        answers={},
        errors=(),
        checklist=_lines(case, {}, version.code),
        facts=_facts(case),
    )


def read(version: ProcedureVersion, case: Case, posted: MultiValueDict[str, str]) -> Entry:
    form = catalogue.form(version.id)
    facts = _facts(case)
    answers = _kept(posted.get("answers", ""))
    errors: list[FieldError] = []
    action = ""
    raw = {name: posted.getlist(name) for name in posted}
    for page in form.pages:
        result = forms.read_page(form, page.id, raw, answers, today=clock.today(), facts=facts)
        answers = result.answers
        errors += [*result.errors, *result.warnings]
        action = action or result.action
    return Entry(
        version=version,
        case=case,
        form=form,
        key=_key(posted.get("key", "")),
        person=PersonForm(posted),
        answers=answers,
        errors=tuple(errors),
        checklist=paper_ticks.read(_lines(case, answers, version.code), posted),
        reason=posted.get("reason", "").strip(),
        row_action=action,
        facts=facts,
        agency_id=counter_agency.read(posted.get("agency", "")),
    )


def _facts(case: Case) -> dict[str, str]:
    return {"case": case.code, "channel": Channel.DIRECT.value}


def _kept(text: str) -> dict[str, Answer]:
    try:
        return forms.parse(json.loads(text)) if text else {}
    except (ValueError, TypeError, AttributeError):
        return {}  # not written by our page; the boxes on it still count


def _key(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        return new_id()


def _lines(case: Case, answers: Mapping[str, Answer], procedure_code: str) -> Checklist:
    values = forms.nested(answers)
    wanted = dossiers.wanted_components(case, values, channel=Channel.DIRECT)
    return tuple(_line(component, procedure_code) for component in wanted)


def _line(component: Component, procedure_code: str) -> Line:
    return Line(
        code=component.code,
        name=say(component.name),
        hint=say(component.hint),
        required=component.required,
        group=component.one_of_group,
        data=", ".join(component.replaceable_by),
        originals=component.originals,
        copies=component.copies,
        kind=paper_ticks.kind_name(procedure_code, component.code),
    )
