"""Form 06: who gave the dossier to whom, at what minute it was given and received, and how in time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.dossiers.models import Dossier, HandoverLine, HandoverList, Step
from motcua.dossiers.queries.names import person_names, unit_name
from motcua.kit import clock

OUTCOME_WORDS: Mapping[str, str] = {
    "answered": "Đã trả lời ý kiến",
    "done": "Đã làm xong",
    "forward": "Đồng ý, chuyển bước sau",
    "otherwise": "Chuyển bước tiếp theo",
    "propose": "Trình bước sau",
    "return": "Trả lại bước trước",
    "settled": "Đã xong nghĩa vụ tài chính",
    "signed": "Đã ký",
    "issued": "Đã cấp số, đóng dấu",
    "handed_over": "Đã trả kết quả",
}


def control_slip_facts(dossier: Dossier) -> dict[str, Any]:
    """Data in a computer is received when it is given; paper when the list was signed for."""
    steps = list(Step.objects.filter(dossier=dossier).order_by("opened_at", "id"))
    lists = _signed_lists(dossier.id)
    names = person_names(
        [step.done_by_id or step.assignee_id for step in steps]
        + [one.made_by_id for one in lists.values()]
    )
    rows, giver = [], unit_name(dossier.received_by_unit_id)
    for step in steps:
        by_list = lists.pop(step.unit_id, None)
        taker = _who(step.unit_id, names.get(step.done_by_id or step.assignee_id or step.unit_id))
        rows.append(_row(step, giver, taker, by_list))
        giver = taker
    return {
        "received_at": _iso(dossier.accepted_at or dossier.submitted_at),
        "due_at": _iso(dossier.due_at),
        "handovers": rows,
        "outcome": timely(dossier.ended_at, dossier.due_at),
    }


def _signed_lists(dossier_id: UUID) -> dict[UUID, HandoverList]:
    lines = HandoverLine.objects.filter(dossier_id=dossier_id, received=True)
    return {line.to_unit_id: line.handover for line in lines.select_related("handover")}


def _row(step: Step, giver: str, taker: str, by_list: HandoverList | None) -> dict[str, Any]:
    return {
        "from": giver,
        "to": taker,
        "given": _iso(by_list.made_at if by_list else step.opened_at),
        "received": _iso(by_list.received_at if by_list else step.opened_at),
        "done": _iso(step.done_at),
        "result": timely(step.done_at, step.due_at),
        "note": _note(step, by_list),
    }


def timely(done_at: datetime | None, due_at: datetime | None) -> str:
    """Before the day, on the day, or after the moment that was set."""
    if done_at is None or due_at is None:
        return ""
    if done_at > due_at:
        return "Quá hạn"
    days = (at.astimezone(clock.LEGAL_ZONE).date() for at in (done_at, due_at))
    return "Trước hạn" if next(days) < next(days) else "Đúng hạn"


def _note(step: Step, by_list: HandoverList | None) -> str:
    listed = f"Giấy tờ theo danh sách {by_list.code}" if by_list else ""
    told = OUTCOME_WORDS.get(step.outcome, step.outcome)
    return ". ".join(words for words in (told, listed) if words)


def _who(unit_id: UUID, person: str | None) -> str:
    return f"{unit_name(unit_id)}, {person}" if person else unit_name(unit_id)


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(clock.LEGAL_ZONE).isoformat() if at else None
