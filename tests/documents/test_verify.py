import io

import pikepdf
import pytest

from motcua.documents import api as documents, errors
from motcua.documents.models import KeptVerdict
from tests.documents import nasty

pytestmark = pytest.mark.django_db


def layers(verdict):
    return {layer.name: layer.ok for layer in verdict.layers}


def test_an_issued_file_is_genuine_and_ours(office):
    document_id = office.issued()

    verdict = documents.verify_file(office.pdf(document_id))

    assert (verdict.ok, verdict.state, verdict.registered) == (True, "valid", True)
    assert layers(verdict) == dict.fromkeys(
        ("integrity", "coverage", "chain", "revocation", "time"), True
    )
    assert verdict.document.number == "01/GXN-UBND"
    assert verdict.document.agency_name == office.agency.name


def test_the_verdict_does_not_name_the_person_it_is_for(office):
    verdict = documents.verify_file(office.pdf(office.issued()))

    assert "Nguyễn Thị Bảy" not in repr(verdict)


@pytest.mark.parametrize("shape", ["{}", "{}".lower(), " {} "])
def test_the_code_beside_the_qr_finds_it(office, shape):
    code = office.view(office.issued()).verification_code
    typed = shape.format("-".join(code[i : i + 4] for i in range(0, 12, 4)).lower())

    assert documents.verify_code(typed).ok


def test_an_unknown_code_is_said(office):
    with pytest.raises(errors.VerificationCodeUnknownError):
        documents.verify_code("ABCD-EFGH-JKLM")


@pytest.mark.parametrize("state", ["drafted", "proposed", "signed"])
def test_what_is_not_issued_has_no_code(office, state):
    view = office.view(getattr(office, state)())

    with pytest.raises(errors.VerificationCodeUnknownError):
        documents.verify_code(view.verification_code)


def test_signed_only_by_the_leader_is_not_valid(office):
    verdict = documents.verify_file(office.pdf(office.signed()))

    assert (verdict.ok, verdict.state) == (False, "not_issued")


def test_a_recalled_document_says_so(office):
    document_id = office.issued()
    pdf = office.pdf(document_id)
    assert documents.verify_file(pdf).ok

    documents.recall(actor=office.leader, document_id=document_id, reason="Cấp nhầm")

    for verdict in (
        documents.verify_file(pdf),
        documents.verify_code(office.view(document_id).verification_code),
    ):
        assert (verdict.ok, verdict.state) == (False, "recalled")


def test_a_changed_byte_is_seen(office):
    pdf = bytearray(office.pdf(office.issued()))
    pdf[pdf.index(b"stream") + 40] ^= 1

    verdict = documents.verify_file(bytes(pdf))

    assert (verdict.ok, verdict.state, verdict.registered) == (False, "broken", False)
    assert not layers(verdict)["integrity"]


def test_a_copy_saved_by_another_program_is_not_the_document(office):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(office.pdf(office.issued()))) as pdf:
        pdf.save(out)

    assert not documents.verify_file(out.getvalue()).ok


@pytest.mark.parametrize(
    "content",
    [nasty.pdf(), nasty.photo(), nasty.zip_bomb(), nasty.html_before_pdf(), b"%PDF-1.7"],
)
def test_other_files_are_not_documents(office, content):
    verdict = documents.verify_file(content)

    assert (verdict.ok, verdict.state) == (False, "unreadable")
    assert verdict.sentences


def test_an_empty_or_enormous_file_is_refused_before_reading(db):
    with pytest.raises(errors.EmptyFileError):
        documents.verify_file(b"")
    with pytest.raises(errors.FileTooBigError):
        documents.verify_file(b"%PDF-" + b"0" * (20 * 1024 * 1024))


def test_a_file_is_judged_once(office):
    pdf = office.pdf(office.issued())

    first, second = documents.verify_file(pdf), documents.verify_file(pdf)

    assert first.checked_at == second.checked_at
    assert KeptVerdict.objects.count() == 1
