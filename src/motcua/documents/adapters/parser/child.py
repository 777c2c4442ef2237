"""The child: one job after the other from stdin, until nobody has asked for a minute.

python -m motcua.documents.adapters.parser.child
"""

import dataclasses
import resource
import select
from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO, TypeAlias

from motcua.documents.adapters.parser import wire
from motcua.documents.adapters.parser.inspect import FileFaultError, inspect
from motcua.documents.adapters.parser.pages import Page, joined, pages_of, pile_with_face
from motcua.documents.adapters.parser.text_layer import Reading

Head: TypeAlias = dict[str, Any]
Answer: TypeAlias = tuple[dict[str, Any], bytes]
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 15
IDLE_SECONDS = 60.0


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """CPU time counts from the start of the process, so each job gets its own end."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS, hard))


def _answer(head: Head, content: bytes) -> Answer:
    try:
        return _JOBS[head["job"]](head, content)
    except FileFaultError as fault:
        return {"ok": False, "fault": fault.code, "details": fault.details}, b""
    except (MemoryError, RecursionError, OverflowError):
        return {"ok": False, "fault": "unreadable", "details": {}}, b""


def _inspected(head: Head, content: bytes) -> Answer:
    seen = inspect(head["kind"], content)
    facts = dataclasses.asdict(seen)
    return {"ok": True, **facts, "content": None}, seen.content


def _pages(head: Head, content: bytes) -> Answer:
    """One answer for all pages: their sizes in the head, their bytes one after the other."""
    found = pages_of(head["kind"], content)
    heads = [{"media_type": one.media_type, "size": len(one.content)} for one in found]
    return {"ok": True, "pages": heads}, b"".join(one.content for one in found)


def _pile(head: Head, content: bytes) -> Answer:
    """The pile, and behind it the picture of its first page."""
    seen, face = pile_with_face(head["kind"], content)
    facts = dataclasses.asdict(seen)
    return {"ok": True, **facts, "content": None, "face": len(face)}, seen.content + face


def _joined(head: Head, content: bytes) -> Answer:
    pages = []
    for page in head["pages"]:
        pages.append(Page(content[: page["size"]], page["media_type"], _reading(page)))
        content = content[page["size"] :]
    return {"ok": True}, joined(pages)


def _reading(page: Head) -> Reading | None:
    told = page.get("reading")
    return Reading(tuple(told["size"]), told["words"]) if told else None


def _verified(head: Head, content: bytes) -> Answer:
    return {"ok": True, "verdict": _verdict(head, content)}, b""


def _verdict(head: Head, content: bytes) -> dict[str, Any]:
    # Loaded when first asked for: most children only ever see photographs.
    from motcua.engines.signing import api as signing  # noqa: PLC0415

    trust = {
        name: tuple(bytes.fromhex(der) for der in ders) for name, ders in head["trust"].items()
    }
    verdict = signing.validate(
        content, signing.Trust(**trust), now=datetime.fromisoformat(head["now"])
    )
    judged = dataclasses.asdict(verdict)
    for signature, plain in zip(verdict.signatures, judged["signatures"], strict=True):
        plain["ok"] = signature.ok
        plain["signed_at"] = signature.signed_at.isoformat() if signature.signed_at else None
    judged["checked_at"] = head["now"]
    return judged


_JOBS: dict[str, Callable[[Head, bytes], Answer]] = {
    "inspect": _inspected,
    "join": _joined,
    "pages": _pages,
    "pile": _pile,
    "verify": _verified,
}


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    while select.select([jobs], [], [], IDLE_SECONDS)[0]:
        try:
            head, content = wire.receive(jobs)
        except wire.ClosedError:
            return
        _limit_time()
        wire.send(answers, *_answer(head, content))


if __name__ == "__main__":
    _limit_memory()
    with open(0, "rb", buffering=0) as stdin, open(1, "wb") as stdout:
        serve(stdin, stdout)
