"""Days, moments and durations in both languages of the screens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_VI_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ONE_DAY = timedelta(days=1)
_LISTED_ONE_BY_ONE = 7


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same statement in both languages; `counted` are the days it names as counted."""

    vi: str
    en: str
    counted: tuple[date, ...] = field(default=(), compare=False)

    def __add__(self, other: "Sentence") -> "Sentence":
        return Sentence(self.vi + other.vi, self.en + other.en, self.counted + other.counted)


def day(on: date) -> Sentence:
    return Sentence(
        f"{_VI_DAYS[on.weekday()]} {on:%d/%m}",
        f"{_EN_DAYS[on.weekday()]} {on.day} {_EN_MONTHS[on.month - 1]}",
    )


def full_day(on: date) -> Sentence:
    short = day(on)
    return Sentence(f"{short.vi}/{on.year}", f"{short.en} {on.year}")


def moment(at: datetime) -> Sentence:
    on = day(at.date())
    return Sentence(f"{at:%H:%M} {on.vi}", f"{at:%H:%M} on {on.en}")


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Stretches without a gap: (first, last)."""
    stretches: list[tuple[date, date]] = []
    for on in days:
        if stretches and on - stretches[-1][1] == _ONE_DAY:
            stretches[-1] = (stretches[-1][0], on)
        else:
            stretches.append((on, on))
    return stretches


def listed(days: Sequence[date]) -> Sentence:
    """Every day by name; more than a week of them as stretches, none left out."""
    if len(days) <= _LISTED_ONE_BY_ONE:
        parts = [day(on) for on in days]
    else:
        parts = [_stretch(first, last) for first, last in runs(days)]
    return Sentence(", ".join(p.vi for p in parts), ", ".join(p.en for p in parts))


def _stretch(first: date, last: date) -> Sentence:
    if first == last:
        return day(first)
    start, end = day(first), day(last)
    return Sentence(f"từ {start.vi} đến {end.vi}", f"{start.en} to {end.en}")


def dates(days: Sequence[date]) -> Sentence:
    """Dates without week days: «21 và 22/11», «07–08/03, 14–15/03»."""
    stretches = runs(days)
    if len(stretches) == 1 and len(days) == 2 and days[0].month == days[1].month:
        first, last = days
        return Sentence(
            f"{first:%d} và {last:%d/%m}",
            f"{first.day} and {last.day} {_EN_MONTHS[last.month - 1]}",
        )
    parts = [_dates_of(first, last) for first, last in stretches]
    return Sentence(", ".join(p.vi for p in parts), ", ".join(p.en for p in parts))


def _dates_of(first: date, last: date) -> Sentence:
    end = f"{last.day} {_EN_MONTHS[last.month - 1]}"
    if first == last:
        return Sentence(f"{last:%d/%m}", end)
    if first.month == last.month:
        return Sentence(f"{first:%d}–{last:%d/%m}", f"{first.day}–{end}")
    return Sentence(
        f"{first:%d/%m}–{last:%d/%m}", f"{first.day} {_EN_MONTHS[first.month - 1]}–{end}"
    )


def span(minutes: int, day_minutes: int) -> Sentence:
    """Working time in the two largest units that matter: «1 ngày làm việc 3 giờ», «40 phút»."""
    days, rest = divmod(minutes, day_minutes)
    hours, left = divmod(rest, 60)
    parts: list[Sentence] = []
    if days:
        parts.append(Sentence(f"{days} ngày làm việc", _plural(days, "working day")))
    if hours:
        parts.append(Sentence(f"{hours} giờ", _plural(hours, "hour")))
    if not parts:
        parts.append(Sentence(f"{left} phút", _plural(left, "minute")))
    return Sentence(" ".join(p.vi for p in parts), " ".join(p.en for p in parts))


def clock_time(minutes: int) -> Sentence:
    """Hours and minutes, nothing rounded away: «3 giờ 48 phút»."""
    hours, left = divmod(minutes, 60)
    parts = [(hours, "giờ", "hour")] * bool(hours) + [(left, "phút", "minute")] * bool(left)
    words = [quantity(*part) for part in parts or [(0, "phút", "minute")]]
    return Sentence(" ".join(w.vi for w in words), " ".join(w.en for w in words))


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def quantity(count: int, vi: str, en: str) -> Sentence:
    return Sentence(f"{count} {vi}", _plural(count, en))
