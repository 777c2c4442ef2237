"""One submission, dossiers at several agencies: the child is made, followed, and brings its result back."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, LinkedStep
from motcua.directory import api as directory
from motcua.documents import api as documents
from motcua.dossiers.actions.end_early import end_with_main
from motcua.dossiers.actions.submit import Application, file_application
from motcua.dossiers.actions.take_in import settle
from motcua.dossiers.events import ChildMoved, LinkAsked, MainEnded
from motcua.dossiers.models import Dossier, Referral
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.between import answer_at, linked_at
from motcua.dossiers.queries.drafts import Content, unseal_content
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.rules import CONNECTED_REGISTERS
from motcua.dossiers.types import ENDED, Channel, PaperIn, PaperSource, ReferralKind, Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

LINK = directory.system_actor("link")
HAS_RESULT = frozenset({Status.RESOLVED, Status.RESULT_RETURNED})


def open_child(event: LinkAsked) -> None:
    """A dossier of its own: code, receipt, clock. Run twice, there is still one: the row is its key."""
    with acting(SYSTEM):
        row = Referral.objects.select_for_update().get(pk=event.referral_id)
        if row.child_id is not None or row.closed_at is not None:
            return
        parent = Dossier.objects.get(pk=row.dossier_id)
        link = linked_at(case_of(parent), row.step_key)
        if link is None:
            return
        with translation.override(parent.language):
            child = file_application(_application(parent, link, row), actor=LINK)
        row.child_id, row.child_code, row.child_status = child.id, child.code, child.status
        row.save(update_fields=["child_id", "child_code", "child_status"])


def _application(parent: Dossier, link: LinkedStep, row: Referral) -> Application:
    version = catalogue.procedure(link.procedure)
    case = version.case(link.case)
    return Application(
        source_key=row.id,
        version=version,
        case=case,
        agency_id=row.to_agency_id,
        owner_id=parent.owner_id,
        submitter_id=parent.submitter_id,
        channel=Channel(parent.channel),
        content=_content(parent, link),
        papers=_by_data(case),
        matter_id=parent.matter_id or parent.id,
    )


def _content(parent: Dossier, link: LinkedStep) -> Content:
    """Only what the child's form asks for, and where each of it came from."""
    told = unseal_content(parent.id, parent.answers_sealed).answers
    answers: dict[str, Any] = {}
    for path, value in link.fixed.items():
        _put(answers, path, value)
    for path, source in link.answers.items():
        value = answer_at(told, source)
        if value is not None:
            _put(answers, path, value)
    mark = {"source": "linked", "fetched_at": clock.now().isoformat()}
    return Content(answers, {name: dict(mark) for name in answers})


def _put(answers: dict[str, Any], path: str, value: object) -> None:
    *groups, last = path.split(".")
    for group in groups:
        answers = answers.setdefault(group, {})
    answers[last] = value


def _by_data(case: Case) -> tuple[PaperIn, ...]:
    """What a connected register answers is not asked of the person for the child either."""
    return tuple(
        PaperIn(component.code, source=PaperSource.DATA)
        for component in case.components
        if component.required and CONNECTED_REGISTERS & set(component.replaceable_by)
    )


def follow_child(event: ChildMoved) -> None:
    """Status and due date of the child for those who wait; at its end the step that waited goes on."""
    with acting(SYSTEM):
        child = Dossier.objects.get(pk=event.dossier_id)
        found = Referral.objects.filter(child=child).first()
        if found is None:
            return
        if child.state in {*ENDED, Status.RESOLVED}:
            _bring_back(found, child)
        elif found.closed_at is None:
            found.child_status, found.due_at = child.status, child.due_at or found.due_at
            found.save(update_fields=["child_status", "due_at"])


def _bring_back(found: Referral, child: Dossier) -> None:
    parent = lock_dossier(found.dossier_id, actor=LINK, permission=Permission.WORK)
    row = Referral.objects.select_for_update().get(pk=found.pk)
    if row.closed_at is None:
        _close(row, child)
    settle(parent, row)


def _close(row: Referral, child: Dossier) -> None:
    row.child_status = child.status
    row.due_at = child.due_at or row.due_at
    row.closed_at = child.ended_at or clock.now()
    row.outcome = "resolved" if child.state in HAS_RESULT else "failed"
    row.result_file_id = _result_file(child)
    row.save(update_fields=["child_status", "due_at", "closed_at", "outcome", "result_file_id"])


def _result_file(child: Dossier) -> Any:
    if child.state not in HAS_RESULT or child.result_document_id is None:
        return None
    held: Mapping[Any, Any] = documents.documents_by_id([child.result_document_id])
    view = held.get(child.result_document_id)
    return view.file_id if view else None


def end_children(event: MainEnded) -> None:
    """The main dossier was withdrawn or stopped: nobody works on its children any more."""
    with acting(SYSTEM):
        rows = Referral.objects.filter(dossier_id=event.dossier_id, kind=ReferralKind.LINKED)
        children = list(rows.exclude(child=None).values_list("child_id", flat=True))
    for child_id in children:
        with acting(SYSTEM):
            child = lock_dossier(child_id, actor=LINK, permission=Permission.WORK)
            if child.state not in {*ENDED, Status.RESOLVED}:
                end_with_main(child, LINK)
