"""The three ways an entry at the counter ends: accepted, asked to complete, or refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from motcua.channels.officer import paper_ticks
from motcua.channels.officer.counter_entry import Entry
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView, PaperIn, Status, SupplementItem

Files: TypeAlias = "MultiValueDict[str, UploadedFile[bytes]]"


@dataclass(frozen=True, slots=True)
class Ending:
    """`form` is the paper it ends with; `lacks` says what must still be filled in; `after` follows the registration."""

    form: str
    sentence: Promise
    lacks: Callable[[Entry], str]
    after: Callable[[Actor, UUID, Entry, Sequence[PaperIn]], object]


def finish(actor: Actor, entry: Entry, ending: Ending, files: Files) -> DossierView:
    """Register, then end. A second sending of the same page finds the dossier already dealt with."""
    submitted = dossiers.register_at_counter(
        actor=actor,
        key=entry.key,
        procedure_code=entry.version.code,
        case_code=entry.case.code,
        applicant=entry.person.applicant(),
        answers=entry.handed_in(),
        agency_id=entry.agency_id,
    )
    dossier = dossiers.dossier(actor=actor, dossier_id=submitted.dossier_id)
    if dossier.status == Status.SUBMITTED and not dossier.open_supplement:
        uploads = _uploads(actor, dossier.owner_id, entry, files)
        papers = paper_ticks.as_papers(entry.checklist, uploads)
        ending.after(actor, dossier.dossier_id, entry, papers)
    return dossier


def leave_to_citizen(actor: Actor, entry: Entry, files: Files) -> None:
    """Keep what was typed for the citizen to confirm; scans belong to the citizen already."""
    entry_id = dossiers.fill_in_for(
        actor=actor,
        key=entry.key,
        procedure_code=entry.version.code,
        case_code=entry.case.code,
        applicant=entry.person.applicant(),
        answers=entry.handed_in(),
    )
    owner_id = dossiers.assisted_entry(actor=actor, entry_id=entry_id).owner_id
    papers = paper_ticks.as_papers(entry.checklist, _uploads(actor, owner_id, entry, files))
    dossiers.take_entry_papers(actor=actor, entry_id=entry_id, papers=papers)


def _uploads(
    actor: Actor, owner_id: UUID, entry: Entry, files: Files
) -> Mapping[str, tuple[UUID, ...]]:
    """Scans are optional at the counter; they belong to the applicant."""
    uploaded: dict[str, tuple[UUID, ...]] = {}
    for line in entry.checklist:
        for file in files.getlist(line.upload):
            ref = documents.accept_upload(
                actor, name=file.name or "", content=file.read(), owner_id=owner_id
            )
            uploaded[line.code] = (*uploaded.get(line.code, ()), ref.id)
    return uploaded


def _accept(actor: Actor, dossier_id: UUID, entry: Entry, papers: Sequence[PaperIn]) -> None:
    dossiers.accept(
        actor=actor,
        dossier_id=dossier_id,
        papers=papers,
        confirmed=paper_ticks.confirmed(entry.checklist),
    )


def _ask(actor: Actor, dossier_id: UUID, entry: Entry, papers: Sequence[PaperIn]) -> None:
    del papers
    lines = {line.code: line for line in entry.checklist}
    items = [
        SupplementItem(
            "paper", code, _("Nộp: {paper}").format(paper=lines[code].name), lines[code].again
        )
        for code in paper_ticks.missing(entry.checklist)
    ]
    dossiers.request_supplement(
        actor=actor, dossier_id=dossier_id, items=items, reason=entry.reason
    )


def _refuse(actor: Actor, dossier_id: UUID, entry: Entry, papers: Sequence[PaperIn]) -> None:
    del papers
    dossiers.refuse(actor=actor, dossier_id=dossier_id, reason=entry.reason)


def _papers_lacking(entry: Entry) -> str:
    lacking = paper_ticks.missing(entry.checklist)
    names = ", ".join(line.name for line in entry.checklist if line.code in lacking)
    if not names:
        return paper_ticks.faults(entry.checklist)
    return _("Chưa có: {names}. Đánh dấu «Có» nếu đã đủ, hoặc yêu cầu bổ sung một lần.").format(
        names=names
    )


def _nothing_to_ask(entry: Entry) -> str:
    if not paper_ticks.missing(entry.checklist):
        return _("Giấy tờ đã đủ, không có gì để yêu cầu bổ sung. Hãy tiếp nhận.")
    return _no_reason(entry)


def _no_reason(entry: Entry) -> str:
    return "" if entry.reason else _("Nhập lý do để in vào phiếu cho người dân.")


ENDINGS: Mapping[str, Ending] = {
    "accept": Ending(
        "01",
        gettext_lazy("Đã tiếp nhận {code}. Mẫu 01 đã sẵn sàng để in."),
        _papers_lacking,
        _accept,
    ),
    "ask": Ending(
        "02",
        gettext_lazy("Đã lập phiếu yêu cầu bổ sung cho {code} (mẫu 02)."),
        _nothing_to_ask,
        _ask,
    ),
    "refuse": Ending(
        "03", gettext_lazy("Đã từ chối tiếp nhận {code} (mẫu 03)."), _no_reason, _refuse
    ),
}
