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


def masked(number: str) -> str:
    """Enough to recognise one's own number, too little to copy another's."""
    return f"{number[:3]}••••••{number[-3:]}" if number else ""
