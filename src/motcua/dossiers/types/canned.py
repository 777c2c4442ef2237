"""Texts that officials pick instead of writing them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class TextUse(StrEnum):
    """Where a text is offered."""

    SUPPLEMENT = "bo-sung"
    REFUSAL = "tu-choi"
    RETURN = "tra-lai"
    NOTE = "y-kien"


TEXT_USES: Mapping[TextUse, Promise] = {
    TextUse.SUPPLEMENT: _("Yêu cầu bổ sung"),
    TextUse.REFUSAL: _("Từ chối, dừng giải quyết"),
    TextUse.RETURN: _("Trả lại bước trước"),
    TextUse.NOTE: _("Ý kiến, lý do khác"),
}


@dataclass(frozen=True, slots=True)
class CannedTextView:
    text_id: UUID
    use: TextUse
    title: str
    body: str
    shared: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class CannedTextIn:
    """As typed on the screen; `shared` with everybody of the agency."""

    use: TextUse
    title: str
    body: str
    shared: bool = False
