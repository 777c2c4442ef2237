"""The applicant answers, on exactly what was asked; the clock goes on by the procedure's policy."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.actions.hand_in import reused_facts
from motcua.dossiers.actions.intake import looked_up, take_papers
from motcua.dossiers.actions.open_steps import leave_out_wait
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import (
    PapersMissingError,
    SupplementNotFoundError,
)
from motcua.dossiers.events import SupplementAnswered
from motcua.dossiers.models import Dossier, SupplementRequest, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.answers import facts_of, refuse_incomplete
from motcua.dossiers.queries.drafts import Content, seal_content, unseal_content
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.supplements import items_of
from motcua.dossiers.types import Channel, PaperIn, SupplementItem
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def answer_supplement(
    *,
    actor: Actor,
    request_id: UUID,
    answers: Mapping[str, object],
    papers: Sequence[PaperIn],
) -> None:
    """Everything asked for must be there; what was not asked for is left as it was.

    Answered from the phone or handed in at the counter alike.
    """
    request, dossier = _lock_request(request_id, actor)
    items = items_of(request)
    _refuse_incomplete(dossier, items, answers, papers)
    for paper in papers:
        if paper.archived_id is None:
            for file_id in paper.file_ids:
                documents.file(actor, file_id)
    asked_papers = {item.ref for item in items if item.kind == "paper"}
    taken = looked_up(dossier, [paper for paper in papers if paper.component in asked_papers])
    take_papers(dossier, taken)
    _take_answers(dossier, items, answers, actor)
    leave_out_wait(dossier)
    turns = Chronicle(dossier, actor)
    turn = turns.add(
        TurnKind.SUPPLEMENT_ANSWERED, facts={"request": str(request.id), **reused_facts(taken)}
    )
    turns.write()
    request.answered_at = clock.now()
    request.save(update_fields=["answered_at"])
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.answer_supplement",
        object_type="dossier",
        object_id=dossier.id,
        details={"request": str(request.id)},
    )
    publish(SupplementAnswered(dossier_id=dossier.id, turn_id=turn.id))


def _lock_request(request_id: UUID, actor: Actor) -> tuple[SupplementRequest, Dossier]:
    request = SupplementRequest.objects.filter(pk=request_id, answered_at=None).first()
    if request is None:
        raise SupplementNotFoundError
    dossier = lock_dossier(request.dossier_id, actor=actor, permission=Permission.ANSWER_SUPPLEMENT)
    request.refresh_from_db()
    if request.answered_at is not None:
        raise SupplementNotFoundError
    return request, dossier


def _refuse_incomplete(
    dossier: Dossier,
    items: Sequence[SupplementItem],
    answers: Mapping[str, object],
    papers: Sequence[PaperIn],
) -> None:
    asked = {item.ref for item in items if item.kind == "field"}
    content = unseal_content(dossier.id, dossier.answers_sealed)
    corrected = {name: value for name, value in answers.items() if name in tops(asked)}
    refuse_incomplete(
        dossier.version_id,
        Content({**content.answers, **corrected}, content.provenance),
        facts_of(dossier.case_code, Channel(dossier.channel)),
        only=asked,
    )
    there = {paper.component for paper in papers}
    missing = [i.ref for i in items if i.kind == "paper" and i.ref not in there]
    if missing:
        names = {c.code: in_language(c.name) for c in case_of(dossier).components}
        raise PapersMissingError(
            names=", ".join(names.get(code, code) for code in missing), components=missing
        )


def _take_answers(
    dossier: Dossier,
    items: Sequence[SupplementItem],
    answers: Mapping[str, object],
    actor: Actor,
) -> None:
    asked = {item.ref for item in items if item.kind == "field"}
    corrected = {name: value for name, value in answers.items() if name in tops(asked)}
    if not corrected:
        return
    content = unseal_content(dossier.id, dossier.answers_sealed)
    source = "citizen" if actor.kind == "citizen" else "official"
    mark: dict[str, object] = {"source": source, "fetched_at": clock.now().isoformat()}
    dossier.answers_sealed = seal_content(
        dossier.id,
        answers={**content.answers, **corrected},
        provenance={**content.provenance, **dict.fromkeys(asked, mark)},
    )
    dossier.save(update_fields=["answers_sealed"])


def tops(paths: Iterable[str]) -> set[str]:
    """`me.ho_ten` is an answer inside `me`."""
    return {path.split(".", 1)[0] for path in paths}
