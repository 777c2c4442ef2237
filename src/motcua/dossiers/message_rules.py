"""What may be said inside a dossier, how much and how long. Pure decisions."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from motcua.kit.text import clean, search_key

MOST_LETTERS = 2000
MOST_UNANSWERED = 5
OPEN_DAYS_AFTER_END = 30

# What an official says who wants more from the citizen: without accents → as it is shown.
ASKING: Mapping[str, str] = {
    "bo sung": "bổ sung",
    "nop them": "nộp thêm",
    "nop lai": "nộp lại",
    "gui them": "gửi thêm",
    "gui lai": "gửi lại",
    "mang them": "mang thêm",
    "chup lai": "chụp lại",
    "khai lai": "khai lại",
    "cung cap them": "cung cấp thêm",
    "con thieu": "còn thiếu",
}


def tidy(text: str) -> str:
    """Line by line, so that a list stays a list; of several empty lines one is kept."""
    lines = [clean(line) for line in text.splitlines()]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip("\n")


def asking_words(text: str) -> tuple[str, ...]:
    """Words by which a message may hide a supplement request (NĐ 118/2025/NĐ-CP Điều 11: one, by form)."""
    said = f" {search_key(text)} "
    return tuple(shown for key, shown in ASKING.items() if key in said)


def is_closed(ended_at: datetime | None, now: datetime) -> bool:
    return ended_at is not None and now - ended_at > timedelta(days=OPEN_DAYS_AFTER_END)
