"""Next versions in the situations that tests need, made through the door."""

from datetime import timedelta

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion, VersionDraft
from motcua.catalogue.types import (
    CaseEdit,
    FeeEdit,
    FrameEdit,
    PaperEdit,
    Rule,
    Text,
)
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.factories import seated

CODE = "1.012783"  # two cases: land certificates issued anew
SIMPLE = "2.000815"


def in_days(days):
    return clock.today() + timedelta(days=days)


def frame(*, on=None, rule=Rule.STAY, decision="77/QĐ-UBND", reason="Bớt một giấy tờ"):
    return FrameEdit(decision, reason, on or in_days(10), rule)


def draft(author, code=SIMPLE):
    return catalogue.prepare_version(actor=author, code=code)


def edit(author, draft_id, change, stamp=""):
    catalogue.edit_version(actor=author, draft_id=draft_id, edit=change, seen=stamp)


def proposed(author, code=SIMPLE, **framed):
    draft_id = draft(author, code)
    edit(author, draft_id, frame(**framed))
    catalogue.propose_version(actor=author, draft_id=draft_id)
    return draft_id


def published(author=None, second=None, code=SIMPLE, **framed):
    draft_id = proposed(author or seated(), code, **framed)
    return catalogue.publish_version(actor=second or seated(), draft_id=draft_id)


def seen(author, draft_id):
    return catalogue.version_draft(actor=author, draft_id=draft_id)


def counted():
    with acting(SYSTEM):
        return ProcedureVersion.objects.count()


def stored(draft_id):
    with acting(SYSTEM):
        return VersionDraft.objects.get(pk=draft_id)


def a_paper(code="", name="Đơn đề nghị", cases=("mac_dinh",), **other):
    details = {
        "hint": None,
        "mode": "submit",
        "required": True,
        "originals": 1,
        "copies": 0,
        "condition_text": None,
        "replaceable_by": (),
    }
    return PaperEdit(code=code, name=Text(name, ""), cases=cases, **(details | other))


def a_case(code="", name="Nhiều bản", value=0, unit="same_day", **other):
    details = {"local_value": None, "like": "" if code else "mac_dinh"} | other
    return CaseEdit(code=code, name=Text(name, ""), value=value, unit=unit, **details)


def a_fee(code="", name="Lệ phí thử", amount=5000, cases=("mac_dinh",), issued_on=None, **other):
    details = {"per": "dossier"} | other
    return FeeEdit(
        code=code,
        name=Text(name, ""),
        kind="le_phi",
        amount=amount,
        legal_source="Nghị quyết 12/2026/NQ-HĐND",
        issued_on=issued_on,
        collected_at="acceptance",
        cases=cases,
        **details,
    )
