"""The text behind the QR code of an identity card, as a scanner types it.

`CCCD|CMND|Họ tên|ddmmyyyy|Giới tính|Nơi thường trú|ddmmyyyy`; the second field may be empty, and newer cards
carry more fields, which stay unread. A printed code is not proof of who holds the card: it only saves typing.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from motcua.directory.types import Sex
from motcua.kit.errors import InvalidError
from motcua.kit.text import clean

_NUMBER = re.compile(r"\d{12}")


class CardUnreadableError(InvalidError):
    code = "card_unreadable"
    message = _(
        "Chưa đọc được mã QR của thẻ. Tắt bộ gõ tiếng Việt (chuyển Unikey sang E) rồi quét lại,"
        " hoặc nhập tay các ô bên dưới."
    )


@dataclass(frozen=True, slots=True)
class ScannedCard:
    personal_id: str
    name: str
    birth_date: date
    sex: Sex
    residence: str


def read_card(typed: str) -> ScannedCard:
    parts = [clean(part) for part in typed.strip().split("|")]
    if len(parts) < 6 or not _NUMBER.fullmatch(parts[0]) or not parts[2]:
        raise CardUnreadableError
    return ScannedCard(
        personal_id=parts[0],
        name=parts[2],
        birth_date=_day(parts[3]),
        sex=_SEXES.get(parts[4].casefold(), Sex.UNKNOWN),
        residence=parts[5],
    )


_SEXES = {"nam": Sex.MALE, "nữ": Sex.FEMALE}


def _day(digits: str) -> date:
    try:
        return datetime.strptime(f"{digits} +0700", "%d%m%Y %z").date()
    except ValueError as unread:
        raise CardUnreadableError from unread
