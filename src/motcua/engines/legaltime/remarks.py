"""What the clock says when something did not move it, or moved it for another reason."""

from collections.abc import Sequence
from datetime import datetime

from motcua.engines.legaltime.calendar import SpecialDay
from motcua.engines.legaltime.events import Reason
from motcua.engines.legaltime.words import Sentence, day, moment

WAITING_FOR = {
    Reason.SUPPLEMENT: Sentence("chờ bổ sung giấy tờ", "waiting for the missing papers"),
    Reason.OBLIGATION: Sentence(
        "chờ thực hiện nghĩa vụ tài chính", "waiting for the financial obligation"
    ),
    Reason.POSTING: Sentence("niêm yết công khai", "public posting"),
}

EXTENSION_WITHOUT_DUE = Sentence(
    "Hẹn lại khi chưa có ngày hẹn: không có giá trị.",
    "A new appointment while there was none to move has no effect.",
)
EXTENSION_NOT_LATER = Sentence(
    "Ngày hẹn lại không muộn hơn ngày hẹn cũ: ngày hẹn giữ nguyên.",
    "The new appointment was not later than the old one: the due date stands.",
)
NO_AGREEMENT = Sentence(
    "Thủ tục này không cho kéo dài theo thỏa thuận, hoặc thỏa thuận có sau khi đã quá hạn: "
    "ngày hẹn giữ nguyên.",
    "This procedure knows no extension by agreement, or it came too late: the due date stands.",
)
EXTENSION_TWICE = Sentence(
    "Hẹn lại quá số lần cho phép: không có giá trị, ngày hẹn giữ nguyên.",
    "No further new appointment is allowed: the due date stands.",
)
EXTENSION_TOO_LATE = Sentence(
    "Thư xin lỗi không gửi trước ngày hẹn ít nhất 01 ngày: không có giá trị, ngày hẹn giữ nguyên.",
    "The apology was not sent at least one day before the appointment: the due date stands.",
)


def supplement_runs_on(at: datetime) -> Sentence:
    when = moment(at)
    return Sentence(
        f"Yêu cầu bổ sung lúc {when.vi}; thủ tục này không dừng thời gian khi chờ bổ sung.",
        f"Papers were asked for at {when.en}; in this procedure the clock does not stop for that.",
    )


def pause_too_late(reason: Reason, at: datetime) -> Sentence:
    when, why = moment(at), WAITING_FOR[reason]
    return Sentence(
        f"Lúc {when.vi} mới {why.vi}, khi đã quá hạn: thời gian không dừng, ngày hẹn giữ nguyên.",
        f"At {when.en}, {why.en}: already overdue, so the clock did not stop.",
    )


def calendar_moved(special: Sequence[SpecialDay], old: datetime, new: datetime) -> Sentence:
    before, after = day(old.date()), day(new.date())
    why = named(special)
    return Sentence(
        f"Lịch làm việc thay đổi ({why.vi}): ngày hẹn dời từ {before.vi} sang {after.vi}.",
        f"The working calendar changed ({why.en}): the appointment moved from {before.en} to "
        f"{after.en}.",
    )


def named(special: Sequence[SpecialDay]) -> Sentence:
    parts = [_named(one) for one in special]
    return Sentence("; ".join(p.vi for p in parts), "; ".join(p.en for p in parts))


def _named(special: SpecialDay) -> Sentence:
    on = day(special.on)
    vi = ", ".join(filter(None, (on.vi, special.name.vi, _by(special, "theo"))))
    en = ", ".join(filter(None, (on.en, special.name.en, _by(special, "under"))))
    return Sentence(vi, en)


def _by(special: SpecialDay, word: str) -> str:
    return f"{word} {special.decision}" if special.decision else ""
