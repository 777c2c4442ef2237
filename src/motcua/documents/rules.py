"""Pure decisions about numbers, names and states."""

from calendar import monthrange
from datetime import date, timedelta
from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.documents.errors import DocumentStateError
from motcua.documents.types import DocumentState
from motcua.kit import crypto, text

MOST_WRONG_PINS = 3
PIN_LOCK_MINUTES = 15

STATE_NAMES: dict[DocumentState, Promise] = {
    DocumentState.DRAFT: _("dự thảo"),
    DocumentState.PROPOSED: _("đã trình ký"),
    DocumentState.SIGNED: _("đã ký, chờ phát hành"),
    DocumentState.ISSUED: _("đã phát hành"),
    DocumentState.RECALLED: _("đã thu hồi"),
}


def printed_number(number: int | None, symbol: str) -> str:
    """`125/GXN-UBND` (Decree 30/2020, Appendix I, II.3)."""
    if number is None:
        return ""
    return f"{register_number(number)}/{symbol}" if symbol else register_number(number)


# Abbreviations of kinds of documents (Decree 30/2020, Appendix III), and of those one-door results
# that have none there.
_KINDS = {
    "quyết định": "QĐ",
    "thông báo": "TB",
    "giấy chứng nhận": "GCN",
    "giấy phép": "GP",
    "giấy xác nhận": "GXN",
    "giấy khai sinh": "GKS",
    "lời chứng": "CT",
}


def symbol_of(title: str, agency_name: str) -> str:
    """What stands behind the number when the template names nothing: `GXN-UBND`."""
    told = title.casefold()
    kind = next((short for name, short in _KINDS.items() if told.startswith(name)), "")
    return f"{kind or _initials(title, 3)}-{_agency_short(agency_name)}"


def _agency_short(name: str) -> str:
    people_committee = "ubnd" in name.casefold() or "ủy ban nhân dân" in name.casefold()
    return "UBND" if people_committee else _initials(name, 6)


def _initials(words: str, most: int) -> str:
    return "".join(word[0] for word in words.split()[:most] if word[0].isalnum()).upper() or "VB"


def register_number(number: int) -> str:
    """Numbers below 10 are written with a leading zero (Decree 30/2020, Appendix I, II.3)."""
    return f"{number:02d}"


def register_values(number: int, day: date) -> dict[str, str]:
    """What goes into the fields of the paper: days below 10 and months 1 and 2 lead with a zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return {
        "number": register_number(number),
        "day": f"{day.day:02d}",
        "month": month,
        "year": str(day.year),
    }


def valid_until(issued_on: date, months: int | None) -> date | None:
    """The same day so many months later, or the last day of that month (Bộ luật Dân sự Đ148)."""
    if months is None:
        return None
    month = issued_on.month - 1 + months
    year, month = issued_on.year + month // 12, month % 12 + 1
    return date(year, month, min(issued_on.day, monthrange(year, month)[1]))


def loose_until(today: date) -> date:
    """The last day of what was sent in and is part of nothing yet: the form may be open overnight."""
    return today + timedelta(days=1)


def same_number(number: str) -> str:
    """`125 / gxn-ubnd` and `125/GXN-UBND` are one number."""
    return "".join(number.upper().split())


def number_alone(number: str) -> bytes:
    """Finds a confirmed paper by what stands on it, whoever gave the number."""
    return crypto.blind_index(same_number(number), kind="archived:number-alone")


def require_state(state: str, *allowed: DocumentState) -> None:
    if DocumentState(state) not in allowed:
        raise DocumentStateError(state=STATE_NAMES[DocumentState(state)])


def display_name(name: str, suffix: str = "") -> str:
    """A file name as shown: no path, no control characters; `suffix` replaces the old one."""
    bare = PurePosixPath(text.clean(name).replace("\\", "/")).name or "giay-to"
    if suffix:
        bare = f"{bare.rsplit('.', 1)[0]}{suffix}"
    return bare[-120:]


def printed_code(code: str) -> str:
    """In groups of four, as it stands beside the QR code."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def plain_code(typed: str) -> str:
    return "".join(char for char in typed.upper() if char.isalnum())
