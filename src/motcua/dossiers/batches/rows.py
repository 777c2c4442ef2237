"""One row as an application: the draft it would be by hand, and every refusal it would meet."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from uuid import UUID

from django.utils.translation import gettext

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Component
from motcua.dossiers.batches.layout import OWN_NUMBER, Layout, layout_of, paper_name
from motcua.dossiers.batches.row_answers import RowRead, read_row
from motcua.dossiers.batches.sheet import Fault
from motcua.dossiers.batches.words import in_both, language
from motcua.dossiers.models import Batch, BatchRow, Draft
from motcua.dossiers.queries.answers import facts_of
from motcua.dossiers.queries.drafts import Content, seal_content
from motcua.dossiers.queries.wanted import wanted_components
from motcua.dossiers.types import Channel
from motcua.kit import clock, crypto


def layout_of_batch(batch: Batch) -> Layout:
    return layout_of(batch.version_id, batch.case_code)


def key_of(batch: Batch, cells: Mapping[str, str]) -> UUID:
    """Of whose matter and what it says: the same row is the same dossier, in whatever file it comes."""
    said = [
        str(batch.for_id or batch.person_id),
        batch.procedure_code,
        batch.case_code,
        str(batch.agency_id),
        dict(sorted(cells.items())),
    ]
    digest = crypto.blind_index(json.dumps(said, ensure_ascii=False), kind="dossier_batch:row")
    return UUID(bytes=digest[:16], version=5)


def read_cells(batch: Batch, cells: Mapping[str, str]) -> RowRead:
    return read_row(
        catalogue.form(batch.version_id),
        layout_of_batch(batch),
        cells,
        today=clock.today(),
        facts=facts_of(batch.case_code, Channel.ONLINE),
    )


def draft_of(batch: Batch, row: BatchRow, content: Content) -> Draft:
    """As the person's own draft would be; it is never stored."""
    case = catalogue.version(batch.version_id).case(batch.case_code)
    asked = wanted_components(case, content.answers, channel=Channel.ONLINE)
    given = {**batch.papers, **row.papers}
    return Draft(
        id=row.key,
        person_id=batch.person_id,
        for_id=batch.for_id,
        version_id=batch.version_id,
        procedure_code=batch.procedure_code,
        case_code=batch.case_code,
        agency_id=batch.agency_id,
        content_sealed=seal_content(
            row.key, answers=content.answers, provenance=content.provenance
        ),
        papers={c.code: given[c.code] for c in asked if c.code in given},
        replaced={c.code: batch.replaced[c.code] for c in asked if c.code in batch.replaced},
    )


def papers_lacking(components: Iterable[Component]) -> Iterator[Fault]:
    for component in components:
        yield Fault(paper_name(component.code), in_both(partial(_lacks, component)))


def _lacks(component: Component) -> str:
    return gettext(
        "Thiếu giấy tờ: {name}. Hãy ghi tên tệp trong ZIP vào cột này, hoặc gửi lại danh sách kèm "
        "một bản dùng chung."
    ).format(name=component.name.say(language()))


# ------------------------------------------------------------------ sealed


def seal_cells(row_id: UUID, cells: Mapping[str, str]) -> bytes:
    return crypto.seal_json(dict(cells), row=f"dossier_batch_row:cells:{row_id}")


def cells_of(row: BatchRow) -> dict[str, str]:
    if row.cells_sealed is None:
        return {}
    stored = crypto.unseal_json(row.cells_sealed, row=f"dossier_batch_row:cells:{row.id}")
    if not isinstance(stored, dict):
        raise crypto.SealBrokenError
    return stored


def own_number_in(cells: Mapping[str, str]) -> dict[str, str]:
    """All that is kept of a row that is a dossier: by what its sender calls it."""
    return {name: words for name, words in cells.items() if name == OWN_NUMBER}


def seal_faults(row_id: UUID, faults: tuple[Fault, ...]) -> bytes | None:
    if not faults:
        return None
    told = [{"name": f.name, "typed": f.typed, **f.message.as_dict()} for f in faults]
    return crypto.seal_json(told, row=f"dossier_batch_row:faults:{row_id}")


def faults_in(row: BatchRow) -> list[dict[str, str]]:
    if row.faults_sealed is None:
        return []
    stored = crypto.unseal_json(row.faults_sealed, row=f"dossier_batch_row:faults:{row.id}")
    if not isinstance(stored, list):
        raise crypto.SealBrokenError
    return stored
