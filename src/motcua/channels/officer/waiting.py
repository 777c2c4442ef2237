"""How long an online dossier has waited for the counter.

The counter looks within 2 working hours, and tells the person what is missing within 8
(NĐ 297/2025/NĐ-CP Điều 6 khoản 4).
"""

from datetime import datetime

from django.utils.translation import gettext as _, ngettext

from motcua.dossiers.types import Explained, TimeLeft
from motcua.engines.legaltime.api import Calendar

LOOK_MINUTES = 2 * 60
ANSWER_MINUTES = 8 * 60


def waited(since: datetime, now: datetime, calendar: Calendar) -> TimeLeft:
    minutes = calendar.working_minutes_between(since, now)
    words = _in_words(minutes)
    return TimeLeft(
        state=_state(minutes),
        text=Explained(words, words),
        used=min(1.0, minutes / ANSWER_MINUTES),
        minutes=ANSWER_MINUTES - minutes,
    )


def _state(minutes: int) -> str:
    if minutes > ANSWER_MINUTES:
        return "overdue"
    return "due_soon" if minutes > LOOK_MINUTES else "on_time"


def _in_words(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours >= 8:
        days = hours // 8
        return ngettext("{days} ngày làm việc", "{days} ngày làm việc", days).format(days=days)
    if hours:
        return _("{hours} giờ {minutes} phút").format(hours=hours, minutes=rest)
    return _("{minutes} phút").format(minutes=rest)
