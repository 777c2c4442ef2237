"""Booking an hour at the counter, from a procedure's page and from the account."""

import re
from datetime import timedelta

import pytest

from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing.models import Appointment
from tests.channels.citizen.phone import Phone
from tests.queueing.factories import MORNING, Hall


@pytest.fixture
def hall(province_with_procedures):
    with clock.set_to(MORNING):
        hall = Hall()
        hall.slots(capacity=1)
        yield hall


@pytest.fixture
def bay(hall):
    return Phone.of("Nguyễn Thị Bảy", "072192000007", birth_date="1992-03-08")


def appointments():
    with acting(SYSTEM):
        return list(Appointment.objects.all())


def book(phone, hall, slot="2026-11-24 09:00"):
    return phone.send(f"/lich-hen/dat/{hall.a}/", slot=slot)


def test_from_the_procedure_to_the_number(hall, bay):
    link = re.search(r'href="(/lich-hen/dat/\?[^"]+)"', bay.page("/thu-tuc/1.004873/").html)[1]
    offered = bay.page(link)
    assert f"/lich-hen/dat/{hall.a}/" in offered.html
    assert "09:00" in bay.page(f"/lich-hen/dat/{hall.a}/").words

    booked = book(bay, hall)
    assert "09:00 thứ Ba 24/11/2026" in booked.words
    code = appointments()[0].code
    assert code in booked.words
    hall.slots(service_id=hall.b)
    bay.send(f"/lich-hen/dat/{hall.b}/", slot="2026-12-01 09:00")
    listed = bay.page("/lich-hen/").words
    assert listed.count("đã đặt lịch") == 2
    assert listed.index("24/11/2026") < listed.index("01/12/2026"), "the nearest is on top"

    with clock.set_to(MORNING + timedelta(days=1)):
        paper = Phone().send(f"/lay-so/{hall.key}/lich-hen/", code=code)
    assert "A001" in paper.words
    assert "Nguyễn Thị Bảy" not in paper.words


def test_a_procedure_that_no_centre_takes_has_no_link(province_with_procedures):
    assert "/lich-hen/dat/" not in Phone().page("/thu-tuc/1.004873/").html


def test_an_hour_that_was_taken_meanwhile_says_so(hall, bay):
    long = Phone.of("Võ Hoàng Long", "072079000012", birth_date="1979-05-17")
    book(long, hall)
    refused = book(bay, hall)
    assert refused.status == 422
    assert "đặt hết chỗ" in refused.words
    assert len(appointments()) == 1


def test_nothing_chosen_is_asked_for(hall, bay):
    asked = book(bay, hall, slot="")
    assert asked.status == 422
    assert "Chọn một giờ trong danh sách" in asked.words
    assert appointments() == []


def test_cancelled_gives_the_hour_back(hall, bay):
    book(bay, hall)
    one = appointments()[0]
    page = bay.send(f"/lich-hen/{one.id}/huy/")
    assert "Đã hủy lịch hẹn" in page.words
    assert appointments()[0].state == "cancelled"
    assert "09:00" in bay.page(f"/lich-hen/dat/{hall.a}/").words


def test_somebody_elses_appointment_is_not_there(hall, bay):
    book(bay, hall)
    one = appointments()[0]
    long = Phone.of("Võ Hoàng Long", "072079000012", birth_date="1979-05-17")
    assert long.page(f"/lich-hen/{one.id}/").status == 404
    assert long.send(f"/lich-hen/{one.id}/huy/").status == 404
    assert appointments()[0].state == "booked"


def test_an_unknown_code_keeps_what_was_typed(hall):
    page = Phone().send(f"/lay-so/{hall.key}/lich-hen/", code="AAAA")
    assert page.status == 422
    assert 'value="AAAA"' in page.html
    assert "Không tìm thấy lịch hẹn" in page.words
