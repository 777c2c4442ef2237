"""`./motcua load`, cut off and begun again: nothing is doubled, nothing is missing."""

import pytest
from django.db import connection

from motcua.cli.load import checking, writing
from motcua.directory import api as directory
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import CodeSerial, Dossier, Paper, Step, Turn
from motcua.kit.scope import SYSTEM, acting
from tests.cli.history import HISTORY, TOTAL, all_chunks, write
from tests.cli.test_load_outcomes import returned
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def test_cut_in_the_middle_it_goes_on_and_nothing_is_doubled(province_with_procedures):
    """Nor is there a gap in a register."""
    chunks = all_chunks()
    write(chunks[:3])
    with pytest.raises(Exception, match="duplicate key"):
        writing.write_chunk(HISTORY, chunks[0])
    missing = writing.missing_chunks(HISTORY, chunks)
    assert missing == chunks[3:]
    write(missing)
    assert writing.missing_chunks(HISTORY, chunks) == []
    assert writing.missing_persons(HISTORY, 50) == []
    with acting(SYSTEM):
        assert Dossier.objects.count() == TOTAL
        assert sum(CodeSerial.objects.values_list("last", flat=True)) == TOTAL
    assert checking.report(sample=10).violated == ()


def test_a_chunk_that_fails_leaves_nothing(province_with_procedures):
    [chunk, *_] = all_chunks()
    write([chunk])
    with acting(SYSTEM):
        before = (Dossier.objects.count(), Turn.objects.count(), Step.objects.count())
    with pytest.raises(Exception, match="duplicate key"):
        writing.write_chunk(HISTORY, chunk)
    with acting(SYSTEM):
        assert before == (Dossier.objects.count(), Turn.objects.count(), Step.objects.count())
        assert sum(CodeSerial.objects.values_list("last", flat=True)) == before[0]


def test_the_same_numbers_make_the_same_history(province_with_procedures):
    [first, *_] = all_chunks()
    write([first])
    with acting(SYSTEM):
        ids = set(Dossier.objects.values_list("id", "code", "submitted_at", "owner_name"))
        steps = set(Step.objects.values_list("id", "done_at"))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "TRUNCATE payments_fee_order, payments_receipt, payments_receipt_counter,"
                " documents_document, documents_outgoing, documents_archived, documents_counter,"
                " documents_version, dossier_search, dossier_content, dossier_content_waiting, dossier, dossier_turn, dossier_step, dossier_paper,"
                " dossier_supplement, dossier_correction, dossier_form, dossier_code_serial CASCADE"
            )
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    write([first])
    with acting(SYSTEM):
        assert ids == set(Dossier.objects.values_list("id", "code", "submitted_at", "owner_name"))
        assert steps == set(Step.objects.values_list("id", "done_at"))


def test_officials_see_result_and_papers_and_open_their_file(province_with_procedures):
    write(all_chunks()[-3:])
    with acting(SYSTEM):
        sent = Paper.objects.exclude(file_ids=[]).values("dossier_id")
        dossier = returned(id__in=sent).exclude(result_document_id=None)[0]
    head = make.Desk(directory.organisation(dossier.agency_id).code).receptionist

    view = dossiers.dossier(actor=head, dossier_id=dossier.id)

    files = [file for paper in view.papers for file in paper.files]
    assert view.result.number
    assert view.result.state == "issued"
    for file_id in (files[0].file_id, view.result.file_id):
        _name, _type, content = dossiers.dossier_file(
            actor=head, dossier_id=dossier.id, file_id=file_id
        )
        assert content.startswith(b"%PDF-")
