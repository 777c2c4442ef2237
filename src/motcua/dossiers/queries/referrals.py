"""Rows between agencies: sealed content, who may act on them, and how they read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.errors import ReferralClosedError, ReferralNotFoundError
from motcua.dossiers.models import Dossier, Paper, Referral, TurnKind
from motcua.dossiers.permissions import may_act_on
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.names import in_language, person_names
from motcua.dossiers.queries.visible import visible_dossiers
from motcua.dossiers.types import (
    OUTCOME_NAMES,
    STATUS_NAMES,
    FileView,
    ReferralKind,
    ReferralView,
    Status,
)
from motcua.kit import clock, crypto
from motcua.kit.scope import SYSTEM, acting

MOST = 200
# Turns that come with a row; a chronicle without one needs no look for rows.
REFERRING = frozenset({TurnKind.TRANSFERRED, TurnKind.CONSULTED, TurnKind.LINKED})


def seal_question(referral_id: UUID, question: str) -> bytes:
    return crypto.seal(question, row=f"dossier_referral:question:{referral_id}")


def seal_answer(referral_id: UUID, answer: str) -> bytes:
    return crypto.seal(answer, row=f"dossier_referral:answer:{referral_id}")


def question_of(row: Referral) -> str:
    return crypto.unseal(row.content_sealed, row=f"dossier_referral:question:{row.id}")


def answer_of(row: Referral) -> str:
    if row.answer_sealed is None:
        return ""
    return crypto.unseal(row.answer_sealed, row=f"dossier_referral:answer:{row.id}")


def is_late(row: Referral) -> bool:
    """Late is who answers, or is still silent, after the time."""
    return row.due_at is not None and (row.closed_at or clock.now()) > row.due_at


def find_referral(referral_id: UUID) -> Referral:
    row = Referral.objects.filter(pk=referral_id).first()
    if row is None:
        raise ReferralNotFoundError
    return row


def lock_referral(referral_id: UUID, *, actor: Actor, kind: ReferralKind) -> Referral:
    """Find, authorise and lock; row-level security hides what concerns neither side of it."""
    row = Referral.objects.select_for_update(of=("self",)).filter(pk=referral_id, kind=kind).first()
    if row is None or not may_act_on(actor, row):
        raise ReferralNotFoundError
    if row.closed_at is not None:
        raise ReferralClosedError(outcome=OUTCOME_NAMES[row.outcome])
    return row


def referral(*, actor: Actor, referral_id: UUID) -> ReferralView:
    """What either side may see of it: the question, the files chosen for it, the answer."""
    with acting(actor.scope):
        row = find_referral(referral_id)
        if not _concerns(actor, row):
            raise ReferralNotFoundError
        sees = visible_dossiers(actor).filter(pk=row.dossier_id).exists()
        shown = views([row], actor)[0]
    return _with_files(shown, row.file_ids, sees_dossier=sees)


def referral_file(*, actor: Actor, referral_id: UUID, file_id: UUID) -> tuple[str, str, bytes]:
    """A file that was chosen for the other agency, or the result of the child for those who wait."""
    with acting(actor.scope):
        row = find_referral(referral_id)
        if not _concerns(actor, row) or file_id not in {*row.file_ids, row.result_file_id}:
            raise ReferralNotFoundError
    with acting(SYSTEM):
        reader = directory.system_actor("reader")
        ref = documents.file(reader, file_id)
        return ref.name, ref.media_type, documents.content(reader, file_id)


def _concerns(actor: Actor, row: Referral) -> bool:
    return bool(actor.agencies & {row.from_agency_id, row.to_agency_id})


def _with_files(shown: ReferralView, file_ids: list[UUID], *, sees_dossier: bool) -> ReferralView:
    with acting(SYSTEM):
        held = documents.files(file_ids)
        titles = _paper_names(shown.dossier_id)
    files = (held[one] for one in file_ids if one in held)
    named = (FileView(f.id, titles.get(f.id, f.name), f.media_type, f.size) for f in files)
    return replace(shown, sees_dossier=sees_dossier, files=tuple(named))


def _paper_names(dossier_id: UUID) -> dict[UUID, str]:
    """What each file is, in the words of the procedure: a photograph's own name says nothing."""
    dossier = Dossier.objects.get(pk=dossier_id)
    names = {c.code: in_language(c.name) for c in case_of(dossier).components}
    papers = Paper.objects.filter(dossier=dossier)
    return {f: names.get(one.component, "") for one in papers for f in one.file_ids}


def waiting_for_us(*, actor: Actor) -> tuple[ReferralView, ...]:
    """What other agencies need of ours: most urgent first."""
    with acting(actor.scope):
        rows = Referral.objects.filter(closed_at=None, to_agency_id__in=actor.agencies)
        rows = rows.exclude(kind=ReferralKind.LINKED)
        return views(rows.order_by("due_at", "id")[:MOST], actor)


def views(rows: Iterable[Referral], actor: Actor) -> tuple[ReferralView, ...]:
    listed = list(rows)
    names = person_names(who for row in listed for who in (row.asked_by_id, row.closed_by_id))
    return tuple(_view(row, actor, names) for row in listed)


def _view(row: Referral, actor: Actor, names: Mapping[UUID, str]) -> ReferralView:
    return ReferralView(
        referral_id=row.id,
        kind=ReferralKind(row.kind),
        dossier_id=row.dossier_id,
        code=row.dossier_code,
        procedure_name=in_language(catalogue.version(row.version_id).name),
        from_agency=directory.organisation(row.from_agency_id).name,
        to_agency=directory.organisation(row.to_agency_id).name,
        to_agency_id=row.to_agency_id,
        asked_by=names.get(row.asked_by_id, "") if row.asked_by_id else "",
        question=question_of(row),
        opened_at=row.opened_at,
        starts_at=row.starts_at,
        due_at=row.due_at,
        silence=row.silence,
        late=is_late(row),
        outcome=row.outcome,
        outcome_name=str(OUTCOME_NAMES[row.outcome]) if row.outcome else "",
        answer=answer_of(row),
        answered_by=names.get(row.closed_by_id, "") if row.closed_by_id else "",
        closed_at=row.closed_at,
        may_act=row.closed_at is None and may_act_on(actor, row),
        child_id=row.child_id,
        child_code=row.child_code,
        child_status=str(STATUS_NAMES[Status(row.child_status)]) if row.child_status else "",
        result_file_id=row.result_file_id,
    )
