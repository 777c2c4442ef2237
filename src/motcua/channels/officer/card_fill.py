"""A scanned card fills the person in, and what the State knows of them fills the form."""

from dataclasses import dataclass, replace
from typing import Any

from motcua.channels.officer.counter_entry import Entry
from motcua.channels.officer.forms.person import PersonForm, typed_from_card
from motcua.channels.officer.scanned_card import CardUnreadableError, ScannedCard, read_card
from motcua.directory.types import Sex
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, SourceRecord
from motcua.kit import clock


@dataclass(frozen=True, slots=True)
class Filled:
    entry: Entry
    error: str = ""


def fill(entry: Entry, scanned: str) -> Filled:
    try:
        card = read_card(scanned)
    except CardUnreadableError as refusal:
        return Filled(entry, error=str(refusal))
    kept = {name: entry.person[name].value() for name in ("phone", "email")}
    person = PersonForm({**kept, **typed_from_card(card)})
    return Filled(replace(entry, person=person, answers=_with_card(entry, card)))


def _with_card(entry: Entry, card: ScannedCard) -> dict[str, Answer]:
    """The form asks the register's questions; the card answers the same ones, open to correction."""
    record = SourceRecord(_as_register(card), clock.now(), "")
    said = forms.prefill(
        entry.form,
        {"csdldc": record, "vneid": record},
        entry.answers,
        now=clock.now(),
        facts=entry.facts,
    )
    from_card = {path: Answer(answer.value, source="official") for path, answer in said.items()}
    blank = {path for path, answer in entry.answers.items() if answer.value in (None, "")}
    typed = {path: answer for path, answer in entry.answers.items() if path not in blank}
    return {**entry.answers, **from_card, **typed}


def _as_register(card: ScannedCard) -> dict[str, Any]:
    return {
        "ho_ten": card.name,
        "so_dinh_danh": card.personal_id,
        "ngay_sinh": card.birth_date.isoformat(),
        "gioi_tinh": _SEXES[card.sex],
        "noi_thuong_tru": _place(card.residence),
    }


_SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", Sex.UNKNOWN: ""}


def _place(residence: str) -> dict[str, str]:
    """The card writes the commune after the street; older cards still name a district after it."""
    detail, _comma, ward = residence.partition(",")
    return {"ward": ward.split(",")[0].strip(), "detail": detail.strip()}
