"""Acting for another, on the screens: granting, stepping in and out, a firm and its staff."""

from datetime import timedelta

import pytest

from motcua.dossiers import api as dossiers
from motcua.kit import clock
from tests.channels.citizen.phone import draft_address
from tests.directory import test_firms as firms
from tests.dossiers import factories

pytestmark = pytest.mark.django_db
NUMBER, NAME = "072085000009", "Phạm Quốc Dũng"


def granted(phone, address="/uy-quyen/", **changed):
    today = clock.today()
    typed = {
        "personal_id": NUMBER,
        "name": NAME,
        "procedure": "tat-ca",
        "starts_on": f"{today:%d/%m/%Y}",
        "ends_on": f"{today + timedelta(days=10):%d/%m/%Y}",
    }
    return phone.send(address, **{**typed, **changed})


def test_granting_acting_and_ending_it(bay, dung):
    assert "Chưa ai ủy quyền cho bạn" in dung.page("/lam-thay/").words
    page = granted(bay)
    assert "Đã ủy quyền" in page.words
    assert NAME in page.words

    asked = dung.page(f"/lam-thay/{bay.actor.person_id}/")
    assert "Làm thay Nguyễn Thị Bảy?" in asked.words
    assert "Bạn đang làm thay" not in dung.page("/ho-so/").words
    acting = dung.send(f"/lam-thay/{bay.actor.person_id}/")
    assert "Bạn đang làm thay Nguyễn Thị Bảy" in acting.words
    assert acting.title.startswith("Hồ sơ của Nguyễn Thị Bảy")  # not "of mine"
    assert "Hồ sơ của tôi" not in acting.words

    [mandate_id] = [m.id for m in firms.directory.mandates(actor=bay.actor)]
    bay.send(f"/uy-quyen/{mandate_id}/cham-dut/")
    assert "Bạn đang làm thay" not in dung.page("/ho-so/").words
    assert dung.page(f"/lam-thay/{bay.actor.person_id}/").status == 404


def test_an_application_in_anothers_name_goes_over_the_screens(bay, dung):
    granted(bay)
    dung.send(f"/lam-thay/{bay.actor.person_id}/")
    for_bay = firms.directory.acting_for(actor=dung.actor, principal_id=bay.actor.person_id)
    draft_id = factories.draft(for_bay)

    done = dung.send(f"/ho-so/nhap/{draft_id}/kiem-tra/", declared="1")

    assert done.status == 200
    [row] = dossiers.my_dossiers(actor=bay.actor)
    assert f"{NAME} nộp thay Nguyễn Thị Bảy" in bay.page(f"/ho-so/{row.dossier_id}/").words
    assert f"{NAME} nộp thay Nguyễn Thị Bảy" in dung.page(f"/ho-so/{row.dossier_id}/").words
    stopped = dung.send("/lam-thay/thoi/")
    assert "Bạn đang làm việc của chính mình" in stopped.words
    offered = dung.page(f"/ho-so/{row.dossier_id}/")  # as from the link of a notice
    assert (offered.status, "Làm tiếp thay Nguyễn Thị Bảy" in offered.words) == (409, True)


def test_the_form_of_a_represented_person_is_not_filled_with_ones_own_data(bay, dung, settings):
    settings.POPULATION_WSDL = "http://127.0.0.1:9/"  # asked, it would be missed
    granted(bay)
    dung.send(f"/lam-thay/{bay.actor.person_id}/")

    address = dung.start()

    assert "Bạn đang làm thay" in dung.page(address).words
    for_bay = firms.directory.acting_for(actor=dung.actor, principal_id=bay.actor.person_id)
    [draft] = dossiers.my_drafts(actor=for_bay)
    assert not draft.answers


def test_wrong_boxes_come_back_with_what_was_typed(bay, dung):
    page = granted(bay, name="Ai Đó Khác", ends_on="31/02/2027")
    assert page.status == 422
    assert 'value="Ai Đó Khác"' in page.html

    page = granted(bay, name="Ai Đó Khác")
    assert "Không tìm thấy ai có số định danh và họ tên này" in page.words
    assert 'href="#id_personal_id"' in page.html
    assert 'href="#id_ends_on"' in granted(bay, ends_on="01/01/2020").html
    assert firms.directory.mandates(actor=bay.actor) == ()


