import datetime as dt
import uuid

import pytest

from motcua.audit.models import Entry
from motcua.documents import api as documents, errors
from motcua.documents.events import DocumentIssued, DocumentSentBack, DocumentSigned
from motcua.documents.models import DocumentVersion, OfficialDocument, OutgoingEntry
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.documents.factories import PIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """Events published while a test runs."""
    heard = []
    for module in ("sign_document", "issue_document", "turn_document"):
        monkeypatch.setattr(f"motcua.documents.actions.{module}.publish", heard.append)
    return heard


def stored(document_id):
    with acting(SYSTEM):
        return OfficialDocument.objects.get(pk=document_id)


def sign(office, document_id, *, actor=None, pin=PIN):
    return documents.sign(actor=actor or office.leader, document_id=document_id, pin=pin)


def verbs(document_id):
    with acting(SYSTEM):
        return [row.verb for row in Entry.objects.filter(object_id=str(document_id)).order_by("id")]


# ------------------------------------------------------------------ the way through


def test_a_result_goes_from_draft_to_a_verifiable_document(office, told):
    document_id = office.issued()

    view = office.view(document_id)
    verdict = documents.verify_file(office.pdf(document_id))

    assert (view.state, view.number, view.signer_name) == ("issued", "01/GXN-UBND", "Trần Văn Ổn")
    assert verdict.ok, verdict
    assert [s.role for s in verdict.signatures] == ["leader", "seal"]
    assert verbs(document_id) == ["document.propose", "document.sign", "document.issue"]
    dossier_id = view.dossier_id
    assert told == [
        DocumentSigned(document_id=document_id, dossier_id=dossier_id),
        DocumentIssued(document_id=document_id, dossier_id=dossier_id),
    ]


def test_every_version_is_kept(office):
    document_id = office.issued()

    with acting(SYSTEM):
        versions = DocumentVersion.objects.filter(document_id=document_id).order_by("version")
        assert [(v.version, v.state) for v in versions] == [
            (1, "draft"),
            (2, "signed"),
            (3, "issued"),
        ]


def test_the_owner_finds_the_result_in_the_archive_only_when_issued(office):
    owner = office.citizen
    document_id = office.signed()
    with acting(owner.scope):
        assert documents.archive_of(owner) == []

    documents.issue(actor=office.clerk, document_id=document_id)

    with acting(owner.scope):
        (found,) = documents.archive_of(owner)
        assert found.title == "Giấy xác nhận tình trạng hôn nhân"
        assert documents.content(owner, found.file_id).startswith(b"%PDF")


def test_drafting_again_replaces_the_draft(office):
    dossier_id = uuid.uuid4()
    first = office.drafted(dossier_id=dossier_id)
    before = stored(first).file_id

    second = office.drafted(dossier_id=dossier_id, owner_name="Nguyễn Thị Bảy (sửa)")

    assert second == first
    assert stored(first).file_id != before


def test_what_was_proposed_is_not_drafted_again(office):
    dossier_id = uuid.uuid4()
    office.proposed(dossier_id=dossier_id)

    with pytest.raises(errors.DocumentStateError):
        office.drafted(dossier_id=dossier_id)


def test_a_broken_template_is_said(office):
    with pytest.raises(errors.TemplateBrokenError):
        documents.draft_document(
            actor=office.officer,
            dossier_id=uuid.uuid4(),
            agency_id=office.agency.id,
            owner_id=office.citizen.person_id,
            title="x",
            result_code="GXN",
            template="#nothing-like-this()",
            data={},
            signer_title="Chủ tịch",
        )


def test_sent_back_with_a_reason_it_can_be_drafted_again(office, told):
    dossier_id = uuid.uuid4()
    document_id = office.proposed(dossier_id=dossier_id)

    documents.send_back(actor=office.leader, document_id=document_id, reason="Sai ngày sinh")

    view = office.view(document_id)
    assert (view.state, view.sent_back_reason) == ("draft", "Sai ngày sinh")
    assert told == [DocumentSentBack(document_id=document_id, dossier_id=dossier_id)]
    assert office.drafted(dossier_id=dossier_id) == document_id


def test_no_reason_no_return(office):
    document_id = office.proposed()

    with pytest.raises(errors.ReasonMissingError):
        documents.send_back(actor=office.leader, document_id=document_id, reason=" ")
    assert stored(document_id).state == "proposed"


def test_printed_for_another_leader_it_is_printed_anew_for_the_signer(office):
    document_id = office.proposed(signer_name="Người Khác")

    sign(office, document_id)

    with acting(SYSTEM):
        assert DocumentVersion.objects.filter(document_id=document_id).count() == 3


# ------------------------------------------------------------------ repeated, interrupted


def test_signing_again_answers_with_the_signature_that_is_there(office, told):
    document_id = office.signed()
    file_id = stored(document_id).file_id

    again = sign(office, document_id)

    assert (again.state, again.file_id) == ("signed", file_id)
    assert len(told) == 1


def test_issuing_again_gives_no_second_number(office):
    document_id = office.issued()

    again = documents.issue(actor=office.clerk, document_id=document_id)

    assert again.number == "01/GXN-UBND"
    with acting(SYSTEM):
        assert OutgoingEntry.objects.filter(document_id=document_id).count() == 1


def test_a_draft_changed_while_signing_is_not_signed(office, monkeypatch):
    document_id = office.proposed()
    original = documents.sign.__globals__["_signed"]

    def meanwhile(snapshot, pin, actor):
        with acting(SYSTEM):
            OfficialDocument.objects.filter(pk=document_id).update(version=9)
        return original(snapshot, pin, actor)

    monkeypatch.setitem(documents.sign.__globals__, "_signed", meanwhile)

    with pytest.raises(errors.DocumentChangedError):
        sign(office, document_id)
    assert stored(document_id).state == "proposed"


def test_a_number_taken_before_sealing_failed_is_used_by_the_next_try(office, authorities):
    document_id, next_one = office.signed(), office.signed()
    authorities.fails("tsa", "down")
    with pytest.raises(errors.TimeStampDownError):
        documents.issue(actor=office.clerk, document_id=document_id)
    authorities.fails("tsa", "ok")

    second = documents.issue(actor=office.clerk, document_id=next_one)
    first = documents.issue(actor=office.clerk, document_id=document_id)

    assert (first.number, second.number) == ("01/GXN-UBND", "02/GXN-UBND")


def test_numbers_run_per_agency_year_and_kind(office, other_office):
    numbers = [
        office.view(office.issued()).number,
        office.view(office.issued()).number,
        office.view(office.issued(symbol="GKS-UBND")).number,
        other_office.view(other_office.issued()).number,
    ]
    # The seal is of its own time, so only the register is asked about next year.
    next_year = clock.now() + dt.timedelta(days=366)
    document_id = office.signed()
    with clock.set_to(next_year), pytest.raises(errors.ProofMissingError):
        documents.issue(actor=office.clerk, document_id=document_id)

    assert numbers == ["01/GXN-UBND", "02/GXN-UBND", "01/GKS-UBND", "01/GXN-UBND"]
    assert stored(document_id).number == 1
