"""Papers enter a dossier, by whichever door they came."""

from collections.abc import Sequence

from motcua.documents import api as documents
from motcua.dossiers.models import Dossier, Paper
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
        documents.share(files, dossier.agencies)


def reused_facts(papers: Sequence[PaperIn]) -> dict[str, object]:
    """For the chronicle: which component was met by which paper of the archive."""
    reused = {paper.component: str(paper.archived_id) for paper in papers if paper.archived_id}
    return {"reused": reused} if reused else {}
