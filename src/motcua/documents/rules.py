"""Pure decisions about numbers, names and states."""

import re
from calendar import monthrange
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Literal
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.documents.errors import DocumentStateError
from motcua.documents.types import DocumentState, Ending
from motcua.kit import crypto, text

MOST_WRONG_PINS = 3
PIN_LOCK_MINUTES = 15
ASIDE = "khong-nhan"  # in a scanner's folder: what was not taken in
_LONGEST_STEM = 40
LOOKED_AT = 1024  # bytes at the beginning and at the end that say whether a file is whole
_PADDING = b"\0\r\n\t "
_LINEARIZED = re.compile(rb"/Linearized[^>]{0,60}/L\s+(\d{1,12})")
# Kind by its first bytes → what stands at its end, in how many of its last bytes.
_ENDS = (
    (b"%PDF-", b"%%EOF", LOOKED_AT),
    (b"\xff\xd8\xff", b"\xff\xd9", 2),
    (b"\x89PNG", b"IEND", 16),
)

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


def aside_name(pile_id: UUID, name: str) -> str:
    """What a refused file is called where it was set aside: never as another one."""
    stem, dot, suffix = name.rpartition(".")
    short = (stem or name)[-_LONGEST_STEM:].replace("/", "_")
    ending = f".{suffix[:8]}" if dot and stem else ""
    return f"{short}-{pile_id.hex[-6:]}{ending}"


def ending_of(head: bytes, tail: bytes, size: int) -> Ending:
    """From the first and the last `LOOKED_AT` bytes. Half a PDF would be mended, and read."""
    if size < _told_length(head):
        return Ending.CUT
    for beginning, end, within in _ENDS:
        if head.startswith(beginning):
            return Ending.WHOLE if end in tail.rstrip(_PADDING)[-within:] else Ending.CUT
    return Ending.UNTOLD if size else Ending.CUT


def is_half_a_pdf(content: bytes) -> bool:
    ending = ending_of(content[:LOOKED_AT], content[-LOOKED_AT:], len(content))
    return content.startswith(b"%PDF-") and ending is Ending.CUT


def _told_length(head: bytes) -> int:
    """How long the file says it is, at least; 0 where it does not say.

    A PDF made to be shown while it loads has an end near its beginning, too.
    """
    if head.startswith((b"II*\0", b"MM\0*")):
        order: Literal["little", "big"] = "little" if head.startswith(b"II") else "big"
        return max(int.from_bytes(head[4:8], order), 8) + 1
    told = _LINEARIZED.search(head) if head.startswith(b"%PDF-") else None
    return int(told.group(1)) if told else 0


def printed_code(code: str) -> str:
    """In groups of four, as it stands beside the QR code."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def plain_code(typed: str) -> str:
    return "".join(char for char in typed.upper() if char.isalnum())
