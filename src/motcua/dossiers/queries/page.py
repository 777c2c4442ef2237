"""One dossier on one page: for its applicant, for an official, or for whoever holds its secret."""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor, PersonView
from motcua.documents import api as documents
from motcua.dossiers.errors import FileNotHereError, WrongSecretError
from motcua.dossiers.models import (
    CorrectionOrder,
    Dossier,
    Paper,
    PrintedForm,
    Referral,
    Step,
    SupplementRequest,
    Turn,
)
from motcua.dossiers.permissions import Permission, may
from motcua.dossiers.queries.corrections import view_of as correction_view
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.queries.form_data import note_of
from motcua.dossiers.queries.further import further_of
from motcua.dossiers.queries.handed_in import handed_in, persons_in
from motcua.dossiers.queries.holding import holding
from motcua.dossiers.queries.legal_clock import case_of, clock_view, turns_of
from motcua.dossiers.queries.messages import unread_of
from motcua.dossiers.queries.moments import allowed_now
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.page_content import papers_of, sections_of
from motcua.dossiers.queries.page_steps import steps_of
from motcua.dossiers.queries.recorded import RECORDED, was_told_elsewhere
from motcua.dossiers.queries.referrals import REFERRING, views as referral_views
from motcua.dossiers.queries.supplements import facts_of_requests, view_of as supplement_view
from motcua.dossiers.queries.taken_over import taken_over_result
from motcua.dossiers.queries.timeline import FORM_TITLES, timeline
from motcua.dossiers.queries.visible import visible_dossier
from motcua.dossiers.types import (
    STATUS_NAMES,
    Channel,
    CorrectionView,
    DossierView,
    FileView,
    NoteView,
    ResultView,
    StepView,
    SupplementView,
)
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting


def dossier(*, actor: Actor, dossier_id: UUID) -> DossierView:
    """Everything this actor may see of it. Raises DossierNotFoundError."""
    with acting(actor.scope):
        found = visible_dossier(dossier_id, actor=actor)
        return _view(found, actor)


def standing(*, actor: Actor, dossier_id: UUID) -> DossierView:
    """Where it stands and what may be done now, for an act that is about to be tried."""
    with acting(actor.scope):
        found = visible_dossier(dossier_id, actor=actor)
        steps = steps_of(found, actor, {})
        papers = papers_of(found, unseal_content(found.id, found.answers_sealed))
        return replace(_head(found, ()), steps=steps, papers=papers, may=_may(actor, found, steps))


def track(*, code: str, secret: str) -> DossierView:
    """With code and secret, anybody may follow it: no answers, no papers, no internal notes."""
    with acting(SYSTEM):
        found = _by_secret(code, secret)
        turns = turns_of(found)
        view = _head(found, turns)
        printed = _printed(found)
        steps = steps_of(found, None, {})
        return replace(
            view,
            owner_name=_initials(found.owner_name),
            timeline=timeline(found, turns, steps, printed),
            held=holding(found, steps, _referrals(found, turns)),
            result=_result(found),
            forms=_forms(printed),
            secret=secret.strip().upper(),
        )


def tracked_file(*, code: str, secret: str, file_id: UUID) -> tuple[str, str, bytes]:
    """A form or the signed result, for whoever holds the secret."""
    with acting(SYSTEM):
        found = _by_secret(code, secret)
        result = _result(found)
        public = {form.file_id for form in _printed(found)}
        if result is not None and result.state == "issued" and result.file_id is not None:
            public.add(result.file_id)
        return _file(file_id, public)


def dossier_file(*, actor: Actor, dossier_id: UUID, file_id: UUID) -> tuple[str, str, bytes]:
    """Name, media type and content of a file that belongs to this dossier."""
    with acting(actor.scope):
        found = visible_dossier(dossier_id, actor=actor)
        here = {f for paper in Paper.objects.filter(dossier=found) for f in paper.file_ids}
        here |= {form.file_id for form in _printed(found)} | _signed(found)
        result = _result(found)
        if result is not None and result.file_id and _may_read_result(actor, result):
            here.add(result.file_id)
        if file_id not in here:
            raise FileNotHereError
    with acting(SYSTEM):
        return _file(file_id, here)


