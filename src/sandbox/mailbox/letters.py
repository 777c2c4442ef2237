"""Letters received over SMTP, newest first, kept in a file so that a restart loses none."""

import dataclasses
import email
import json
import time
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Lock

from sandbox.faults import fault

SYSTEM = "mailbox"
KEPT = 2_000


@dataclasses.dataclass(frozen=True, slots=True)
class Letter:
    number: int
    received_at: float
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str


class Letters:
    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / "letters.jsonl" if folder else None
        self._lock = Lock()
        self._letters = self._read()

    def _read(self) -> list[Letter]:
        if self._file is None or not self._file.exists():
            return []
        rows = [json.loads(line) for line in self._file.read_text("utf-8").splitlines()]
        return [Letter(**{**row, "recipients": tuple(row["recipients"])}) for row in rows][-KEPT:]

    def receive(self, sender: str, recipients: list[str], raw: bytes) -> Letter:
        message = email.message_from_bytes(raw, policy=default)
        with self._lock:
            number = self._letters[-1].number + 1 if self._letters else 1
            letter = Letter(
                number, time.time(), sender, tuple(recipients), _subject(message), _text(message)
            )
            self._letters.append(letter)
            del self._letters[:-KEPT]
            self._keep(letter)
        return letter

    def _keep(self, letter: Letter) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(dataclasses.asdict(letter), ensure_ascii=False) + "\n")

    def newest(self, to: str = "") -> list[Letter]:
        return [one for one in reversed(self._letters) if not to or to in one.recipients]

    def letter(self, number: int) -> Letter | None:
        return next((one for one in self._letters if one.number == number), None)


def _subject(message: EmailMessage) -> str:
    return str(message.get("Subject", ""))


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    return str(part.get_content()) if part else ""


class Incoming:
    """The SMTP side (aiosmtpd)."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        del server, session
        if fault(SYSTEM) in {"down", "garbage"}:
            return "451 4.3.0 Try again later"
        sender = str(getattr(envelope, "mail_from", ""))
        recipients = [str(one) for one in getattr(envelope, "rcpt_tos", [])]
        self._letters.receive(sender, recipients, bytes(getattr(envelope, "content", b"")))
        return "250 OK"
