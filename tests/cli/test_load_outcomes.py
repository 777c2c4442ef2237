"""`./motcua load`: results, archives, fees and files are those of a live finished dossier."""

import pytest
from django.db import connection

from motcua.cli.load import checking
from motcua.directory import api as directory
from motcua.documents import api as documents
from motcua.documents.models import ArchivedPaper, OfficialDocument, OutgoingEntry, StoredFile
from motcua.dossiers.models import Dossier, Turn
from motcua.dossiers.types import Status
from motcua.payments import api as payments
from motcua.payments.models import FeeOrder, Receipt
from tests.cli.history import loaded, written

__all__ = ["loaded", "written"]

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("history")]
MACHINE = directory.system_actor("tests")


def returned(**narrowed):
    return Dossier.objects.filter(status=Status.RESULT_RETURNED, **narrowed)


def test_every_result_handed_over_has_number_seal_and_place_in_its_owners_archive(loaded):
    assert returned().exists()
    for dossier in returned().exclude(result_document_id=None):
        document = OfficialDocument.objects.get(pk=dossier.result_document_id)
        assert (document.dossier_id, document.state) == (dossier.id, "issued")
        signed = Turn.objects.get(dossier_id=dossier.id, kind="step_done", facts__kind="sign")
        assert (document.signed_at, document.signer_id) == (signed.at, signed.actor_id)
        view = documents.documents_by_id([document.id])[document.id]
        paper = ArchivedPaper.objects.get(document=document)
        held = documents.archived_by_id([paper.id])[paper.id]
        assert (held.number, held.source) == (view.number, dossier.code)
        assert held.owner_id == dossier.owner_id
        assert view.signer_name


def test_numbers_of_each_register_run_without_gap_and_are_found_by_what_is_printed(loaded):
    series = {}
    for entry in OutgoingEntry.objects.all():
        series.setdefault((entry.agency_id, entry.year, entry.symbol), []).append(entry.number)
    assert series
    for numbers in series.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
    entry = OutgoingEntry.objects.first()
    shown = documents.printed_number(entry.number, entry.symbol)
    assert entry.document.dossier_id in documents.dossiers_with_number([entry.agency_id], shown)


def test_results_that_are_in_force_are_found_for_reuse(loaded):
    paper = ArchivedPaper.objects.filter(valid_to=None).first()
    assert paper.id in {one.id for one in documents.usable_papers(paper.owner_id, {paper.kind})}


def test_whoever_accepted_it_charged_it_and_what_was_handed_over_is_settled(loaded):
    orders = FeeOrder.objects.all()
    assert orders
    for order in orders:
        view = payments.order_of(order.dossier_id)
        assert view.complete
        assert view.left_to_pay == 0
        assert view.opened_at == Dossier.objects.get(pk=order.dossier_id).accepted_at
    numbers = list(Receipt.objects.values_list("number", flat=True))
    assert numbers
    assert len(numbers) == len(set(numbers))
    assert not FeeOrder.objects.filter(
        dossier_id__in=Dossier.objects.filter(accepted_at=None).values("id")
    ).exists()


def test_files_are_shared_and_no_retention_takes_them_from_the_others(loaded):
    shared = StoredFile.objects.all()
    assert 0 < shared.count() < Dossier.objects.count()
    held = ArchivedPaper.objects.first().file_ids
    assert documents.erase(held) == 0
    assert documents.content(MACHINE, held[0]).startswith(b"%PDF-")


def test_a_broken_register_would_be_noticed(loaded):
    entry = OutgoingEntry.objects.first()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_counter SET last = last + 1 WHERE agency_id = %s", [entry.agency_id]
        )
    [found, *_] = checking.report(sample=1).violated
    assert "without gap" in found
