"""What a procedure prints and what it costs at one agency, looked up once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, ProcedureVersion
from motcua.demo.pages import scanned_page
from motcua.directory import api as directory
from motcua.directory.types import OrganisationRef
from motcua.documents import api as documents
from motcua.documents.types import ForeignFile, LookedAt
from motcua.dossiers.types import Channel
from motcua.kit.scope import SYSTEM, acting
from motcua.payments import api as payments
from motcua.payments.types import Facts, Line

# Where the Council sets the amount, an official has stated one: invented, as everything here.
STATED, STATED_BY = 20_000, "Mức thu giả lập của lịch sử thử nghiệm"
SAMPLE = "Bản mẫu của lịch sử giả lập"
KEEPER = directory.system_actor("history")


@dataclass(frozen=True, slots=True)
class Printed:
    """The result as its agency prints it; all of one agency share a sample file."""

    code: str
    title: str
    symbol: str
    agency_id: str
    issuer: str
    signer_title: str
    valid_months: int | None
    sample_id: str


@dataclass(frozen=True, slots=True)
class Fees:
    """`lines` as an order stores them."""

    lines: str
    total: int


def printed(version: ProcedureVersion, case: Case, issuing: OrganisationRef) -> Printed:
    template = catalogue.result_template(version.id, case.code)
    title = template.title.vi
    return Printed(
        code=template.result_code,
        title=title,
        symbol=documents.symbol_of(title, issuing.name),
        agency_id=str(issuing.id),
        issuer=issuing.name,
        signer_title="Chủ tịch" if "UBND" in issuing.name else "Giám đốc",
        valid_months=template.valid_months,
        sample_id=str(_sample_id(str(issuing.id))),
    )


def fees(case: Case, answers: Mapping[str, Any]) -> dict[Channel, Fees]:
    """By channel; channels that cost nothing are not in it."""
    found = {channel: _fees(case, channel, answers) for channel in Channel}
    return {channel: one for channel, one in found.items() if one is not None}


def _fees(case: Case, channel: Channel, answers: Mapping[str, Any]) -> Fees | None:
    lines = payments.bill(
        case.fees, Facts(channel=channel.value, answers=answers, case=case.code)
    ).lines
    if not lines:
        return None
    told = [_stated(line) for line in lines]
    return Fees(json.dumps(told), sum(int(line["amount"]) for line in told))


def _stated(line: Line) -> dict[str, Any]:
    stored = payments.stored_line(line)
    if line.amount is None:
        stored |= {"amount": STATED, "legal_source": STATED_BY}
    return stored


# ------------------------------------------------------------------ sample files


def _sample_id(agency_id: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"motcua:history:sample:{agency_id}")


def sample_page() -> LookedAt:
    content = scanned_page(SAMPLE)
    return LookedAt(f"{SAMPLE}.pdf", content, "application/pdf", 1, carries_signature=False)


def write_samples(shown: Mapping[str, Iterable[str]]) -> None:
    """Sample → the agencies whose dossiers hold it. Those that are there stay."""
    page = sample_page()
    files = [
        ForeignFile(
            id=UUID(sample_id),
            file=page,
            owner_id=KEEPER.person_id,
            agencies=tuple(sorted(map(UUID, agencies))),
        )
        for sample_id, agencies in sorted(shown.items())
    ]
    with acting(SYSTEM):
        documents.take_over_files(actor=KEEPER, files=files)


def sample_hash(sample_id: str) -> str:
    """All samples hold the same page."""
    return documents.files([UUID(sample_id)])[UUID(sample_id)].sha256
