"""The result of a dossier that ended in another system, as its page shows it."""

from motcua.documents import api as documents
from motcua.dossiers.models import Dossier
from motcua.dossiers.types import ResultView, Status

FINISHED = frozenset({Status.RESOLVED, Status.RESULT_RETURNED})


def taken_over_result(found: Dossier) -> ResultView | None:
    """Its file lies in the owner's archive; nobody of here signed it, so there is no code to verify."""
    if found.state not in FINISHED:
        return None
    held = documents.taken_over_for(found.owner_id, found.id)
    if held is None:
        return None
    return ResultView(
        document_id=None,
        title=held.title,
        state="issued",
        number=held.number,
        issued_on=held.valid_from.isoformat() if held.valid_from else "",
        signer_name=held.issuer,
        file_id=held.file_ids[0],
        verification_code="",
    )
