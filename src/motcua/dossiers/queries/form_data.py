"""What the official forms are filled with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.dossiers.models import Dossier, Paper, SupplementRequest, Turn, TurnKind
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.names import person_name, unit_name
from motcua.dossiers.queries.supplements import items_of, reason_of
from motcua.dossiers.types import SupplementItem
from motcua.engines.forms import api as forms
from motcua.engines.legaltime.api import ClockPolicy
from motcua.kit import clock, crypto

FORM_OF: Mapping[TurnKind, str] = {
    TurnKind.ACCEPTED: "01",
    TurnKind.SUPPLEMENT_REQUESTED: "02",
    TurnKind.REFUSED: "03",
    TurnKind.EXTENDED: "04",
    TurnKind.APOLOGISED: "04",
    TurnKind.WITHDRAWN: "05",
    TurnKind.STOPPED: "05",
}


def form_data(dossier: Dossier, turn: Turn) -> dict[str, Any]:
    """Every form's common facts, and those of this turn."""
    agency = directory.organisation(dossier.agency_id)
    owner = directory.person(dossier.owner_id)
    submitter = directory.person(dossier.submitter_id)
    return {
        "agency": agency.name,
        "superior": directory.organisation(agency.parent_id).name if agency.parent_id else "",
        "place": agency.place or agency.name,
        "receiving_unit": unit_name(dossier.received_by_unit_id),
        "dossier_code": dossier.code,
        "number": dossier.code,
        "date": _iso(turn.at),
        "owner": dossier.owner_name,
        "submitter": {
            "name": submitter.name,
            "address": submitter.residence,
            "phone": submitter.phone,
            "email": submitter.email,
            "personal_id": submitter.masked_personal_id,
        },
        "submitter_name": submitter.name,
        "address": owner.residence or None,
        "phone": owner.phone or None,
        "email": owner.email or None,
        "to": owner.name,
        "content": catalogue.version(dossier.version_id).name.vi,
        "official_name": person_name(turn.actor_id),
        "tracking_address": f"{settings.SITE_ADDRESS}/tra-cuu/?ma={dossier.code}",
        "received_on": _iso(dossier.accepted_at or dossier.submitted_at),
        "reason": note_of(turn),
        **_signer(dossier, turn),
        **_own_facts(dossier, turn),
    }


def _signer(dossier: Dossier, turn: Turn) -> dict[str, str]:
    """Who of the agency did it; nobody where the applicant or the clock did."""
    colleagues = directory.colleagues_in(dossier.agency_id)
    found = next((one for one in colleagues if one.person_id == turn.actor_id), None)
    return {"signer_title": found.title, "signer_name": found.name} if found else {}


def note_of(turn: Turn) -> str:
    if turn.note_sealed is None:
        return ""
    return unseal_note(turn.id, turn.note_sealed)


def unseal_note(turn_id: UUID, sealed: bytes | memoryview) -> str:
    return crypto.unseal(sealed, row=f"dossier_turn:note:{turn_id}")


def _own_facts(dossier: Dossier, turn: Turn) -> dict[str, Any]:
    match TurnKind(turn.kind):
        case TurnKind.ACCEPTED:
            facts = _receipt(dossier, turn)
        case TurnKind.SUPPLEMENT_REQUESTED:
            facts = _supplement(dossier, turn)
        case TurnKind.EXTENDED:
            facts = {"old_due_on": _iso(dossier.first_due_at), "new_due_at": _iso(turn.due_at)}
        case TurnKind.APOLOGISED:
            facts = {"old_due_on": _iso(dossier.due_at), "new_due_at": turn.facts["promised"]}
        case TurnKind.WITHDRAWN:
            facts = {"request": "Người nộp hồ sơ xin rút hồ sơ.", "status_found": note_of(turn)}
        case TurnKind.STOPPED:
            facts = {"status_found": note_of(turn)}
        case _:
            facts = {}
    return facts


def _receipt(dossier: Dossier, turn: Turn) -> dict[str, Any]:
    case = case_of(dossier)
    names = {component.code: component.name.vi for component in case.components}
    handed_in = Paper.objects.filter(dossier=dossier, superseded_at=None).order_by("handed_in_at")
    return {
        "secret": dossier.secret,
        "received_at": _iso(turn.at),
        "due_at": _iso(turn.due_at),
        "competent": directory.organisation(dossier.agency_id).name,
        "second_appointment": _second_appointment(case.clock_policy),
        "duration": case.clock_policy.limit.words.vi,
        "return_place": unit_name(dossier.received_by_unit_id),
        "components": [
            {
                "name": names.get(paper.component, paper.component),
                "originals": paper.originals,
                "copies": paper.copies,
            }
            for paper in handed_in
        ],
    }


def _second_appointment(policy: ClockPolicy) -> str | None:
    """Land: the time at the tax office is outside both appointments."""
    if policy.second_limit is None:
        return None
    words = policy.second_limit.words.vi
    return f"{words} kể từ khi nộp xong nghĩa vụ tài chính; thời gian ở cơ quan thuế không tính"


def _supplement(dossier: Dossier, turn: Turn) -> dict[str, Any]:
    request = SupplementRequest.objects.get(pk=turn.facts["request"])
    labels = item_labels(dossier)
    return {
        "components": [
            {"name": labels.get((item.kind, item.ref), item.ref), "what": _what(item)}
            for item in items_of(request)
        ],
        "reason": reason_of(request),
        "guide": request.legal_basis or None,
        "answer_by": _iso(request.answer_by),
    }


def _what(item: SupplementItem) -> str:
    """What is held already is asked for only with the reason, on paper too (NĐ 107/2021/NĐ-CP)."""
    again = f"Đã có trong kho, vẫn phải nộp vì: {item.again}" if item.again else ""
    return "\n".join(part for part in (item.why, again) if part)


def item_labels(dossier: Dossier) -> dict[tuple[str, str], str]:
    """What a supplement item is called on screen and paper."""
    papers = {("paper", c.code): c.name.vi for c in case_of(dossier).components}
    fields = {
        ("field", leaf.path): forms.label_of(leaf, "vi")
        for _page, leaf in catalogue.form(dossier.version_id).leaves()
    }
    return {**papers, **fields}


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(clock.LEGAL_ZONE).isoformat() if at else None
