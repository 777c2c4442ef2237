"""What a code of another system may be here: what people pick or look up when they say it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.legacy.columns import column_names
from motcua.dossiers.legacy.mapping import RESULT
from motcua.dossiers.models import LegacyCode
from motcua.dossiers.permissions import authorize_administration
from motcua.dossiers.queries.export_rows import CHANNEL_WORDS
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.offices import receiving_agencies
from motcua.dossiers.types import STATUS_NAMES
from motcua.engines.forms.types import Item, Widget
from motcua.kit.scope import SYSTEM, acting

MOST_PROCEDURES = 60  # whose questions and papers are offered
Choices = Iterable[tuple[str, str]]


def legacy_choices(
    *, actor: Actor, kind: str, upload_id: UUID | None = None
) -> tuple[tuple[str, str], ...]:
    """(ours, its name), in the order people look for it.

    Questions and papers are those of the procedures that the upload's codes are said to be.
    """
    authorize_administration(actor)
    if kind in _OF_ALL:
        return tuple(_OF_ALL[kind]())
    if upload_id is None:
        return ()
    named = _asked(kind, _procedures_of(upload_id))
    return tuple(sorted(named.items()))


def _receiving() -> Choices:
    return ((one.code, one.name) for one in receiving_agencies())


def _procedures() -> Choices:
    return ((code, in_language(name)) for code, name in catalogue.procedure_names())


def _statuses() -> Choices:
    return ((status.name.lower(), str(words)) for status, words in STATUS_NAMES.items())


def _channels() -> Choices:
    return ((channel.name.lower(), str(words)) for channel, words in CHANNEL_WORDS.items())


def _columns() -> Choices:
    return ((column.value, name) for column, name in column_names().items())


_OF_ALL: Mapping[str, Callable[[], Choices]] = {
    "unit": _receiving,
    "procedure": _procedures,
    "status": _statuses,
    "channel": _channels,
    "column": _columns,
}


def _procedures_of(upload_id: UUID) -> list[str]:
    with acting(SYSTEM):
        rows = LegacyCode.objects.filter(upload_id=upload_id, kind="procedure", rows__gt=0)
        said = rows.exclude(ours="").order_by("-rows").values_list("ours", flat=True)
        return list(dict.fromkeys(said))[:MOST_PROCEDURES]


def _questions(leaf: Item) -> Iterator[tuple[str, str]]:
    """A table is told cell by cell: its columns are what can be said."""
    if leaf.widget is not Widget.TABLE:
        yield leaf.path, in_language(leaf.label)
    for column in leaf.items if leaf.widget is Widget.TABLE else ():
        named = f"{in_language(leaf.label)}: {in_language(column.label)}"
        yield f"{leaf.path}.{column.field}", named


def _asked(kind: str, procedures: Iterable[str]) -> dict[str, str]:
    """Questions by path, papers by code, as the procedures call them."""
    versions = catalogue.versions_called(procedures)
    if kind == "answer":
        leaves = (leaf for one in versions for _page, leaf in catalogue.form(one.id).leaves())
        return dict(named for leaf in leaves for named in _questions(leaf))
    papers = {p.code: p.name for one in versions for case in one.cases for p in case.components}
    results = {result.code: result.name for one in versions for result in one.results}
    named = {code: in_language(name) for code, name in {**papers, **results}.items()}
    return {RESULT: _("Kết quả giải quyết"), **named}