def secret_of(*, actor: Actor, dossier_id: UUID) -> str:
    with acting(actor.scope):
        return visible_dossier(dossier_id, actor=actor).secret


def _file(file_id: UUID, here: set[UUID]) -> tuple[str, str, bytes]:
    if file_id not in here:
        raise FileNotHereError
    reader = directory.system_actor("reader")
    ref = documents.file(reader, file_id)
    return ref.name, ref.media_type, documents.content(reader, file_id)


def _may_read_result(actor: Actor, result: ResultView) -> bool:
    return actor.kind != "citizen" or result.state == "issued"


def _by_secret(code: str, secret: str) -> Dossier:
    found = Dossier.objects.filter(code=code.strip().upper()).first()
    given = secret.strip().upper()
    if found is None or not hmac.compare_digest(found.secret.encode(), given.encode()):
        raise WrongSecretError
    return found


def _initials(name: str) -> str:
    *family, given = name.split() or [""]
    return " ".join([*(f"{part[0]}." for part in family), given])


def _head(found: Dossier, turns: Sequence[Turn]) -> DossierView:
    version = catalogue.version(found.version_id)
    return DossierView(
        dossier_id=found.id,
        code=found.code,
        status=found.state,
        status_name=str(STATUS_NAMES[found.state]),
        procedure_code=found.procedure_code,
        procedure_name=in_language(version.name),
        version_id=found.version_id,
        case_code=found.case_code,
        case_name=in_language(case_of(found).name),
        channel=Channel(found.channel),
        agency_id=found.agency_id,
        agency_name=directory.organisation(found.agency_id).name,
        owner_id=found.owner_id,
        owner_name=found.owner_name,
        owner_masked_id="",
        submitter_name="",
        submitted_at=found.submitted_at,
        accepted_at=found.accepted_at,
        clock=clock_view(found, turns, now=clock.now()),
        sections=(),
        papers=(),
        timeline=(),
        steps=(),
        supplements=(),
        result=None,
        forms=(),
        may=frozenset(),
        last_seq=found.last_seq,
    )


def _view(found: Dossier, actor: Actor) -> DossierView:
    turns = turns_of(found)
    requests = list(SupplementRequest.objects.filter(dossier=found).order_by("requested_at"))
    rows = list(Step.objects.filter(dossier=found).order_by("opened_at", "id"))
    people = _people(found, turns, rows, requests)
    names = {person_id: person.name for person_id, person in people.items()}
    steps = steps_of(found, actor, names, rows)
    referrals = _referrals(found, turns)
    asked = facts_of_requests(turns)
    supplements = tuple(
        supplement_view(r, names.get(r.asked_by_id, ""), asked.get(str(r.id), {})) for r in requests
    )
    result = _result(found)
    printed = _printed(found)
    content = unseal_content(found.id, found.answers_sealed)
    return replace(
        _head(found, turns),
        owner_masked_id=people[found.owner_id].masked_personal_id,
        submitter_name=names.get(found.submitter_id, ""),
        sections=sections_of(found, content),
        papers=papers_of(found, content),
        timeline=timeline(found, turns, steps, printed),
        steps=steps,
        supplements=supplements,
        open_supplement=_open(supplements),
        result=result if result and _may_read_result(actor, result) else None,
        forms=_forms(printed),
        may=_may(actor, found, steps),
        handed_in=handed_in(turns, names),
        notes=_notes(turns, names) if actor.kind != "citizen" else (),
        unread=unread_of([found.id], by_citizen=actor.kind != "citizen").get(found.id, 0),
        secret=found.secret if actor.kind == "citizen" else "",
        corrections=_corrections(found, actor) if actor.kind != "citizen" else (),
        further=further_of(found, actor) if actor.kind != "citizen" and supplements else (),
        held=holding(found, steps, referrals),
        referrals=referral_views(referrals, actor) if referrals else (),
        main_id=found.matter_id,
    )


