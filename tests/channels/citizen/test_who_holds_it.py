"""The person sees who has the dossier, since when and whose time it is: signed in, or by the code."""

import pytest

from motcua.dossiers import api as dossiers
from tests.dossiers import agencies, factories

pytestmark = pytest.mark.django_db


def test_the_main_dossier_leads_to_its_child_and_back(bay, desk):
    main = agencies.marriage(desk, bay.actor)
    child = agencies.child_of(main)

    page = bay.page(f"/ho-so/{main}/")
    theirs = bay.page(f"/ho-so/{child.id}/")

    assert "Ai đang giữ hồ sơ" in page.words
    assert "UBND phường Tân Ninh" in page.words
    assert f"/ho-so/{child.id}/" in page.html
    assert "Hồ sơ này được lập tự động" in theirs.words
    assert f"/ho-so/{main}/" in theirs.html


def test_by_the_code_too_but_without_a_way_into_the_child(visitor, bay, desk):
    main = agencies.marriage(desk, bay.actor)
    dossier = factories.stored(main)

    page = visitor.send("/tra-cuu/", code=dossier.code, secret=dossier.secret)

    assert "UBND phường Tân Ninh" in page.words
    assert "theo ngày hẹn riêng" in page.words
    assert f"/ho-so/{agencies.child_of(main).id}/" not in page.html


def test_another_person_finds_neither_of_the_two(dung, bay, desk):
    main = agencies.marriage(desk, bay.actor)

    for dossier_id in (main, agencies.child_of(main).id):
        assert dung.page(f"/ho-so/{dossier_id}/").status == 404


def test_land_says_which_appointment_it_is_and_that_tax_does_not_count(bay):
    dossier_id = agencies.at_the_tax_office(agencies.LandDesk(), bay.actor)

    page = bay.page(f"/ho-so/{dossier_id}/")

    assert "không tính vào thời hạn giải quyết" in page.words
    assert "Thuế cơ sở" in page.words


def test_before_tax_the_first_appointment_is_not_taken_for_the_result(bay):
    desk = agencies.LandDesk()
    dossier_id = agencies.submitted_land(bay.actor)
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)

    page = bay.page(f"/ho-so/{dossier_id}/")

    assert "Đây là hẹn lần 1: chuyển thông tin sang cơ quan thuế" in page.words
    assert "2 ngày làm việc kể từ khi nộp xong thuế" in page.words
