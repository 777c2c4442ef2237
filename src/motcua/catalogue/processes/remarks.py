"""What people wrote around the steps of a drawing, and what a change of the table would lose of it, in words."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from motcua.catalogue.errors import ProcessLosesError
from motcua.engines.flow import api as flow
from motcua.engines.flow.api import DiagramError, Remark

_KINDS: Mapping[str, Promise] = {
    "pool": gettext_lazy("khung «{}»"),
    "lane": gettext_lazy("làn «{}»"),
    "note": gettext_lazy("ghi chú «{}»"),
    "group": gettext_lazy("nhóm «{}»"),
    "told": gettext_lazy("mô tả «{}»"),
    "name": gettext_lazy("tên «{}» ghi ở một cổng hoặc một điểm"),
}


def refuse_losses(before: str, after: str, let_go: Collection[str]) -> None:
    """`let_go`: what the writer was told of and gives up. Raises ProcessLosesError with the rest."""
    lost = tuple(dict.fromkeys(map(_told, _lost(before, after))))
    if not set(lost) <= set(let_go):
        raise ProcessLosesError(told="; ".join(lost), lost=lost)


def _lost(before: str, after: str) -> tuple[Remark, ...]:
    try:
        return flow.lost_remarks(before.encode(), after.encode())
    except DiagramError:
        return ()


def _told(remark: Remark) -> str:
    said = str(_KINDS[remark.kind]).format(remark.text)
    return _("{}, thuộc «{}»").format(said, remark.at) if remark.at else said
