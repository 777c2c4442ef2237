"""What a dossier has to pay, written down when it is accepted."""

from uuid import UUID

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.queries.legal_clock import case_of
from motcua.payments import api as payments
from motcua.payments.types import Facts


def open_fee_order(dossier: Dossier, actor: Actor) -> UUID | None:
    """Amounts and their legal source by the case's fees; nothing where nothing is due."""
    fees = case_of(dossier).fees
    if not fees:
        return None
    content = unseal_content(dossier.id, dossier.answers_sealed)
    facts = Facts(channel=dossier.channel, answers=content.answers, case=dossier.case_code)
    lines = payments.bill(fees, facts).lines
    if not lines:
        return None
    return payments.open_order(
        actor=actor,
        dossier_id=dossier.id,
        agency_id=directory.organisation(dossier.received_by_unit_id).agency_id,
        payer_id=dossier.submitter_id,
        lines=lines,
    )
