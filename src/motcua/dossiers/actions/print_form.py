"""Official forms 01 to 06 (TT 03/2025/TT-VPCP): made once from the turn they attest, and kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.actions.hand_in import show_to_representative
from motcua.dossiers.errors import FileNotHereError
from motcua.dossiers.events import DossierTurn
from motcua.dossiers.models import Dossier, PrintedForm, Turn, TurnKind
from motcua.dossiers.queries.control_slip import control_slip_facts
from motcua.dossiers.queries.form_data import FORM_OF, form_data
from motcua.dossiers.queries.recorded import was_told_elsewhere
from motcua.dossiers.queries.visible import visible_dossier
from motcua.engines.papers import api as papers
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

PRINTER = directory.system_actor("printer")
FILE_NAMES: Mapping[str, str] = {
    "01": "giay-tiep-nhan-va-hen-tra",
    "02": "phieu-yeu-cau-bo-sung",
    "03": "phieu-tu-choi-tiep-nhan",
    "04": "van-ban-xin-loi-va-hen-lai",
    "05": "thong-bao-dung-giai-quyet",
    "06": "phieu-kiem-soat",
}


def printed_form(*, actor: Actor, dossier_id: UUID, number: str) -> tuple[str, bytes]:
    """Name and PDF of the newest form of that number; form 06 is always the present state."""
    with acting(actor.scope):
        visible_dossier(dossier_id, actor=actor)
    if number == "06":
        return _name(number, dossier_id), _control_slip(dossier_id)
    with acting(SYSTEM):
        dossier = Dossier.objects.get(pk=dossier_id)
        turn = _attested(dossier, number)
        form = _kept(dossier, turn, number)
        return f"{FILE_NAMES[number]}-{dossier.code}.pdf", documents.content(PRINTER, form.file_id)


def print_for_turn(event: DossierTurn) -> None:
    """When it happened, print what attests it. Safe to run twice: one form per turn."""
    with acting(SYSTEM):
        turn = Turn.objects.get(pk=event.turn_id)
        number = FORM_OF.get(TurnKind(turn.kind))
        if number is not None:
            _kept(Dossier.objects.get(pk=event.dossier_id), turn, number)


def _attested(dossier: Dossier, number: str) -> Turn:
    kinds = [kind for kind, form in FORM_OF.items() if form == number]
    turn = Turn.objects.filter(dossier_id=dossier.id, kind__in=kinds).order_by("-seq").first()
    if turn is None or was_told_elsewhere(turn):  # its form was made where it happened
        raise FileNotHereError
    return turn


def _kept(dossier: Dossier, turn: Turn, number: str) -> PrintedForm:
    kept = PrintedForm.objects.filter(turn_id=turn.id, number=number).first()
    if kept is not None:
        return kept
    pdf = papers.render_form(
        number, form_data(dossier, turn), on=_day(turn.at), made_at=turn.at
    ).pdf
    file = documents.store_paper(
        actor=PRINTER,
        name=f"{FILE_NAMES[number]}-{dossier.code}.pdf",
        content=pdf,
        media_type="application/pdf",
        owner_id=dossier.owner_id,
        agencies=dossier.agencies,
    )
    try:
        with transaction.atomic():
            form = PrintedForm.objects.create(
                dossier=dossier,
                number=number,
                turn_id=turn.id,
                file_id=file.id,
                made_at=clock.now(),
            )
            show_to_representative(dossier, [file.id])
            return form
    except IntegrityError:  # another worker was quicker
        return PrintedForm.objects.get(turn_id=turn.id, number=number)


def _control_slip(dossier_id: UUID) -> bytes:
    with acting(SYSTEM):
        dossier = Dossier.objects.get(pk=dossier_id)
        last = Turn.objects.filter(dossier_id=dossier_id).order_by("-seq").first()
        if last is None:
            raise FileNotHereError
        data: dict[str, Any] = {**form_data(dossier, last), **control_slip_facts(dossier)}
    return papers.render_form("06", data, on=_day(clock.now())).pdf


def _name(number: str, dossier_id: UUID) -> str:
    return f"{FILE_NAMES[number]}-{dossier_id}.pdf"


def _day(at: datetime) -> date:
    return at.astimezone(clock.LEGAL_ZONE).date()
