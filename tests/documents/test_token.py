"""Keys that never leave a PKCS#11 token; needs SoftHSM2 on the machine."""

import pytest

from motcua.documents import api as documents, errors
from tests.documents.factories import PIN

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not documents.token_is_available(), reason="SoftHSM2 is not installed"),
]


def test_a_leader_signs_with_a_key_in_a_token(office):
    office.enrol_leader(kind=documents.KeyKind.PKCS11)

    document_id = office.issued()

    assert documents.verify_file(office.pdf(document_id)).ok


def test_a_wrong_pin_does_not_open_the_token(office):
    office.enrol_leader(kind=documents.KeyKind.PKCS11)

    with pytest.raises(errors.WrongPinError):
        documents.sign(actor=office.leader, document_id=office.proposed(), pin="000000")
    assert office.view(office.signed()).state == "signed"
    assert PIN
