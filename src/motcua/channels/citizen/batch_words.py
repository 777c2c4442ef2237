"""How far a spreadsheet of dossiers is, in words, and which of its lists is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from motcua.channels import wording
from motcua.dossiers.types import BatchState, BatchView, RowState

LISTS: tuple[tuple[str, RowState, Promise], ...] = (
    ("can-sua", RowState.BAD, gettext_lazy("Cần sửa")),
    ("se-nop", RowState.GOOD, gettext_lazy("Nộp được")),
    ("da-nop", RowState.FILED, gettext_lazy("Đã nộp")),
    ("da-co", RowState.SAME, gettext_lazy("Đã nộp từ trước")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """`state` None: there is nothing to list."""

    state: RowState | None
    title: str
    tabs: tuple[Tab, ...]


def lists_of(batch: BatchView, asked: str) -> Lists:
    """What needs the person's hand comes first; empty lists are not offered."""
    kept = [one for one in LISTS if _count(batch, one[1])]
    if not kept or batch.under_way:
        return Lists(None, "", ())
    chosen = next((one for one in kept if one[0] == asked), kept[0])
    return Lists(chosen[1], str(chosen[2]), tuple(_tabs(batch, kept, chosen[0])))


def _tabs(
    batch: BatchView, kept: list[tuple[str, RowState, Promise]], chosen: str
) -> Iterator[Tab]:
    for name, state, label in kept:
        yield Tab(str(label), f"?xem={name}", _count(batch, state), name == chosen)


def _count(batch: BatchView, state: RowState) -> int:
    counts = {
        RowState.BAD: batch.bad,
        RowState.GOOD: batch.good,
        RowState.FILED: batch.filed,
        RowState.SAME: batch.same,
    }
    return counts[state]


def how_far(batch: BatchView) -> str:
    match batch.state:
        case BatchState.WAITING:
            return _("Đang chờ đến lượt đọc tệp.")
        case BatchState.CHECKING:
            return _("Đã đọc {read} dòng.").format(read=wording.number(batch.read))
        case BatchState.FILING:
            return _("Đã nộp {filed}/{whole} hồ sơ.").format(
                filed=wording.number(batch.filed), whole=wording.number(batch.filed + batch.good)
            )
        case _:
            return state_words(batch)


_STATES: dict[BatchState, Promise] = {
    BatchState.WAITING: gettext_lazy("Đang đọc tệp"),
    BatchState.CHECKING: gettext_lazy("Đang đọc tệp"),
    BatchState.REFUSED: gettext_lazy("Không đọc được tệp"),
    BatchState.CHECKED: gettext_lazy("Chờ bạn xem và xác nhận"),
    BatchState.FILING: gettext_lazy("Đang nộp"),
    BatchState.STOPPED: gettext_lazy("Đã dừng giữa chừng"),
}


def state_words(batch: BatchView) -> str:
    if batch.state is BatchState.CHECKED and not batch.good:
        return _("Không có dòng nào nộp được") if batch.bad else _("Tất cả đã nộp từ trước")
    if batch.state in _STATES:
        return str(_STATES[batch.state])
    return ngettext("Đã nộp {count} hồ sơ", "Đã nộp {count} hồ sơ", batch.filed).format(
        count=wording.number(batch.filed)
    )