def _people(
    found: Dossier, turns: Sequence[Turn], rows: Iterable[Step], asked: Iterable[SupplementRequest]
) -> dict[UUID, PersonView]:
    """Everybody who is named on the page, in one statement."""
    named = {
        found.owner_id,
        found.submitter_id,
        *(turn.actor_id for turn in turns),
        *(behalf_of(turn) for turn in turns),
        *persons_in(turns),
        *(row.assignee_id for row in rows),
        *(request.asked_by_id for request in asked),
    }
    return directory.persons([person_id for person_id in named if person_id is not None])


def _referrals(found: Dossier, turns: Sequence[Turn]) -> list[Referral]:
    """No statement where the chronicle tells of none."""
    if not any(turn.kind in REFERRING for turn in turns):
        return []
    return list(Referral.objects.filter(dossier=found).order_by("opened_at", "id"))


def _open(supplements: Iterable[SupplementView]) -> SupplementView | None:
    return next((request for request in supplements if request.answered_at is None), None)


def _may(actor: Actor, found: Dossier, steps: Sequence[StepView]) -> frozenset[str]:
    """What the table grants, of what the moment allows."""
    kinds = {step.kind for step in steps if step.done_at is None}
    mine = {step.kind for step in steps if step.done_at is None and step.mine}
    now = allowed_now(found, kinds, mine)
    return frozenset(p.value for p in Permission if p in now and may(actor, p, found))


def _signed(found: Dossier) -> set[UUID]:
    """The scan of an application that an official typed and its owner signed."""
    handed = handed_in(turns_of(found), {})
    return {handed.signed_file_id} if handed and handed.signed_file_id else set()


def _printed(found: Dossier) -> list[PrintedForm]:
    return list(PrintedForm.objects.filter(dossier=found).order_by("made_at"))


def _forms(printed: Sequence[PrintedForm]) -> tuple[FileView, ...]:
    """Under the names that people know them by."""
    files = documents.files([form.file_id for form in printed])
    return tuple(
        FileView(f.id, str(FORM_TITLES.get(form.number, f.name)), f.media_type, f.size)
        for form in printed
        if (f := files.get(form.file_id)) is not None
    )


def _result(found: Dossier) -> ResultView | None:
    if found.result_document_id is None:
        return taken_over_result(found)
    view = documents.documents_by_id([found.result_document_id]).get(found.result_document_id)
    if view is None:
        return None
    return ResultView(
        document_id=view.id,
        title=view.title,
        state=view.state,
        number=view.number,
        issued_on=view.issued_on.isoformat() if view.issued_on else "",
        signer_name=view.signer_name,
        file_id=view.file_id,
        verification_code=view.verification_code,
    )


def _notes(turns: Iterable[Turn], names: Mapping[UUID, str]) -> tuple[NoteView, ...]:
    """Everything that happened, in order, with what people wrote."""
    return tuple(
        NoteView(
            at=turn.at,
            who=_who(turn, names),
            text=note_of(turn),
            title=str(RECORDED[turn.kind]),
        )
        for turn in turns
    )


def _who(turn: Turn, names: Mapping[UUID, str]) -> str:
    if was_told_elsewhere(turn):
        return _("theo hệ thống cũ")
    name = names.get(turn.actor_id, "") if turn.actor_id else ""
    giver = behalf_of(turn)
    if giver is None:
        return name
    return _("{name}, thay mặt {giver}").format(name=name, giver=names.get(giver, ""))


def behalf_of(turn: Turn) -> UUID | None:
    stated = turn.facts.get("on_behalf_of")
    return UUID(stated) if isinstance(stated, str) else None


def _corrections(found: Dossier, actor: Actor) -> tuple[CorrectionView, ...]:
    if found.ended_at is None:
        return ()  # only what has ended can be corrected
    orders = CorrectionOrder.objects.filter(dossier=found)
    return tuple(correction_view(order, found, actor) for order in orders)
