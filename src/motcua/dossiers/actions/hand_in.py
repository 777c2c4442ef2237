"""Papers enter a dossier, by whichever door they came."""

from collections.abc import Collection, Sequence
from uuid import UUID

from motcua.documents import api as documents
from motcua.dossiers.models import Dossier, FileForAnother, Paper
from motcua.dossiers.types import PaperIn
from motcua.kit import clock


def write_papers(dossier: Dossier, papers: Sequence[PaperIn]) -> None:
    """The caller has looked up what is used again (`queries.reuse.with_reused`)."""
    Paper.objects.bulk_create(
        Paper(
            dossier=dossier,
            component=paper.component,
            source=paper.source,
            file_ids=list(paper.file_ids),
            archived_id=paper.archived_id,
            originals=paper.originals,
            copies=paper.copies,
            handed_in_at=clock.now(),
        )
        for paper in papers
    )
    files = [file_id for paper in papers for file_id in paper.file_ids]
    if files:
        show_to_representative(dossier, files)
        documents.share(files, dossier.agencies)


def show_to_representative(dossier: Dossier, file_ids: Collection[UUID]) -> None:
    """What becomes part of a dossier exists for whoever handed it in for its owner."""
    if dossier.submitter_id != dossier.owner_id:
        FileForAnother.objects.bulk_create(
            [FileForAnother(dossier=dossier, file_id=file_id) for file_id in set(file_ids)],
            ignore_conflicts=True,
        )


def reused_facts(papers: Sequence[PaperIn]) -> dict[str, object]:
    """For the chronicle: which component was met by which paper of the archive."""
    reused = {paper.component: str(paper.archived_id) for paper in papers if paper.archived_id}
    return {"reused": reused} if reused else {}
