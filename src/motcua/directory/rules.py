"""Pure decisions about persons."""

import re

from motcua.directory.errors import PersonalIdInvalidError

_PERSONAL_ID = re.compile(r"[0-9]{12}")


def personal_id(text: str) -> str:
    """The 12 digits of a personal identification number, spaces forgiven (Luật Căn cước, Điều 12)."""
    digits = re.sub(r"[\s.]", "", text)
    if not _PERSONAL_ID.fullmatch(digits):
        raise PersonalIdInvalidError
    return digits


def same_phone(text: str) -> str:
    """`+84 912 345 678`, `0912.345.678` and `84912345678` ring the same telephone."""
    digits = re.sub(r"\D", "", text)
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > 10 else digits


def masked(number: str) -> str:
    """Enough to recognise one's own number, too little to copy another's."""
    return f"{number[:3]}••••••{number[-3:]}" if number else ""
