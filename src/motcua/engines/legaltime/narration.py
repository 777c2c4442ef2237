"""Why is it this day? Every counted day and every skipped day, once, in the order of time."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from motcua.engines.legaltime.calendar import Calendar
from motcua.engines.legaltime.chapter import Chapter, Promise
from motcua.engines.legaltime.counting import Pause, Tally, stop_day
from motcua.engines.legaltime.events import EventKind
from motcua.engines.legaltime.policy import Unit
from motcua.engines.legaltime.reckoning import Reckoning
from motcua.engines.legaltime.remarks import WAITING_FOR, named
from motcua.engines.legaltime.words import (
    Sentence,
    clock_time,
    dates,
    day,
    full_day,
    listed,
    moment,
    quantity,
)

_FAR = date.max


def tell(clock: Reckoning) -> tuple[Sentence, ...]:
    return tuple(_all(clock))


def _all(clock: Reckoning) -> Iterator[Sentence]:
    for chapter in clock.chapters:
        if chapter.promise is not None:
            yield from _promised(chapter, chapter.promise)
        else:
            yield _opening(chapter)
            yield from _shorter_limit(chapter)
            yield from _counting(chapter, clock.calendar)
        yield from _extension(chapter, clock.calendar)
        yield from chapter.remarks
        yield from _closing(chapter)
    yield from _standing_still(clock)
    yield from _due(clock)


# ------------------------------------------------------------- how a count begins

_OPENED = {
    EventKind.ACCEPTED: Sentence("Nhận lúc", "Received at"),
    EventKind.SUPPLEMENT_ANSWERED: Sentence(
        "Tính lại từ đầu khi nhận đủ bổ sung lúc", "Counted again from the start: complete at"
    ),
    EventKind.OBLIGATION_SETTLED: Sentence(
        "Hẹn lần 2 tính từ khi nhận chứng từ hoàn thành nghĩa vụ lúc",
        "The second appointment counts from the proof of payment, received at",
    ),
}


def _opening(chapter: Chapter) -> Sentence:
    verb, at = _OPENED[chapter.opened_by], moment(chapter.opened_at)
    moved, rule = _moved(chapter), _first_day_rule(chapter)
    return Sentence(
        f"{verb.vi} {at.vi}{moved.vi}; {rule.vi}.", f"{verb.en} {at.en}{moved.en}; {rule.en}."
    )


_PROMISED = {
    EventKind.ACCEPTED: Sentence("Nhận lúc", "Received at"),
    EventKind.OBLIGATION_SETTLED: Sentence("Xong nghĩa vụ tài chính lúc", "Obligation met at"),
}


def _promised(chapter: Chapter, promise: Promise) -> Iterator[Sentence]:
    verb = _PROMISED[chapter.opened_by]
    at, due = moment(chapter.opened_at), _deadline(promise.due_at)
    yield Sentence(
        f"{verb.vi} {at.vi} ở hệ thống trước, hẹn {due.vi}; ngày hẹn đó được giữ.",
        f"{verb.en} {at.en} in the system before, due {due.en}; that appointment is kept.",
    )
    yield from (_pause(pause, ()) for pause in chapter.pauses if pause.until)


def _moved(chapter: Chapter) -> Sentence:
    if chapter.start == chapter.opened_at:
        return Sentence("", "")
    start = moment(chapter.start)
    return Sentence(
        f", ngoài giờ nhận trong ngày, nên tính như nhận lúc {start.vi}",
        f", outside the hours that count for that day, so it counts as received at {start.en}",
    )


def _first_day_rule(chapter: Chapter) -> Sentence:
    limit = chapter.base.limit
    if limit.unit is Unit.HOUR:
        return Sentence("tính theo giờ làm việc từ lúc đó", "working hours count from then")
    if limit.unit is not Unit.SAME_DAY:
        return Sentence("ngày nhận không tính", "the day of reception is not counted")
    cutoff = f"{limit.cutoff:%H:%M}"
    if chapter.start.time() <= (limit.cutoff or chapter.start.time()):
        return Sentence(f"trước {cutoff} nên trả trong ngày", f"before {cutoff}: due the same day")
    return Sentence(
        f"sau {cutoff} nên trả trong ngày làm việc tiếp theo",
        f"after {cutoff}: due the next working day",
    )


def _shorter_limit(chapter: Chapter) -> Iterator[Sentence]:
    if len(chapter.limits) < 2 or chapter.base.limit == chapter.limits[0]:
        return
    national, local = chapter.limits[0].words, chapter.base.limit.words
    yield Sentence(
        f"Thời hạn chung là {national.vi}; địa phương rút xuống còn {local.vi}.",
        f"The national limit is {national.en}; the province has shortened it to {local.en}.",
    )


# ------------------------------------------------------------- the days, one by one


def _counting(chapter: Chapter, calendar: Calendar) -> Iterator[Sentence]:
    tally, last = chapter.base, _last_day(chapter)
    if tally.pieces:
        yield _hours(tally, last)
        yield from (_pause(p, ()) for p in chapter.pauses if p.until)
        return
    unit = "ngày" if tally.limit.unit in {Unit.DAY, Unit.MONTH} else "ngày làm việc"
    noun = "calendar day" if unit == "ngày" else "working day"
    yield from _days(chapter, calendar, last, (unit, noun))
    yield from _rolled(tally, calendar)


def _last_day(chapter: Chapter) -> date:
    """A count that was closed early did not use the days after."""
    return chapter.closed_at.date() if chapter.closed_at else _FAR


def _days(
    chapter: Chapter, calendar: Calendar, last: date, unit: tuple[str, str]
) -> Iterator[Sentence]:
    tally = chapter.base
    rest = [on for on in tally.counted if on <= last]
    told = date.min
    lead = Sentence("", "") if tally.due_at and last == _FAR else Sentence("Đã tính ", "Counted ")
    for pause in [*_by_time(chapter.pauses, tally.due_at), None]:
        first = stop_day(pause, calendar) if pause else _FAR
        counted = [on for on in rest if on < first]
        aside = _aside([d for d in tally.idle if told < d < max(counted, default=told)], calendar)
        yield from _stretch(lead, counted, aside, unit)
        yield from _made_up(counted, calendar)
        rest = rest[len(counted) :]
        told = counted[-1] if counted else told
        if pause is not None and pause.until is not None:
            yield _pause(pause, [on for on in tally.paused if on >= first])
            lead = Sentence("Tính tiếp ", "Then ")


def _by_time(pauses: Sequence[Pause], due: datetime | None) -> list[Pause]:
    relevant = [pause for pause in pauses if due is None or pause.since <= due]
    return sorted(relevant, key=lambda pause: pause.since)


def _stretch(
    lead: Sentence, counted: Sequence[date], aside: Sentence, unit: tuple[str, str]
) -> Iterator[Sentence]:
    if not counted:
        return
    amount, days = quantity(len(counted), *unit), listed(counted)
    yield Sentence(
        f"{lead.vi}{amount.vi}: {days.vi}{aside.vi}.",
        f"{lead.en}{amount.en}: {days.en}{aside.en}.",
        tuple(counted),
    )


def _made_up(counted: Sequence[date], calendar: Calendar) -> Iterator[Sentence]:
    special = [found for on in counted if (found := calendar.makeup_day(on))]
    if special:
        why = named(special)
        yield Sentence(f"Ngày làm bù được tính: {why.vi}.", f"Make-up days count: {why.en}.")


def _aside(skipped: Sequence[date], calendar: Calendar) -> Sentence:
    """«(21 và 22/11 là ngày nghỉ; thứ Năm 30/04, …, theo … nghỉ lễ)»."""
    decided = [special for on in skipped if (special := calendar.day_off(on))]
    plain = [on for on in skipped if calendar.day_off(on) is None]
    parts: list[Sentence] = []
    if plain:
        days = dates(plain)
        be = "is a day off" if len(plain) == 1 else "are days off"
        parts.append(Sentence(f"{days.vi} là ngày nghỉ", f"{days.en} {be}"))
    if decided:
        why = named(decided)
        parts.append(Sentence(f"nghỉ theo quyết định: {why.vi}", f"decreed days off: {why.en}"))
    if not parts:
        return Sentence("", "")
    return Sentence(f" ({'; '.join(p.vi for p in parts)})", f" ({'; '.join(p.en for p in parts)})")


def _rolled(tally: Tally, calendar: Calendar) -> Iterator[Sentence]:
    if tally.limit.unit not in {Unit.DAY, Unit.MONTH} or tally.due_at is None:
        return
    due = tally.due_at.date()
    if due == tally.counted[-1]:
        return
    off = [tally.counted[-1], *tally.idle]
    why, until = _aside(off, calendar), day(due)
    yield Sentence(
        f"Ngày cuối rơi vào ngày nghỉ{why.vi} nên hạn lùi đến {until.vi}.",
        f"The last day is a day off{why.en}, so the limit ends on {until.en}.",
    )


def _hours(tally: Tally, last: date) -> Sentence:
    pieces = [(on, minutes) for on, minutes in tally.pieces if on <= last]
    total = clock_time(sum(minutes for _, minutes in pieces))
    parts = [(day(on), clock_time(minutes)) for on, minutes in pieces]
    return Sentence(
        f"{total.vi} làm việc: " + ", ".join(f"{on.vi} ({used.vi})" for on, used in parts) + ".",
        f"{total.en} of work: " + ", ".join(f"{on.en} ({used.en})" for on, used in parts) + ".",
        tuple(dict.fromkeys(on for on, _ in pieces)),
    )


# ------------------------------------------------------------- pauses, extensions, ends


def _pause(pause: Pause, paused: Sequence[date]) -> Sentence:
    since, why = moment(pause.since), WAITING_FOR[pause.reason]
    until = moment(pause.until) if pause.until else Sentence("", "")
    days = [on for on in paused if pause.until is None or on <= pause.until.date()]
    aside = dates(days)
    return Sentence(
        f"Tạm dừng từ {since.vi} đến {until.vi}: {why.vi}"
        + (f"; không tính {aside.vi}." if days else "."),
        f"Paused from {since.en} to {until.en}: {why.en}"
        + (f"; {aside.en} not counted." if days else "."),
    )


def _extension(chapter: Chapter, calendar: Calendar) -> Iterator[Sentence]:
    if chapter.tail is None:
        return
    last = _last_day(chapter)
    days = [on for on in chapter.tail.counted if on <= last]
    latest = chapter.extensions[-1]
    at, amount, names = (
        moment(latest.at),
        quantity(len(days), "ngày làm việc", "working day"),
        listed(days),
    )
    aside = _aside([on for on in chapter.tail.idle if days and on < days[-1]], calendar)
    why = (
        Sentence("Kéo dài theo thỏa thuận", "Extended by agreement")
        if latest.by_agreement
        else Sentence("Xin lỗi và hẹn lại", "Apology and new appointment")
    )
    yield Sentence(
        f"{why.vi} lúc {at.vi}: thêm {amount.vi}: {names.vi}{aside.vi}.",
        f"{why.en} at {at.en}: {amount.en} more: {names.en}{aside.en}.",
        tuple(days),
    )


def _closing(chapter: Chapter) -> Iterator[Sentence]:
    """The first of two appointments, met when the obligation is sent out."""
    if chapter.closed_by is not EventKind.OBLIGATION_REQUIRED or chapter.due_at is None:
        return
    if chapter.closed_at is None:
        return
    due, done = _deadline(chapter.due_at), moment(chapter.closed_at)
    yield Sentence(
        f"Hẹn lần 1: {due.vi}; cơ quan đã chuyển thông tin nghĩa vụ tài chính lúc {done.vi}.",
        f"First appointment: {due.en}; the obligation was sent out at {done.en}.",
    )


def _standing_still(clock: Reckoning) -> Iterator[Sentence]:
    if clock.is_over or not clock.chapters:
        return
    open_ones = [pause for pause in clock.chapter.pauses if pause.until is None]
    if clock.waiting:
        open_ones.append(clock.waiting)
    for pause in open_ones:
        since, why = moment(pause.since), WAITING_FOR[pause.reason]
        yield Sentence(
            f"Tạm dừng từ {since.vi}: {why.vi}. Ngày hẹn mới có khi xong việc này.",
            f"Paused since {since.en}: {why.en}. The new appointment is set when that is done.",
        )


def _due(clock: Reckoning) -> Iterator[Sentence]:
    if clock.due_at is None:
        if clock.last_due_at is not None:
            before = _deadline(clock.last_due_at)
            yield Sentence(
                f"Ngày hẹn trước khi dừng: {before.vi}.",
                f"Appointment before the pause: {before.en}.",
            )
        return
    due = _deadline(clock.due_at)
    yield Sentence(f"Hẹn trả kết quả: {due.vi}.", f"Result due: {due.en}.")


def _deadline(due: datetime) -> Sentence:
    on = full_day(due.date())
    return Sentence(f"trước {due:%H:%M} {on.vi}", f"by {due:%H:%M} on {on.en}")
