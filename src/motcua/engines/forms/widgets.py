"""How each widget reads what was typed, writes it back into its boxes, and shows it in words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.engines.forms.types import Item, Text, Widget
from motcua.kit import text

Raw = Mapping[str, list[str]]


class UnreadableError(ValueError):
    """What was typed is not of this kind; `kind` chooses the message."""

    def __init__(self, kind: str, box: str = "") -> None:
        self.kind = kind
        self.box = box
        super().__init__(kind)


@dataclass(frozen=True, slots=True)
class Reader:
    """`boxes` are the suffixes of the inputs; reading nothing at all gives None."""

    boxes: tuple[str, ...]
    read: Callable[[Raw], Any]
    write: Callable[[Any], dict[str, str]]
    show: Callable[[Item, Any, str], str]


def _one(raw: Raw) -> str:
    values = raw.get("") or [""]
    return text.clean(values[-1])


def _read_text(raw: Raw) -> str | None:
    return _one(raw) or None


def _read_lines(raw: Raw) -> str | None:
    typed = (raw.get("") or [""])[-1]
    lines = [text.clean(line) for line in typed.splitlines()]
    return "\n".join(lines).strip() or None


def _read_many(raw: Raw) -> list[str] | None:
    chosen = [text.clean(value) for value in raw.get("", []) if value.strip()]
    return list(dict.fromkeys(chosen)) or None


def _read_digits(raw: Raw) -> str | None:
    return re.sub(r"[\s.\-]", "", _one(raw)) or None


def _read_phone(raw: Raw) -> str | None:
    typed = re.sub(r"[\s.\-()]", "", _one(raw))
    return re.sub(r"^(\+84|0084|84(?=\d{9}$))0?", "0", typed) or None


def _read_email(raw: Raw) -> str | None:
    return _one(raw).replace(" ", "") or None


def _read_whole(raw: Raw) -> int | None:
    typed = re.sub(r"[\s.,]|đồng$|đ$|vnđ$|vnd$", "", _one(raw).lower())
    if not typed:
        return None
    if not typed.isdecimal():
        raise UnreadableError("number")
    return int(typed)


_DECIMAL = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](?P<part>\d{1,2}))?")


def _read_measure(raw: Raw) -> float | int | None:
    """`1.250,5` and `120.5` and `120,5 m2`: a dot before exactly three digits groups thousands."""
    typed = re.sub(r"\s|m2$|m²$|m$", "", _one(raw).lower())
    if not typed:
        return None
    found = _DECIMAL.fullmatch(typed)
    if found is None:
        raise UnreadableError("number")
    whole = int(found["whole"].replace(".", ""))
    return float(f"{whole}.{found['part']}") if found["part"] else whole


_DATE_BOXES = ("day", "month", "year")
_WRITTEN_DATE = re.compile(
    r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})|(\d{4})-(\d{2})-(\d{2})"
)


def _read_date(raw: Raw) -> str | None:
    boxes = {box: text.clean((raw.get(box) or [""])[-1]) for box in _DATE_BOXES}
    if not any(boxes.values()):
        return _read_written_date(_one(raw))
    # People paste a whole date into the first box.
    if not boxes["month"] and not boxes["year"]:
        pasted = _WRITTEN_DATE.fullmatch(boxes["day"])
        if pasted:
            return _read_written_date(boxes["day"])
    for box, typed in boxes.items():
        if not typed:
            raise UnreadableError(f"date.{box}", box)
    return _real_date(boxes["year"], boxes["month"], boxes["day"])


def _read_written_date(written: str) -> str | None:
    if not written:
        return None
    found = _WRITTEN_DATE.fullmatch(written)
    if found is None:
        raise UnreadableError("date", "day")
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    return _real_date(year or iso_year, month or iso_month, day or iso_day)


def _real_date(year: str, month: str, day: str) -> str:
    try:
        return (
            date(int(year), int(month), int(day)).isoformat() if len(year) == 4 else _not_a_date()
        )
    except ValueError as impossible:
        raise UnreadableError("date", "day") from impossible


def _not_a_date() -> str:
    raise UnreadableError("date", "year")


def _read_address(raw: Raw) -> dict[str, str] | None:
    ward = text.clean((raw.get("ward") or [""])[-1])
    detail = text.clean((raw.get("detail") or [""])[-1])
    if not ward and not detail:
        return None
    return {key: value for key, value in (("ward", ward), ("detail", detail)) if value}


_YES_NO = {"": None, "yes": True, "no": False}


def _read_yes_no(raw: Raw) -> bool | None:
    typed = _one(raw)
    if typed not in _YES_NO:
        raise UnreadableError("enum")
    return _YES_NO[typed]


def _read_statement(raw: Raw) -> bool | None:
    return True if _one(raw) else None


def _write_plain(value: Any) -> dict[str, str]:
    return {"": "" if value is None else str(value)}


def _write_number(value: Any) -> dict[str, str]:
    return {"": "" if value is None else _grouped(value)}


def _write_date(value: Any) -> dict[str, str]:
    year, month, day = value.split("-") if value else ("", "", "")
    return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}


def _write_address(value: Any) -> dict[str, str]:
    held = value or {}
    return {"ward": held.get("ward", ""), "detail": held.get("detail", "")}


def _write_yes_no(value: Any) -> dict[str, str]:
    return {"": "" if value is None else "yes" if value else "no"}


def _grouped(number: float) -> str:
    whole, _, part = str(number).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{part}" if part and part != "0" else grouped


def _show_plain(_item: Item, value: Any, _language: str) -> str:
    return str(value)


def _show_number(_item: Item, value: Any, language: str) -> str:
    return f"{value:,}" if language.startswith("en") else _grouped(value)


def _show_money(item: Item, value: Any, language: str) -> str:
    return f"{_show_number(item, value, language)} {'VND' if language.startswith('en') else 'đồng'}"


def _show_area(item: Item, value: Any, language: str) -> str:
    return f"{_show_number(item, value, language)} m²"


def _show_length(item: Item, value: Any, language: str) -> str:
    return f"{_show_number(item, value, language)} m"


def _show_date(_item: Item, value: Any, _language: str) -> str:
    year, month, day = str(value).split("-")
    return f"{day}/{month}/{year}"


def _show_yes_no(_item: Item, value: Any, language: str) -> str:
    words = YES if value else NO
    return words.say(language)


def _show_choice(item: Item, value: Any, language: str) -> str:
    chosen = value if isinstance(value, list) else [value]
    labels = {option.value: option.label.say(language) for option in item.options}
    return ", ".join(labels.get(one, str(one)) for one in chosen)


def _show_address(item: Item, value: Any, language: str) -> str:
    ward = value.get("ward", "")
    label = "" if ward in {"", ELSEWHERE} else _show_choice(item, ward, language)
    return ", ".join(part for part in (value.get("detail", ""), label) if part)


YES = Text("Có", "Yes")
NO = Text("Không", "No")
CONFIRMED = Text("Đã xác nhận", "Confirmed")
ELSEWHERE = "other"  # an address outside the province: the free text says all of it

_PLAIN = Reader(("",), _read_text, _write_plain, _show_plain)

READERS: Mapping[Widget, Reader] = {
    Widget.TEXT: _PLAIN,
    Widget.TEXTAREA: Reader(("",), _read_lines, _write_plain, _show_plain),
    Widget.RADIOS: Reader(("",), _read_text, _write_plain, _show_choice),
    Widget.SELECT: Reader(("",), _read_text, _write_plain, _show_choice),
    Widget.CHECKBOXES: Reader(("",), _read_many, _write_plain, _show_choice),
    Widget.DATE3: Reader(_DATE_BOXES, _read_date, _write_date, _show_date),
    Widget.PERSONAL_ID: Reader(("",), _read_digits, _write_plain, _show_plain),
    Widget.PHONE: Reader(("",), _read_phone, _write_plain, _show_plain),
    Widget.EMAIL: Reader(("",), _read_email, _write_plain, _show_plain),
    Widget.NUMBER: Reader(("",), _read_whole, _write_number, _show_number),
    Widget.MONEY: Reader(("",), _read_whole, _write_number, _show_money),
    Widget.AREA: Reader(("",), _read_measure, _write_number, _show_area),
    Widget.LENGTH: Reader(("",), _read_measure, _write_number, _show_length),
    Widget.ADDRESS2: Reader(("ward", "detail"), _read_address, _write_address, _show_address),
    Widget.YES_NO: Reader(("",), _read_yes_no, _write_yes_no, _show_yes_no),
    Widget.STATEMENT: Reader(
        ("",),
        _read_statement,
        lambda value: {"": "yes" if value else ""},
        lambda _item, _value, language: CONFIRMED.say(language),
    ),
}


def show(item: Item, value: Any, language: str) -> str:
    """The answer in words; nothing answered is an empty string."""
    if value is None or value in ("", [], {}):
        return ""
    return READERS[item.widget].show(item, value, language)


def box_name(path: str, box: str) -> str:
    return f"{path}.{box}" if box else path


def typed(item: Item, posted: Mapping[str, list[str]], path: str) -> dict[str, list[str]]:
    """The boxes of one question out of a post; a date may also come whole, from a scanner."""
    boxes = {*READERS[item.widget].boxes, ""}
    return {box: posted[box_name(path, box)] for box in boxes if box_name(path, box) in posted}


def read(item: Item, boxes: Raw) -> Any:
    """The value of one question, None when nothing was typed. Raises UnreadableError."""
    return READERS[item.widget].read(boxes)


def kept(boxes: Raw) -> dict[str, str]:
    """What was typed, to show it again."""
    return {box: values[-1] for box, values in boxes.items() if values}


def read_typed(item: Item, written: str) -> Any:
    """A value typed into one box, as the question itself would read it; None where it is none."""
    try:
        return read(item, {"": [written]})
    except UnreadableError:
        return None


def shown_typed(item: Item, value: Any) -> str:
    """The inverse, for questions of one box."""
    return READERS[item.widget].write(value).get("", "")


def posted_value(item: Item, path: str, value: Any) -> dict[str, list[str]]:
    """The post that would give this value: the inverse of `read`."""
    if item.widget is Widget.CHECKBOXES:
        return {path: [str(one) for one in value or []]}
    written = READERS[item.widget].write(value)
    return {box_name(path, box): [typed_text] for box, typed_text in written.items()}


def element_id(path: str, box: str = "") -> str:
    return box_name(path, box).replace(".", "-")


def first_box(item: Item) -> str:
    return READERS[item.widget].boxes[0] if item.widget in READERS else ""
