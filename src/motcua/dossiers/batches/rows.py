"""One row as an application: the draft it would be by hand, and every refusal it would meet."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from uuid import UUID

from django.utils.translation import gettext

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, Component
from motcua.dossiers.batches.layout import OWN_NUMBER, Layout, layout_of, paper_name
from motcua.dossiers.batches.row_reading import RowRead, Told, read_row, told_by
from motcua.dossiers.batches.sheet import Fault
from motcua.dossiers.batches.words import in_both, language
from motcua.dossiers.models import Batch, BatchRow, Draft
from motcua.dossiers.queries.answers import facts_of
from motcua.dossiers.queries.drafts import Content, seal_content
from motcua.dossiers.queries.reuse import Offers, offers
from motcua.dossiers.queries.wanted import wanted_components
from motcua.dossiers.types import Channel, Reusable
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import SourceRecord
from motcua.kit import clock, crypto


def in_own_name(batch: Batch) -> bool:
    """Whether a register can be asked: it answers about oneself, about what this form asks."""
    return batch.for_id is None and forms.asks_population(catalogue.form(batch.version_id))


def layout_of_batch(batch: Batch) -> Layout:
    return layout_of(batch.version_id, batch.case_code)


def key_of(batch: Batch, cells: Mapping[str, str]) -> UUID:
    """Of whose matter and what it says: the same row is the same dossier, in whatever file it comes.

    Cells that only repeat what is known are left out by the caller: empty or written, it is one row.
    """
    said = [
        str(batch.for_id or batch.person_id),
        batch.procedure_code,
        batch.case_code,
        str(batch.agency_id),
        dict(sorted(cells.items())),
    ]
    digest = crypto.blind_index(json.dumps(said, ensure_ascii=False), kind="dossier_batch:row")
    return UUID(bytes=digest[:16], version=5)


def read_cells(batch: Batch, cells: Mapping[str, str], told: Told | None) -> RowRead:
    return read_row(
        catalogue.form(batch.version_id),
        layout_of_batch(batch),
        cells,
        today=clock.today(),
        facts=facts_of(batch.case_code, Channel.ONLINE),
        told=told,
    )


def draft_of(batch: Batch, row: BatchRow, content: Content) -> Draft:
    """As the person's own draft would be; it is never stored."""
    case = case_of_batch(batch)
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
        reused=row.reused,
    )


def case_of_batch(batch: Batch) -> Case:
    return catalogue.version(batch.version_id).case(batch.case_code)


def offers_of(batch: Batch) -> Offers:
    """What the owner's archive holds for its rows, as on the page of papers. One statement for all."""
    return offers(batch.procedure_code, case_of_batch(batch), batch.for_id or batch.person_id)


def reused_for(missing: Iterable[Component], case: Case, offered: Offers) -> dict[str, str]:
    """Component → the one paper of the archive that meets it; where there are several, nobody chooses."""
    found: dict[str, str] = {}
    for component in missing:
        papers = _meeting(component, case, offered)
        if len({one.archived_id for _code, one in papers}) == 1:
            code, paper = papers[0]
            found[code] = str(paper.archived_id)
    return found


def _meeting(component: Component, case: Case, offered: Offers) -> list[tuple[str, Reusable]]:
    """Of alternatives, one is enough: what meets any of them."""
    group = component.one_of_group
    codes = [c.code for c in case.components if c.one_of_group == group] if group else []
    return [(code, one) for code in codes or [component.code] for one in offered.get(code, ())]


def papers_lacking(components: Iterable[Component], case: Case, offered: Offers) -> Iterator[Fault]:
    for component in components:
        count = len({one.archived_id for _code, one in _meeting(component, case, offered)})
        say = partial(_many, component, count) if count else partial(_lacks, component)
        yield Fault(paper_name(component.code), in_both(say))


def papers_lapsed(row: BatchRow, offered: Offers) -> tuple[Fault, ...]:
    """Papers of the archive that were shown with the row and cannot be used any more."""
    return tuple(
        Fault(paper_name(code), in_both(_lapsed))
        for code, held in row.reused.items()
        if held not in {str(one.archived_id) for one in offered.get(code, ())}
    )


def _lapsed() -> str:
    return gettext(
        "Bản trong kho giấy tờ không còn dùng lại được (hết hạn hoặc đã được thay). Hãy ghi tên tệp trong ZIP "
        "vào cột này rồi gửi lại."
    )


def _many(component: Component, count: int) -> str:
    return gettext(
        "Thiếu giấy tờ: {name}. Kho giấy tờ có {count} bản nên máy không chọn thay bạn. Hãy ghi tên tệp trong "
        "ZIP vào cột này, hoặc nộp riêng hồ sơ này qua mạng để chọn bản."
    ).format(name=component.name.say(language()), count=count)


def _lacks(component: Component) -> str:
    return gettext(
        "Thiếu giấy tờ: {name}. Hãy ghi tên tệp trong ZIP vào cột này, hoặc gửi lại danh sách kèm "
        "một bản dùng chung."
    ).format(name=component.name.say(language()))


# ------------------------------------------------------------------ sealed


def seal_known(batch_id: UUID, record: SourceRecord) -> bytes:
    return crypto.seal_json(forms.record_as_json(record), row=_known_in(batch_id))


def known_of(batch: Batch) -> Told | None:
    """What the register said of who sent it; None in another's name, or where it said nothing."""
    if batch.known_sealed is None:
        return None
    stored = crypto.unseal_json(batch.known_sealed, row=_known_in(batch.id))
    if not isinstance(stored, dict):
        raise crypto.SealBrokenError
    facts = facts_of(batch.case_code, Channel.ONLINE)
    return told_by(forms.record_from_json(stored), catalogue.form(batch.version_id), facts)


def _known_in(batch_id: UUID) -> str:
    return f"dossier_batch:known:{batch_id}"


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
