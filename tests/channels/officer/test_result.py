"""Signed, numbered, sealed, handed over: with the authorities of the sandbox on a good and a bad day."""

import pytest

from motcua.documents import api as documents
from motcua.dossiers.types import Status
from tests.channels.officer.test_way_of_a_dossier import Teams, status_of
from tests.directory.factories import MACHINE
from tests.documents.conftest import authorities
from tests.dossiers import factories
from tests.sandbox.fixtures import outside, running_outside

__all__ = ["authorities", "outside", "running_outside"]
PIN = "246810"


@pytest.fixture
def equipped(office, authorities):
    """The leader and the agency have their keys."""
    agency_id = factories.agency_id()
    name = "UBND xã Truông Mít"
    documents.enrol_personal_key(
        actor=MACHINE,
        person_id=office.leader.person_id,
        person_name=office.leader.actor.name,
        agency_id=agency_id,
        agency_name=name,
        pin=PIN,
        image=documents.make_signature_image(office.leader.actor.name),
    )
    documents.enrol_seal(
        actor=MACHINE,
        agency_id=agency_id,
        agency_name=name,
        image=documents.make_seal_image(name),
    )
    return office


pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Giấy xác nhận tình trạng hôn nhân"


def owner_of(dossier_id):
    return factories.stored(dossier_id).owner_name


def test_from_the_signature_to_the_hand(equipped):
    dossier_id = factories.proposed(Teams(equipped))
    code = factories.stored(dossier_id).code

    wrong = equipped.leader.send("ky/xong/", picked=str(dossier_id), pin="000000")
    assert wrong.status in {200, 422}
    assert code in equipped.leader.page("ky/").text

    signed = equipped.leader.send("ky/xong/", picked=str(dossier_id), pin=PIN)
    assert "Đã ký 1 văn bản" in signed.text
    assert code not in equipped.leader.page("ky/").text

    numbering = equipped.clerk.page("phat-hanh/").text
    assert all(words in numbering for words in (code, TITLE, equipped.leader.actor.name))
    issued = equipped.clerk.send("phat-hanh/xong/", picked=str(dossier_id))
    assert "Đã cấp số và đóng dấu 1 văn bản" in issued.text
    again = equipped.clerk.send("phat-hanh/xong/", picked=str(dossier_id))
    assert "Đã cấp số" not in again.text

    waiting = equipped.counter.page("tra-ket-qua/").text
    assert all(words in waiting for words in (code, TITLE))
    assert "không còn chờ ký" in equipped.leader.send("ky/xong/", picked=str(dossier_id)).text
    scanned = equipped.counter.get("/can-bo/tra-ket-qua/", {"q": code})
    assert scanned["Location"].endswith(f"{dossier_id}/tra-ket-qua/")
    address = f"ho-so/{dossier_id}/tra-ket-qua/"
    assert equipped.counter.page(address).value("received_by") == owner_of(dossier_id)
    nobody = equipped.counter.send(address, method="counter")
    assert nobody.status == 422
    handed = equipped.counter.send(address, received_by="Nguyễn Thị Bảy", method="counter")
    assert "Hồ sơ kết thúc" in handed.text
    assert status_of(dossier_id) is Status.RESULT_RETURNED
