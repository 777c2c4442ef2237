"""Pure decisions about numbers, names and states."""

from datetime import date
from pathlib import PurePosixPath

from motcua.documents.errors import DocumentStateError
from motcua.documents.types import DocumentState
from motcua.kit import text

MOST_WRONG_PINS = 3
PIN_LOCK_MINUTES = 15

STATE_NAMES: dict[DocumentState, str] = {
    DocumentState.DRAFT: "dự thảo",
    DocumentState.PROPOSED: "đã trình ký",
    DocumentState.SIGNED: "đã ký, chờ phát hành",
    DocumentState.ISSUED: "đã phát hành",
    DocumentState.RECALLED: "đã thu hồi",
}


def printed_number(number: int | None, symbol: str) -> str:
    """`125/GXN-UBND` (Decree 30/2020, Appendix I, II.3)."""
    if number is None:
        return ""
    return f"{register_number(number)}/{symbol}" if symbol else register_number(number)


def symbol_of(result_code: str) -> str:
    """The kind of document in the number, when the template names none: letters of its code."""
    letters = "".join(char for char in result_code.upper() if char.isalpha())
    return f"{letters or 'VB'}-UBND"


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


def require_state(state: str, *allowed: DocumentState) -> None:
    if DocumentState(state) not in allowed:
        raise DocumentStateError(state=STATE_NAMES[DocumentState(state)])


def display_name(name: str, suffix: str = "") -> str:
    """A file name as shown: no path, no control characters; `suffix` replaces the old one."""
    bare = PurePosixPath(text.clean(name).replace("\\", "/")).name or "giay-to"
    if suffix:
        bare = f"{bare.rsplit('.', 1)[0]}{suffix}"
    return bare[-120:]


def full_name(agency: str) -> str:
    """The name of an agency stands in full on its papers (Decree 30/2020, Appendix I, II.2)."""
    return agency.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")


def place_name(place: str) -> str:
    """`xã Truông Mít` → `Truông Mít`; a numbered ward keeps its kind (Appendix I, II.4)."""
    kind, _space, name = place.partition(" ")
    if kind.lower() in {"xã", "phường", "tỉnh"} and name and not name[0].isdigit():
        return name
    return place


def printed_code(code: str) -> str:
    """In groups of four, as it stands beside the QR code."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def plain_code(typed: str) -> str:
    return "".join(char for char in typed.upper() if char.isalnum())
