"""Transfers, opinions and linked dossiers on the screens of both sides."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Status
from motcua.kit import clock
from tests.channels.officer.browser import Browser
from tests.directory.factories import make_citizen
from tests.dossiers import agencies, factories
from tests.dossiers.test_transfers import MORNING, received, transfer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen(province_with_procedures):
    return make_citizen()


@pytest.fixture
def department(province_with_procedures):
    """Of the department of construction, whom the process asks."""
    return Browser(Role.LEADER, agencies.CONSTRUCTION)


@pytest.fixture
def building(office, citizen):
    dossier_id = factories.submitted(citizen, agencies.BUILDING)
    dossiers.accept(actor=office.counter.actor, dossier_id=dossier_id)
    return dossier_id


def handed_over(agency=agencies.OTHER_COMMUNE):
    counter = Browser(Role.RECEPTION, agency)
    return counter, received(counter.actor)


def test_the_desk_takes_over_what_another_counter_received(office):
    _, dossier_id = handed_over()
    code = factories.stored(dossier_id).code
    listed = office.counter.page("lien-thong/")
    action = re.search(r'action="/can-bo/(lien-thong/[^"]+/nhan/)"', listed.html).group(1)

    done = office.counter.send(action, decision="take")

    assert code in listed.text
    assert "UBND phường Tân Ninh" in listed.text
    assert "Đã nhận hồ sơ" in done.text
    assert code not in done.text
    assert factories.stored(dossier_id).state is Status.IN_PROGRESS


def test_sent_back_it_asks_for_the_reason_and_the_counter_hands_it_over_again(office):
    counter, dossier_id = handed_over()
    action = f"lien-thong/{transfer_of(dossier_id).id}/nhan/"

    refused = office.counter.send(action, decision="back", reason=" ")
    back = office.counter.send(action, decision="back", reason="Thiếu tờ khai gốc")
    page = counter.page(f"ho-so/{dossier_id}/")
    again = counter.send(f"ho-so/{dossier_id}/ban-giao-lai/", reason="Đã gửi bản gốc")

    assert "Hãy ghi lý do" in refused.text
    assert "Đã trả lại nơi nhận" in back.text
    assert "Thiếu tờ khai gốc" in page.text
    assert "Bàn giao lại" in page.text
    assert "Đã bàn giao lại" in again.text
    assert transfer_of(dossier_id).closed_at is None


def test_who_is_not_of_the_desk_sees_no_button_and_cannot_press_it(office):
    _, dossier_id = handed_over()
    action = f"lien-thong/{transfer_of(dossier_id).id}/nhan/"

    listed = office.specialist.page("lien-thong/")
    pressed = office.specialist.send(action, decision="take")

    assert "Nhận hồ sơ </button>" not in listed.html
    assert "Nhiệm vụ của bạn không cho phép" in pressed.text
    assert factories.stored(dossier_id).state is Status.ACCEPTED


def test_the_counter_chooses_who_is_competent_and_the_receipt_names_them(province_with_procedures):
    counter = Browser(Role.RECEPTION, agencies.OTHER_COMMUNE)
    land = counter.page("tiep-nhan/moi/1.012783/")
    own = counter.page("tiep-nhan/moi/1.004873/")

    assert "Chọn cơ quan giải quyết" in land.text
    assert "Chi nhánh Văn phòng Đăng ký đất đai khu vực Tân Ninh" in land.text
    assert re.search(r"<option[^>]* selected>UBND phường Tân Ninh", own.html)


def test_the_receipt_of_another_agencys_procedure_says_who_is_competent(office):
    _, dossier_id = handed_over()
    from motcua.dossiers.models import Turn  # noqa: PLC0415
    from motcua.dossiers.queries.form_data import form_data  # noqa: PLC0415
    from motcua.kit.scope import SYSTEM, acting  # noqa: PLC0415

    with acting(SYSTEM):
        turn = Turn.objects.get(dossier_id=dossier_id, kind="accepted")
        printed = form_data(factories.stored(dossier_id), turn)
    assert printed["competent"] == "UBND xã Truông Mít"
    assert printed["receiving_unit"].endswith("phường Tân Ninh")


def test_who_is_asked_answers_on_the_page_of_the_question(office, department, building):
    row = agencies.row_to(building, agencies.CONSTRUCTION)
    listed = department.page("lien-thong/")
    address = f"lien-thong/{row.id}/"
    asked = department.page(address)

    no_reason = department.send(address, opinion="disagreed", words="")
    answered = department.send(address, opinion="conditional", words="Lùi 3 mét so với lộ giới")
    agencies.take_in(row)

    assert row.dossier_code in listed.text
    assert "Coi như đồng ý, ghi là trả lời trễ" in listed.text
    assert "02 bộ bản vẽ thiết kế xây dựng" in asked.text
    assert "điểm đ khoản 1 Điều 102" in asked.text
    assert no_reason.status == 422
    assert "lý do không đồng ý" in no_reason.text
    assert 'href="#id_words"' in no_reason.html
    assert "Đã gửi ý kiến về UBND xã Truông Mít" in answered.text
    page = office.specialist.page(f"ho-so/{building}/")
    assert "Lùi 3 mét so với lộ giới" in page.text
    assert "Đồng ý kèm điều kiện" in page.text


def test_who_is_asked_opens_the_papers_sent_along_and_not_the_dossier(department, building):
    row = agencies.row_to(building, agencies.CONSTRUCTION)

    paper = department.get(f"/can-bo/lien-thong/{row.id}/tep/{row.file_ids[0]}/")
    other = department.get(f"/can-bo/lien-thong/{row.id}/tep/{factories.unknown()}/")
    page = department.page(f"ho-so/{building}/")

    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert (other.status_code, page.status) == (404, 404)


def test_an_official_asks_two_agencies_on_the_screen(office, building):
    address = f"ho-so/{building}/hoi-y-kien/"
    justice, land = (str(agencies.agency(code)) for code in ("H53.09", "H53.08"))

    empty = office.specialist.send(address, agency_1="", words="", days="0")
    sent = office.specialist.send(
        address, agency_1=justice, agency_2=land, words="Có tranh chấp không?", days="5"
    )

    assert empty.status == 422
    assert "Chọn ít nhất một cơ quan để hỏi" in empty.text
    assert "Nhập số ngày làm việc, từ 1 đến 30" in empty.text
    assert "Đã gửi câu hỏi" in sent.text
    assert "Sở Tư pháp tỉnh Tây Ninh" in sent.text
    assert len(agencies.rows_of(building)) == 4


def test_the_list_of_those_who_wait_says_who_since_when_and_whose_time(office, building):
    page = office.head.page("lien-thong/")

    assert "Sở Xây dựng tỉnh Tây Ninh" in page.text
    assert "Quá hạn không trả lời coi như đồng ý" in page.text
    assert "Khối lượng của cơ quan mình" in page.text
    assert "Khối lượng của cơ quan mình" not in office.counter.page("lien-thong/").text


def test_the_head_reads_the_share_of_their_agency_for_the_days_chosen(office, building):
    day = f"{clock.today():%d/%m/%Y}"

    now = office.head.page("lien-thong/khoi-luong/")
    before = office.head.page("lien-thong/khoi-luong/", since="01/01/2021", until="31/01/2021")
    crossed = office.head.page("lien-thong/khoi-luong/", since=day, until="01/01/2021")
    long = office.head.page("lien-thong/khoi-luong/", since="01/01/2021", until=day)

    assert "Cả tỉnh: 1 hồ sơ" in now.text
    assert "UBND xã Truông Mít 1 1 0" in now.text
    assert "Sở Xây dựng" not in now.text
    assert "chưa có phần việc nào" in before.text
    assert (crossed.status, long.status) == (422, 422)
    assert "không quá một năm" in long.text
    assert office.counter.page("lien-thong/khoi-luong/").status == 403


def test_a_transfer_can_be_taken_over_from_its_own_page_too(office):
    _, dossier_id = handed_over()

    page = office.counter.page(f"lien-thong/{transfer_of(dossier_id).id}/")

    assert "Nhận hồ sơ" in page.text
    assert "Trả lại nơi nhận" in page.text


def test_the_page_of_the_main_dossier_names_its_child_and_for_whom_it_waits(office, citizen):
    main = agencies.marriage(office_desk(office), citizen)
    child = agencies.child_of(main)

    page = office.specialist.page(f"ho-so/{main}/")
    there = Browser(Role.RECEPTION, agencies.OTHER_COMMUNE).page(f"ho-so/{child.id}/")

    assert child.code in page.text
    assert "theo ngày hẹn riêng của hồ sơ liên thông" in page.text
    assert "Giao cho…" not in page.text  # nobody here works on it
    assert "Kết quả tự trở về hồ sơ đó" in there.text


def office_desk(office):
    desk = factories.Desk()
    desk._held[(Role.RECEPTION, "service_centre")] = office.counter.actor
    return desk


def test_the_list_costs_the_same_however_long(office, department, citizen):
    for _ in range(3):
        factories.submitted(citizen, agencies.BUILDING)
    for row in dossiers.incoming(actor=office.counter.actor):
        dossiers.accept(actor=office.counter.actor, dossier_id=row.dossier_id)
    office.head.page("lien-thong/")

    with CaptureQueriesContext(connection) as sent:
        page = office.head.page("lien-thong/")
    assert page.text.count("Sở Xây dựng tỉnh Tây Ninh") == 6  # holder, and whose time it is
    frame = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
    assert len([q for q in sent.captured_queries if not q["sql"].startswith(frame)]) <= 16


def test_from_15_hours_on_the_list_says_from_when_the_time_counts(office):
    counter = Browser(Role.RECEPTION, agencies.OTHER_COMMUNE)
    received(counter.actor, at=MORNING.replace(hour=9))  # 16:00

    assert "tính từ 08:00" in office.counter.page("lien-thong/").text
