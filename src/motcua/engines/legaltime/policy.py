"""How the clock of one case of a procedure runs: plain data, written in the procedure's file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any, TypeVar

from motcua.engines.legaltime.errors import PolicyError
from motcua.engines.legaltime.words import Sentence, quantity


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    DAY = "day"  # calendar days
    MONTH = "month"
    HOUR = "hour"  # working hours
    SAME_DAY = "same_day"  # before the cut-off: today; after it: the next working day


class Supplement(StrEnum):
    RESET = "RESET"  # counted again from the start once everything is in (NĐ 297/2025 Đ6 k4a)
    RESUME = "RESUME"  # the time of waiting is added
    NONE = "NONE"  # the clock does not stop


class Obligation(StrEnum):
    PAUSE = "PAUSE"  # tax and payment lie outside the clock
    NONE = "NONE"


class AfterHours(StrEnum):
    NEXT_WORKING_DAY = "next_working_day"  # NĐ 297/2025 Đ3 k5; the default
    LAST_HOUR_TOO = "last_hour_too"  # Đ6 k3, link-up group
    AS_RECEIVED = "as_received"


class Equality(StrEnum):
    """When an end counts as on time: any hour of the due day, or up to the very moment."""

    DAY = "day"
    MOMENT = "moment"


_UNIT_WORDS = {
    Unit.WORKING_DAY: ("ngày làm việc", "working day"),
    Unit.DAY: ("ngày", "calendar day"),
    Unit.MONTH: ("tháng", "month"),
    Unit.HOUR: ("giờ làm việc", "working hour"),
}
_CUTOFF = time(15)


@dataclass(frozen=True, slots=True)
class Limit:
    value: int
    unit: Unit
    cutoff: time | None = None

    @property
    def is_short(self) -> bool:
        """Shorter than a day's notice: a letter 'one day before' is impossible."""
        return self.unit in {Unit.SAME_DAY, Unit.HOUR}

    @property
    def words(self) -> Sentence:
        if self.unit is Unit.SAME_DAY:
            return Sentence("trong ngày", "within the day")
        return quantity(self.value, *_UNIT_WORDS[self.unit])

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = {"value": self.value, "unit": self.unit.value}
        if self.cutoff is not None:
            plain["cutoff"] = f"{self.cutoff:%H:%M}"
        return plain

    @classmethod
    def from_dict(cls, data: object, path: str = "limit") -> "Limit":
        fields = _mapping(data, path, {"value", "unit", "cutoff"})
        unit = _choice(Unit, fields.get("unit"), f"{path}.unit")
        same_day = unit is Unit.SAME_DAY
        value = fields.get("value", 0 if same_day else None)
        if isinstance(value, bool) or not isinstance(value, int) or (value < 1) != same_day:
            wanted = "phải là 0 với same_day" if same_day else "phải là số nguyên từ 1 trở lên"
            raise PolicyError(f"{path}.value", wanted)
        if "cutoff" in fields and not same_day:
            raise PolicyError(f"{path}.cutoff", "chỉ dùng với same_day")
        cutoff = _clock(fields.get("cutoff", _CUTOFF), f"{path}.cutoff") if same_day else None
        return cls(value, unit, cutoff)


