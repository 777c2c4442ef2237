"""Moments, amounts and sizes in words, in the reader's language."""

from datetime import date, datetime

from django.utils.translation import get_language, gettext as _

from motcua.kit.clock import LEGAL_ZONE

_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_KILOBYTE = 1024


def language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def say(words: object) -> str:
    """The reader's half of a pair of sentences: an object or a mapping with `vi` and `en`."""
    if words is None or isinstance(words, str):
        return words or ""
    wanted = language()
    if isinstance(words, dict):
        return str(words.get(wanted) or words.get("vi") or "")
    return str(getattr(words, wanted))


def weekday(day: date) -> str:
    return _WEEKDAYS[language()][day.weekday()]


def day(value: date | None) -> str:
    """`thứ Ba 24/11/2026`"""
    if value is None:
        return ""
    local = _local_date(value)
    return f"{weekday(local)} {local:%d/%m/%Y}"


def short_day(value: date | None) -> str:
    """`24/11/2026`"""
    return "" if value is None else f"{_local_date(value):%d/%m/%Y}"


def when(value: datetime | None) -> str:
    """`10:12 thứ Năm 19/11/2026`, in English `10:12 on Thursday 19/11/2026`."""
    if value is None:
        return ""
    local = value.astimezone(LEGAL_ZONE)
    between = " on " if language() == "en" else " "
    return f"{local:%H:%M}{between}{day(local)}"


def clock_time(value: datetime | None) -> str:
    """`15:52`"""
    return "" if value is None else f"{value.astimezone(LEGAL_ZONE):%H:%M}"


def before(value: datetime | None) -> str:
    """`Trước 17 giờ, thứ Ba 24/11/2026`: how an appointment is spoken."""
    if value is None:
        return ""
    local = value.astimezone(LEGAL_ZONE)
    words = _("Trước %(hour)s giờ, %(day)s")
    if local.minute:
        words = _("Trước %(hour)s giờ %(minute)s, %(day)s")
    return words % {"hour": local.hour, "minute": f"{local:%M}", "day": day(local)}


def number(amount: int) -> str:
    """`50.000`, in English `50,000`."""
    grouped = f"{amount:,}"
    return grouped if language() == "en" else grouped.replace(",", ".")


def money(amount: int | None) -> str:
    if amount is None:
        return _("theo thông báo của cơ quan thu")
    return _("%(amount)s đồng") % {"amount": number(int(amount))}


def file_size(size: int) -> str:
    if size < _KILOBYTE * _KILOBYTE:
        return f"{max(1, round(size / _KILOBYTE))} KB"
    megabytes = f"{size / _KILOBYTE / _KILOBYTE:.1f}"
    return f"{megabytes if language() == 'en' else megabytes.replace('.', ',')} MB"


def lowered(words: str) -> str:
    """`Thành viên` inside a sentence is `thành viên`; `CCCD` and `UBND xã` stay."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _local_date(value: date) -> date:
    return value.astimezone(LEGAL_ZONE).date() if isinstance(value, datetime) else value
