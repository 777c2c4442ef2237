"""Papers of many dossiers: one for all rows, or each row's own in a ZIP."""

import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.documents.errors import FileMissingError
from motcua.documents.models import StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.batches.layout import OWN_NUMBER
from motcua.dossiers.models import Dossier, Paper
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make, sheets
from tests.dossiers.sheets import leader

__all__ = ["leader"]
pytestmark = pytest.mark.django_db


def authorised(number, **changed):
    version = sheets.catalogue.procedure(make.MARITAL)
    asks = next(
        n
        for n, p in enumerate(sheets.catalogue.form(version.id).sample_people)
        if p["answers"].get("cho_ai") == "nguoi_khac"
    )
    return {
        **sheets.typed(make.sample_answers(version, asks)),
        OWN_NUMBER: str(number),
        "da_cap_truoc": "Không",
        **changed,
    }


def wanted_papers():
    version = sheets.catalogue.procedure(make.MARITAL)
    return [c for c in version.cases[0].components if c.mode == "submit" and c.required]


def test_a_paper_for_all_rows_is_one_file_that_each_dossier_refers_to(leader):
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}
    paper = make.stored_file(leader)
    rows = [authorised(1), authorised(2), sheets.person(3)]
    lacking = sheets.checked(leader, rows)
    batch_id = sheets.checked(leader, rows, papers={code: [paper.id]})

    assert "Thiếu giấy tờ" in sheets.faults(leader, lacking)[4][0][1]
    assert sheets.figures(leader, batch_id)[:2] == (3, 0)
    sheets.filed(leader, batch_id)
    with acting(SYSTEM):
        given = list(Paper.objects.filter(component=code))
    assert [row.file_ids for row in given] == [[paper.id], [paper.id]]


def test_a_row_names_its_own_paper_inside_the_zip(leader):
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}
    column = f"giay.{code}"
    scan = make.scanned_page("Văn bản ủy quyền")
    archive = sheets.zipped(An__pdf=scan, xau__pdf=b"%PDF-1.4 broken")
    rows = [
        authorised(1, **{column: "an.pdf"}),
        authorised(2, **{column: "khong-co.pdf"}),
        authorised(3, **{column: "xau.pdf"}),
        authorised(4),
    ]
    batch_id = sheets.checked(leader, rows, archive=archive)

    told = {row: faults[0][1] for row, faults in sheets.faults(leader, batch_id).items()}
    assert sheets.figures(leader, batch_id)[:2] == (1, 3)
    assert "Không thấy tệp «khong-co.pdf» trong ZIP" in told[5]
    assert "xau.pdf" in told[6]
    assert "Thiếu giấy tờ" in told[7]
    sheets.filed(leader, batch_id)
    with acting(SYSTEM):
        assert Paper.objects.filter(component=code).count() == 1


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_is_packed_unusually_is_told_and_stops_no_other_row(leader, packed):
    """Broken inside, it raises errors of its own: the row says so, the job goes on."""
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}
    sent = sheets.zipped(packed=packed, An__pdf=b"%PDF-1.4" + b"x" * 90_000)
    torn = bytearray(sent.content)
    torn[45:70] = bytes(byte ^ 0x5A for byte in torn[45:70])
    rows = [authorised(1, **{f"giay.{code}": "an.pdf"}), sheets.person(2)]

    batch_id = sheets.checked(leader, rows, archive=replace(sent, content=bytes(torn)))

    assert "«an.pdf» trong ZIP bị hỏng" in sheets.faults(leader, batch_id)[4][0][1]
    assert sheets.figures(leader, batch_id)[:2] == (1, 1)


def test_what_was_filed_of_a_shared_paper_goes_with_the_last_dossier(leader):
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}
    paper = make.stored_file(leader)
    batch_id = sheets.checked(leader, [authorised(1), authorised(2)], papers={code: [paper.id]})
    sheets.filed(leader, batch_id)
    first, second = sheets.filed_dossiers()

    def purge(dossier):
        with acting(SYSTEM):
            Dossier.objects.filter(pk=dossier.id).update(
                keep_until=clock.today() - timedelta(days=1)
            )
        dossiers.purge_expired()
        with acting(SYSTEM):
            return StoredFile.objects.get(pk=paper.id).erased_at

    assert purge(first) is None
    assert purge(second) is not None


def test_a_paper_that_is_not_ones_own_cannot_be_shared_with_an_agency(leader):
    stranger = make.another_citizen()
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}

    with pytest.raises(FileMissingError):
        sheets.uploaded(
            leader,
            sheets.book([sheets.person(1)]),
            papers={code: [make.stored_file(stranger).id]},
        )

    assert dossiers.batches(actor=leader) == ()