def test_only_one_procedure_from_its_page(bay, dung):
    page = granted(bay, f"/uy-quyen/?thu-tuc={factories.MARITAL}", procedure=factories.MARITAL)

    assert "hôn nhân" in page.words
    dung.send(f"/lam-thay/{bay.actor.person_id}/")
    assert dung.page("/thu-tuc/1.001193/nop/").status == 200
    refused = dung.send("/thu-tuc/1.001193/nop/", place=str(factories.agency_id()))
    assert (refused.status, "không gồm thủ tục này" in refused.words) == (403, True)


def test_a_firm_its_staff_and_a_removed_one(office, bay, dung):
    page = office.counter.send(
        "doanh-nghiep/",
        code=firms.CODE,
        name=firms.NAME,
        representative_number="072192000007",
        representative_name="Nguyễn Thị Bảy",
    )
    assert "Đã ghi nhận" in page.text
    [principal] = firms.directory.principals(actor=bay.actor)
    refused = dung.page("/doanh-nghiep/")
    assert (refused.status, "đến quầy một lần" in refused.words) == (403, True)
    asked = bay.page("/doanh-nghiep/")  # not at work for it yet: asked to begin, then there
    assert asked.path == f"/lam-thay/{principal.id}/"
    bay.send(f"/lam-thay/{principal.id}/")
    added = bay.send("/doanh-nghiep/", personal_id=NUMBER, name=NAME, rights=["draft", "submit"])
    assert f"Đã giao quyền cho {NAME}" in added.words

    dung.send(f"/lam-thay/{principal.id}/")
    assert f"Bạn đang làm thay {firms.NAME}" in dung.page("/").words
    assert dung.page("/doanh-nghiep/").status == 403
    for_firm = firms.directory.acting_for(actor=dung.actor, principal_id=principal.id)
    made = dossiers.submit(actor=for_firm, draft_id=factories.draft(for_firm))
    assert f"{NAME} nộp cho doanh nghiệp" in office.counter.page(f"ho-so/{made.dossier_id}/").text

    leader = firms.directory.acting_for(actor=bay.actor, principal_id=principal.id)
    [member] = firms.directory.firm_members(actor=leader)
    assert dung.send(f"/doanh-nghiep/{member.id}/bo/").status == 403
    removed = bay.send(f"/doanh-nghiep/{member.id}/bo/")

    assert "không còn thấy hồ sơ nào" in removed.words
    assert dung.page(f"/ho-so/{made.dossier_id}/").status == 404
    assert "Bạn đang làm thay" not in dung.page("/").words


def test_others_than_a_counter_do_not_enter_firms(office):
    assert office.specialist.page("doanh-nghiep/").status == 403


def test_ones_own_work_goes_on_beside_it(bay, dung):
    granted(bay)
    own = draft_address(dung)
    dung.send(f"/lam-thay/{bay.actor.person_id}/")
    assert dung.page(f"{own}kiem-tra/").status == 409

    dung.send("/lam-thay/thoi/")

    assert dung.page(f"{own}kiem-tra/").status == 200


def test_a_form_left_open_in_another_name_is_offered_again_and_nothing_typed_is_lost(bay, dung):
    """Two windows: in one the form is open, in the other one steps into another's shoes."""
    granted(bay)
    form = f"{draft_address(dung)}nguoi-yeu-cau/"
    dung.send(f"/lam-thay/{bay.actor.person_id}/")

    saved = dung.post(f"{form}luu/", {"dien_thoai": "0900x"}, headers={"accept": "text/plain"})
    page = dung.send(form, dien_thoai="0900x")

    assert (saved.status_code, "Cửa sổ khác" in saved.content.decode()) == (409, True)
    assert page.status == 409
    assert "Bản nháp này của chính bạn" in page.words
    assert "vừa nhập vẫn được giữ" in page.words
    assert 'value="0900x"' in dung.send("/lam-thay/thoi/", next=form).html

    draft_id = factories.draft(
        firms.directory.acting_for(actor=dung.actor, principal_id=bay.actor.person_id)
    )
    theirs = f"/ho-so/nhap/{draft_id}/kiem-tra/"
    assert "Làm tiếp thay Nguyễn Thị Bảy" in dung.page(theirs).words
    assert dung.send(f"/lam-thay/{bay.actor.person_id}/", next=theirs).path == theirs
