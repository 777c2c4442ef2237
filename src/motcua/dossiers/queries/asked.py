"""A list that was asked for, sealed: the words of a search may name a person."""

from dataclasses import asdict
from datetime import date

from motcua.dossiers.types import Channel, ListAsked, ListKind, Mark, Narrowing, Order, Status
from motcua.kit import crypto


def seal_asked(asked: ListAsked, *, row: str) -> bytes:
    narrowing = {name: _plain(value) for name, value in asdict(asked.narrowing).items()}
    stored = {"kind": asked.kind.value, "words": asked.words, "narrowing": narrowing}
    return crypto.seal_json(stored, row=row)


def unseal_asked(sealed: bytes | memoryview, *, row: str) -> ListAsked:
    stored = crypto.unseal_json(sealed, row=row)
    if not isinstance(stored, dict):
        raise crypto.SealBrokenError
    return ListAsked(ListKind(stored["kind"]), stored["words"], _narrowing(stored["narrowing"]))


def _narrowing(stored: dict[str, str | int | None]) -> Narrowing:
    given = {name: value for name, value in stored.items() if value not in {None, ""}}
    return Narrowing(
        status=Status(int(given["status"])) if "status" in given else None,
        channel=Channel(str(given["channel"])) if "channel" in given else None,
        procedure_code=str(given.get("procedure_code", "")),
        mark=Mark(str(given["mark"])) if "mark" in given else None,
        submitted_from=_day(given.get("submitted_from")),
        submitted_to=_day(given.get("submitted_to")),
        content=str(given.get("content", "")),
        order=Order(str(given.get("order", Order.NEWEST.value))),
    )


def _day(stored: object) -> date | None:
    return date.fromisoformat(str(stored)) if stored else None


def _plain(value: object) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int) else None
