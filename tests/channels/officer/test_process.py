"""Officials see the whole process of a dossier: what is done, what is open, what comes."""

import re

import pytest

from motcua.directory.types import Role
from tests.channels.officer.browser import Browser
from tests.channels.officer.test_way_of_a_dossier import answers_of
from tests.dossiers import factories

pytestmark = pytest.mark.django_db


def current(page):
    return re.findall(r'(?s)<tr aria-current="step">.*?<strong>(.*?)</strong>', page.html)


def test_the_open_step_is_marked_among_all(office):
    dossier_id = factories.accepted(office)
    page = office.leader.page(f"ho-so/{dossier_id}/quy-trinh/")
    opened = factories.open_step(dossier_id)
    assert len(current(page)) == 1
    assert f'data-current="{opened.key}"' in page.html
    for said in ("đang làm", "chưa tới", "Ký kết quả", "Lãnh đạo, Lãnh đạo cơ quan"):
        assert said in page.text


def test_a_finished_step_says_when_and_the_next_is_marked(office):
    dossier_id = factories.accepted(office)
    desk = office.specialist
    desk.send(f"ho-so/{dossier_id}/nhan-viec/")
    desk.send(f"ho-so/{dossier_id}/soan-ket-qua/", **answers_of(desk, dossier_id))
    desk.send(f"ho-so/{dossier_id}/trinh/", note="Đủ điều kiện")
    page = office.head.page(f"ho-so/{dossier_id}/quy-trinh/")
    assert current(page) == ["Xem xét dự thảo"]
    assert page.text.count("xong ") == 1


def test_before_reception_nothing_is_open(office):
    dossier_id = factories.submitted()
    page = office.counter.page(f"ho-so/{dossier_id}/quy-trinh/")
    assert page.status == 200
    assert not current(page)


def test_the_drawing_is_that_of_its_version(office):
    dossier_id = factories.accepted(office)
    file = office.specialist.page(f"ho-so/{dossier_id}/quy-trinh/tep/").response
    assert b"<bpmndi:BPMNDiagram" in file.content
    assert 'name="Trả lại"' in file.content.decode()
    assert 'name="signed"' not in file.content.decode()
    assert file["Content-Type"].startswith("application/xml")
    assert "quy-trinh" in office.specialist.page(f"ho-so/{dossier_id}/").html


@pytest.mark.parametrize("part", ["", "tep/"])
def test_another_agency_finds_nothing(office, part):
    dossier_id = factories.accepted(office)
    stranger = Browser(Role.CASE_OFFICER, agency="H53.31.28")
    assert stranger.page(f"ho-so/{dossier_id}/quy-trinh/{part}").status == 404


def test_it_costs_no_more_than_the_dossier_page(office, django_assert_max_num_queries):
    dossier_id = factories.accepted(office)
    office.specialist.page(f"ho-so/{dossier_id}/quy-trinh/")
    with django_assert_max_num_queries(20):
        office.specialist.page(f"ho-so/{dossier_id}/quy-trinh/")
