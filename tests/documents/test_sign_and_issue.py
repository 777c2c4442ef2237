import pytest

from motcua.documents import api as documents

pytestmark = pytest.mark.django_db


def test_a_result_goes_from_draft_to_a_verifiable_document(office):
    document_id = office.issued()

    view = office.view(document_id)
    verdict = documents.verify_file(office.pdf(document_id))

    assert (view.state, view.number, view.signer_name) == ("issued", "01/GXN-UBND", "Trần Văn Ổn")
    assert verdict.ok, verdict
    assert verdict.registered
    assert [s.role for s in verdict.signatures] == ["leader", "seal"]