_ANSWER_WITHIN = Limit(15, Unit.WORKING_DAY)  # NĐ 297/2025 Đ6 k4a


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPolicy:
    limit: Limit
    local_limit: Limit | None = None  # a province may promise less; the shorter counts
    second_limit: Limit | None = None  # second appointment, counted from the settled obligation
    supplement: Supplement = Supplement.RESET
    obligation: Obligation = Obligation.NONE
    posting: Limit | None = None  # public posting: at most this long is left out of the count
    after_hours: AfterHours = AfterHours.NEXT_WORKING_DAY
    roll_forward: bool = True  # a calendar deadline on a day off moves to the next working day
    extension_by_agreement: bool = False
    max_extensions: int = 1
    answer_within: Limit = _ANSWER_WITHIN
    equality: Equality | None = None  # None: by the day, but by the moment for limits in hours

    @property
    def judged_by(self) -> Equality:
        if self.equality is not None:
            return self.equality
        return Equality.MOMENT if self.limit.unit is Unit.HOUR else Equality.DAY

    def limits(self, appointment: int) -> tuple[Limit, ...]:
        """The limits that run together for this appointment (1 or 2)."""
        if appointment == 2 and self.second_limit is not None:
            return (self.second_limit,)
        return (self.limit,) if self.local_limit is None else (self.limit, self.local_limit)

    @classmethod
    def from_dict(cls, data: object) -> "ClockPolicy":
        fields = _mapping(data, "clock", _FIELDS)
        first, second = _appointments(fields)
        return cls(
            limit=first,
            second_limit=second,
            local_limit=_optional_limit(fields, "local_limit"),
            posting=_optional_limit(fields, "posting"),
            supplement=_choice(Supplement, fields.get("supplement", "RESET"), "supplement"),
            obligation=_choice(
                Obligation, fields.get("obligation", "PAUSE" if second else "NONE"), "obligation"
            ),
            after_hours=_choice(
                AfterHours, fields.get("after_hours", "next_working_day"), "after_hours"
            ),
            roll_forward=_flag(fields, "roll_forward", default=True),
            extension_by_agreement=_flag(fields, "extension_by_agreement", default=False),
            max_extensions=_count(fields, "max_extensions", default=1),
            answer_within=_optional_limit(fields, "answer_within") or _ANSWER_WITHIN,
            equality=_choice(Equality, fields["equality"], "equality")
            if "equality" in fields
            else None,
        )

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "supplement": self.supplement.value,
            "obligation": self.obligation.value,
            "after_hours": self.after_hours.value,
            "roll_forward": self.roll_forward,
            "extension_by_agreement": self.extension_by_agreement,
            "max_extensions": self.max_extensions,
            "answer_within": self.answer_within.to_dict(),
        }
        if self.second_limit is None:
            plain["limit"] = self.limit.to_dict()
        else:
            plain["appointments"] = [self.limit.to_dict(), self.second_limit.to_dict()]
        for name, limit in (("local_limit", self.local_limit), ("posting", self.posting)):
            if limit is not None:
                plain[name] = limit.to_dict()
        if self.equality is not None:
            plain["equality"] = self.equality.value
        return plain


_FIELDS = {
    "limit", "local_limit", "appointments", "supplement", "obligation", "posting", "after_hours",
    "roll_forward", "extension_by_agreement", "max_extensions", "answer_within", "equality",
}  # fmt: skip
_Choice = TypeVar("_Choice", bound=StrEnum)


def _appointments(fields: Mapping[str, Any]) -> tuple[Limit, Limit | None]:
    if "appointments" not in fields:
        return Limit.from_dict(fields.get("limit"), "limit"), None
    if "limit" in fields:
        raise PolicyError("appointments", "dùng limit hoặc appointments, không dùng cả hai")
    both = fields["appointments"]
    if not isinstance(both, list) or len(both) != 2:
        raise PolicyError("appointments", "phải có đúng hai lần hẹn")
    first, second = (Limit.from_dict(one, f"appointments[{i}]") for i, one in enumerate(both))
    return first, second


def _optional_limit(fields: Mapping[str, Any], name: str) -> Limit | None:
    return Limit.from_dict(fields[name], name) if fields.get(name) is not None else None


def _mapping(data: object, path: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise PolicyError(path, "thiếu, hoặc không phải là các cặp khóa: giá trị")
    unknown = sorted(str(key) for key in data if key not in known)
    if unknown:
        raise PolicyError(
            path, f"không hiểu {', '.join(unknown)}; chỉ dùng: {', '.join(sorted(known))}"
        )
    return data


def _choice(kind: type[_Choice], value: object, path: str) -> _Choice:
    try:
        return kind(str(value))
    except ValueError:
        allowed = ", ".join(kind)
        raise PolicyError(path, f"không hiểu {value!r}; chọn một trong: {allowed}") from None


def _clock(value: object, path: str) -> time:
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        raise PolicyError(path, f"không phải giờ: {value!r}; ghi như '15:00'") from None


def _flag(fields: Mapping[str, Any], name: str, *, default: bool) -> bool:
    value = fields.get(name, default)
    if not isinstance(value, bool):
        raise PolicyError(name, "phải là true hoặc false")
    return value


def _count(fields: Mapping[str, Any], name: str, *, default: int) -> int:
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise PolicyError(name, "phải là số nguyên từ 0 trở lên")
    return value
