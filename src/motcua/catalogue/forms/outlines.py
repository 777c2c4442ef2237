"""The form of the next version as its builder reads it: an outline, one question, a trial."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from motcua.catalogue import administration, data_files, lists, stamps
from motcua.catalogue.errors import PartFaultyError
from motcua.catalogue.forms import kinds, places, questions, schemas, words
from motcua.catalogue.forms.edits import FormEdit
from motcua.catalogue.forms.views import (
    FormOutline,
    OutlinePage,
    OutlineQuestion,
    QuestionView,
    SamplePerson,
)
from motcua.catalogue.version_drafts import DraftView
from motcua.directory.types import Actor
from motcua.engines.forms import api as forms
from motcua.engines.forms.errors import FormDefinitionError
from motcua.engines.forms.types import Form, Item, Text, Widget

Plain = Mapping[str, Any]


def form_outline(draft: DraftView) -> FormOutline:
    """Raises PartFaultyError where the form cannot be read at all."""
    form = sketch(draft.form)
    dead: dict[str, list[str]] = {}
    for fault in draft.faults:
        if fault.part == "form_rules":
            dead.setdefault(fault.code, []).append(fault.reason)
    names = words.names_of(form)
    pages = tuple(
        OutlinePage(
            page_id=page.id,
            title=page.title.vi,
            condition=words.condition(page.show_if, names),
            warnings=tuple(dead.get(f"page:{page.id}", ())),
            questions=tuple(_outlined(item, item.path, names, dead) for item in page.items),
        )
        for page in form.pages
    )
    every = tuple(reason for reasons in dead.values() for reason in reasons)
    return FormOutline(pages, tuple(words.comparisons(draft.form)), every)


def _outlined(
    item: Item, path: str, names: Mapping[str, Item], dead: Mapping[str, list[str]]
) -> OutlineQuestion:
    return OutlineQuestion(
        path=path,
        label=item.label.vi,
        kind=str(kinds.KINDS[item.widget]),
        required=not item.optional,
        condition=words.condition(item.show_if, names, item),
        filled=words.filled_from(item),
        is_group=bool(item.items),
        warnings=tuple(dead.get(item.path, ())),
        questions=tuple(
            _outlined(child, f"{item.field}.{child.field}", names, dead) for child in item.items
        ),
    )


def question_view(draft: DraftView, path: str) -> QuestionView:
    """Raises PartNotFoundError."""
    place = places.find(dict(draft.form), path)
    form = sketch(draft.form)
    item = words.names_of(form)[path]
    return QuestionView(
        path=path,
        page_id=place.page["id"],
        title=words.called(item),
        item=place.item,
        limits=schemas.limits_of(place.item, item.schema),
        days=_days(draft.form, path),
        condition=words.condition(item.show_if, words.names_of(form), item),
        filled=words.filled_from(item),
        before=dict(_before(form, path)),
        stamp=stamps.stamp_of({"form": draft.form}, "question", path),
    )


def questions_before(draft: DraftView, page_id: str, *, page_too: bool) -> dict[str, Item]:
    """What the condition of a page, or of a new question at its end, may look at."""
    found: dict[str, Item] = {}
    for page in sketch(draft.form).pages:
        if page.id == page_id and not page_too:
            break
        found |= dict(_askable(page.items))
        if page.id == page_id:
            break
    return found


def _before(form: Form, path: str) -> Iterator[tuple[str, Item]]:
    top, _dot, inner = path.partition(".")
    for page in form.pages:
        for item in page.items:
            if item.field == top:
                for child in item.items:
                    if child.field == inner:
                        return
                    yield child.field, child
                return
            yield from _askable((item,))


def _askable(items: tuple[Item, ...]) -> Iterator[tuple[str, Item]]:
    for item in items:
        if item.widget is Widget.PERSON:
            yield from ((child.path, child) for child in item.items)
        elif item.widget is not Widget.TABLE:
            yield item.path, item


def _days(form: Plain, path: str) -> str:
    held = {rule["rule"] for rule in form["ui"].get("rules", []) if list(rule["fields"]) == [path]}
    return next((days for days, rule in questions.DAYS.items() if rule in held), "")


def sketch(form: Plain) -> Form:
    try:
        return forms.sketch(form, lists=lists.all_lists())
    except FormDefinitionError as wrong:
        raise PartFaultyError(told="; ".join(wrong.problems)) from wrong


def form_trial(*, actor: Actor, draft_id: UUID, edit: FormEdit | None = None) -> Form:
    """The draft's form, to be shown and tried; with `edit`, as it would be. Nothing is written."""
    return sketch(administration.form_with(actor=actor, draft_id=draft_id, edit=edit))


def sample_people() -> tuple[SamplePerson, ...]:
    return tuple(
        SamplePerson(
            row["code"],
            row["name"],
            Text(**row["about"]),
            {source: row[source] for source in ("csdldc", "vneid") if source in row},
        )
        for row in data_files.sample_person_rows()
    )


def question_blocks() -> tuple[tuple[str, Text, Text], ...]:
    """Code, name, and what is in it."""
    rows = data_files.question_blocks()
    return tuple((row["code"], Text(**row["name"]), Text(**row["about"])) for row in rows)
