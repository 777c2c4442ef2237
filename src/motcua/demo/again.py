"""The demo's dossiers that are asked for something a second time."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import PaperIn, SupplementItem

REASON = "Bản chụp lại chưa có mặt sau. Xin chụp cả hai mặt."
WHY_AGAIN = "Bản chụp lại chỉ có mặt trước; thiếu mặt sau thì không đối chiếu được."


def answer(owner: Actor, dossier_id: UUID, file_id: UUID) -> None:
    """The one lawful request is answered with one scan."""
    asked = dossiers.dossier(actor=owner, dossier_id=dossier_id).open_supplement
    if asked is not None:
        papers = [PaperIn(item.ref, (file_id,)) for item in asked.items]
        dossiers.answer_supplement(
            actor=owner, request_id=asked.request_id, answers={}, papers=papers
        )


def ask(official: Actor, dossier_id: UUID) -> None:
    """A further one for the same paper, which waits for the head."""
    view = dossiers.dossier(actor=official, dossier_id=dossier_id)
    paper = view.supplements[0].items[0].ref
    dossiers.propose_further_supplement(
        actor=official,
        dossier_id=dossier_id,
        items=[SupplementItem("paper", paper, "Chụp cả mặt trước và mặt sau", WHY_AGAIN)],
        reason=REASON,
        why_again=WHY_AGAIN,
    )
