"""The lines of an exported list: first which, in the order of the screen, then a thousand at a time.

The whole order is kept as 16 bytes a line (22 MB for 1.4 million); a line that the maker may no
longer see when its turn comes is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.queries.desk import at_counter, narrowed_search, tab_steps
from motcua.dossiers.queries.list_rows import HEAVY, HEAVY_OF_STEP
from motcua.dossiers.queries.names import in_language, person_names, step_name, unit_name
from motcua.dossiers.queries.visible import visible_dossiers
from motcua.dossiers.types import Channel, ListAsked, ListKind, Status, Tab
from motcua.kit.tables import Cell

Row = TypeVar("Row", Dossier, Step)
AT_ONCE = 1000
ID_BYTES = 16
TABS = {ListKind(tab.value): tab for tab in Tab}
STATUS_AT_COUNTER = {
    ListKind.INCOMING: Status.SUBMITTED,
    ListKind.HANDING_OVER: Status.RESOLVED,
}
CHANNEL_WORDS: Mapping[Channel, Promise] = {
    Channel.DIRECT: _("Trực tiếp"),
    Channel.ONLINE: _("Trực tuyến"),
    Channel.POSTAL: _("Bưu chính"),
}
DOSSIER_HEADING: tuple[Promise, ...] = (
    _("Mã hồ sơ"),
    _("Mã thủ tục"),
    _("Thủ tục"),
    _("Chủ hồ sơ"),
    _("Cơ quan giải quyết"),
    _("Cách nộp"),
    _("Nộp lúc"),
    _("Tiếp nhận lúc"),
    _("Hẹn trả"),
    _("Có kết quả lúc"),
    _("Trả kết quả lúc"),
    _("Tình trạng"),
    _("Số lần bổ sung"),
    _("Số lần hẹn lại"),
)
STEP_HEADING: tuple[Promise, ...] = (
    _("Việc cần làm"),
    _("Giữ từ"),
    _("Hạn của bước"),
    _("Người hoặc đơn vị đang giữ"),
)


def heading(kind: ListKind) -> list[str]:
    words = DOSSIER_HEADING + STEP_HEADING if kind in TABS else DOSSIER_HEADING
    return [str(word) for word in words]


def order_of(actor: Actor, asked: ListAsked) -> bytes:
    """The ids of the list, one behind the other; read by a cursor of the server."""
    ids = _listed(actor, asked).values_list("id", flat=True)
    return b"".join(found.bytes for found in ids.iterator(chunk_size=5000))


def _listed(actor: Actor, asked: ListAsked) -> QuerySet[Step] | QuerySet[Dossier]:
    if asked.kind in TABS:
        return tab_steps(actor, TABS[asked.kind], asked.words)
    if asked.kind in STATUS_AT_COUNTER:
        return at_counter(actor, STATUS_AT_COUNTER[asked.kind], asked.words)
    return narrowed_search(actor, asked.words, asked.narrowing)


def portions(order: bytes) -> Iterator[list[UUID]]:
    size = AT_ONCE * ID_BYTES
    for start in range(0, len(order), size):
        part = order[start : start + size]
        yield [UUID(bytes=part[at : at + ID_BYTES]) for at in range(0, len(part), ID_BYTES)]


def lines(actor: Actor, kind: ListKind, ids: Sequence[UUID]) -> list[list[Cell]]:
    """Two statements or three, however many ids."""
    return _step_lines(ids) if kind in TABS else _dossier_lines(actor, ids)


def _dossier_lines(actor: Actor, ids: Sequence[UUID]) -> list[list[Cell]]:
    found = _by_id(visible_dossiers(actor).filter(pk__in=ids).defer(*HEAVY))
    return [_dossier(found[one]) for one in ids if one in found]


def _step_lines(ids: Sequence[UUID]) -> list[list[Cell]]:
    steps_of = Step.objects.select_related("dossier").defer(*HEAVY_OF_STEP)
    found = _by_id(steps_of.filter(pk__in=ids))
    names = person_names(step.assignee_id for step in found.values())
    steps = [found[one] for one in ids if one in found]
    return [_dossier(step.dossier) + _step(step, names) for step in steps]


def _by_id(rows: Iterable[Row]) -> dict[UUID, Row]:
    return {row.id: row for row in rows}


def _dossier(row: Dossier) -> list[Cell]:
    return [
        row.code,
        row.procedure_code,
        in_language(catalogue.version(row.version_id).name),
        row.owner_name,
        directory.organisation(row.agency_id).name,
        str(CHANNEL_WORDS[Channel(row.channel)]),
        row.submitted_at,
        row.accepted_at,
        row.due_at,
        row.ended_at,
        row.returned_at,
        row.status_name,
        row.supplements,
        row.extensions,
    ]


def _step(step: Step, names: Mapping[UUID, str]) -> list[Cell]:
    diagram = catalogue.diagram(step.dossier.version_id, step.dossier.case_code)
    holder = names.get(step.assignee_id, "") if step.assignee_id else unit_name(step.unit_id)
    return [step_name(diagram.step(step.key)), step.opened_at, step.due_at, holder]
