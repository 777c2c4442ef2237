"""A paper confirmed against its original enters the person's archive (TT 01/2023/TT-VPCP)."""

from collections.abc import Sequence
from datetime import date

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import PaperKind
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.documents.types import NewArchived
from motcua.dossiers.errors import FaceMissingError, NothingToDigitiseError
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.types import Confirmed, PaperSource


def keep_confirmed(dossier: Dossier, confirmed: Sequence[Confirmed], *, actor: Actor) -> None:
    """Only papers of which the catalogue knows the kind, and only with a picture of them."""
    if not confirmed:
        return
    rows = Paper.objects.filter(dossier=dossier, superseded_at=None)
    held = {row.component: row for row in rows}
    agency_id = directory.organisation(dossier.received_by_unit_id).agency_id
    for one in confirmed:
        kind = catalogue.kind_digitised_from(dossier.procedure_code, one.component)
        row = held.get(one.component)
        if kind is None or row is None or not row.file_ids or row.source == PaperSource.ARCHIVE:
            raise NothingToDigitiseError(name=_name(dossier, one.component))
        _refuse_faceless(dossier, one)
        new = NewArchived(
            owner_id=dossier.owner_id,
            agency_id=agency_id,
            kind=kind.code,
            title=kind.name.vi,
            number=one.number.strip(),
            issuer=one.issuer.strip(),
            valid_from=one.issued_on,
            valid_to=_valid_to(one, kind),
            file_ids=tuple(row.file_ids),
            dossier_id=dossier.id,
            source=dossier.code,
        )
        documents.archive_paper(actor=actor, new=new)


def _valid_to(one: Confirmed, kind: PaperKind) -> date | None:
    """As written on the paper; otherwise as the law says for its kind."""
    if one.valid_to is not None or one.issued_on is None:
        return one.valid_to
    return documents.valid_until(one.issued_on, kind.valid_months)


def _refuse_faceless(dossier: Dossier, one: Confirmed) -> None:
    if not (one.number.strip() and one.issuer.strip() and one.issued_on):
        raise FaceMissingError(name=_name(dossier, one.component))


def _name(dossier: Dossier, code: str) -> str:
    names = {component.code: component.name for component in case_of(dossier).components}
    return in_language(names[code]) if code in names else code
