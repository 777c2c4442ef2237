"""The reception desk, the machines of the hall and the head's page, without JavaScript."""

import re
from datetime import timedelta

import pytest

from motcua.directory.types import Role
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing.models import Appointment, QueueCounter, QueueService, SlotRule, Ticket
from tests.channels.citizen.phone import Phone
from tests.directory.factories import make_citizen
from tests.queueing.factories import MORNING, Hall


@pytest.fixture
def hall(office):
    return Hall()


def take(hall, service=None, priority=""):
    """At the kiosk, as a person does: service, priority, number."""
    kiosk = Phone()
    first = kiosk.page(f"/lay-so/{hall.key}/")
    assert str(service or hall.a) in first.html
    second = kiosk.page(f"/lay-so/{hall.key}/", **{"dich-vu": str(service or hall.a)})
    form = re.search(r'name="form" value="([^"]+)"', second.html)[1]
    return kiosk.send(
        f"/lay-so/{hall.key}/", service=str(service or hall.a), priority=priority, form=form
    )


def tickets():
    with acting(SYSTEM):
        return list(Ticket.objects.order_by("taken_at"))


def test_from_the_kiosk_to_the_intake(office, hall):
    paper = take(hall)
    assert "A001" in paper.words
    assert "Bạn là người tiếp theo" in paper.words

    desk = office.counter
    assert "Hôm nay bạn ngồi quầy nào?" in desk.page("hang-doi/").text
    opened = desk.send("hang-doi/lam/", act="sit", counter=str(hall.counters[0]))
    assert "Gọi người tiếp theo" in opened.text
    called = desk.send("hang-doi/lam/", act="next", counter=str(hall.counters[0]))
    assert "A001" in called.text
    assert "Gọi lại" in called.text

    wall = Phone().page(f"/bang-goi/{hall.key}/")
    assert "Mời số A001 đến quầy 1" in wall.words
    assert 'data-say="Mời số A 0 0 1 đến quầy 1"' in wall.html
    follow = Phone().page(f"/so/{tickets()[0].key}/")
    assert "Mời số A001 đến quầy 1" in follow.words

    ticket = str(tickets()[0].id)
    serving = desk.send("hang-doi/lam/", act="start", ticket=ticket)
    assert 'href="/can-bo/tiep-nhan/moi/"' in serving.html
    done = desk.send("hang-doi/lam/", act="done", ticket=ticket)
    assert "Đã xong" in done.text
    assert "Mời số" not in Phone().page(f"/bang-goi/{hall.key}/?phan=1").words.replace(
        "Chưa mời số", ""
    )


def test_again_pass_and_transfer_from_the_panel(office, hall):
    take(hall)
    take(hall)
    desk, counter = office.counter, str(hall.counters[0])
    desk.send("hang-doi/lam/", act="sit", counter=counter)
    desk.send("hang-doi/lam/", act="next", counter=counter)
    first, second = tickets()
    for _ in range(2):
        assert "Đã gọi lại" in desk.send("hang-doi/lam/", act="again", ticket=str(first.id)).text
    refused = desk.send("hang-doi/lam/", act="again", ticket=str(first.id))
    assert "Đã gọi số A001 ba lần" in refused.text
    desk.send("hang-doi/lam/", act="pass", ticket=str(first.id))
    desk.send("hang-doi/lam/", act="next", counter=counter)
    desk.send("hang-doi/lam/", act="to_service", ticket=str(second.id), service=str(hall.b))
    assert [(one.label, one.state) for one in tickets()] == [
        ("A001", "missed"),
        ("A002", "waiting"),
    ]
    assert tickets()[1].service_id == hall.b


def test_a_number_is_given_at_the_desk(office, hall):
    given = office.counter.send(
        "hang-doi/lam/", act="take", service=str(hall.b), priority="disabled"
    )
    assert "Đã phát số B001" in given.text
    assert "khuyết tật" in given.text


def test_the_same_page_sent_twice_gives_one_number(office, hall):
    """The browser's own back, a lost answer: the number is not doubled."""
    form = office.counter.page("hang-doi/").value("form")

    for _ in range(2):
        told = office.counter.send("hang-doi/lam/", act="take", service=str(hall.b), form=form)

    assert "Đã phát số B001" in told.text
    assert len(tickets()) == 1


def test_an_appointment_is_taken_in_at_the_desk(office, hall):
    with clock.set_to(MORNING):
        hall.slots()
        hall.book(make_citizen())
        desk = office.counter
    with acting(SYSTEM):
        code = Appointment.objects.get().code
    unknown = desk.send("hang-doi/lam/", act="arrive", code="ABCD")
    assert "Không có lịch hẹn nào mã «ABCD»" in unknown.text
    with clock.set_to(MORNING + timedelta(days=1)):
        given = desk.send("hang-doi/lam/", act="arrive", code=code)
    assert "phát số A001" in given.text
    assert "có lịch hẹn" in given.text


@pytest.mark.parametrize("ticket", ["khong-phai-so", "00000000-0000-0000-0000-000000000000"])
def test_a_broken_request_comes_back_to_the_panel(office, hall, ticket):
    take(hall)
    back = office.counter.send("hang-doi/lam/", act="start", ticket=ticket)
    assert back.status == 200
    assert "Không tìm thấy số này" in back.text
    assert tickets()[0].state == "waiting"


def test_only_reception_calls(office, hall):
    take(hall)
    refused = office.specialist.send("hang-doi/lam/", act="sit", counter=str(hall.counters[0]))
    assert refused.status == 403
    assert tickets()[0].state == "waiting"


def test_the_panel_costs_the_same_for_many(office, hall, django_assert_max_num_queries):
    for _ in range(12):
        hall.take()
    desk = office.counter
    with django_assert_max_num_queries(18):
        assert "12 người chờ" in desk.page("hang-doi/").text


def test_the_wall_shows_numbers_and_no_names(office, hall):
    take(hall, priority="elderly")
    words = Phone().page(f"/bang-goi/{hall.key}/").words
    assert "A001" in words
    assert "cao tuổi" not in words  # why somebody goes first is nobody's business
    assert "Đỗ Văn Cúc" not in words


def test_a_wrong_machine_address_is_not_there(office, hall):
    for address in ("/lay-so/SAI/", "/bang-goi/SAI/", "/so/SAI/"):
        assert Phone().page(address).status == 404


def test_a_number_is_given_back_on_the_phone(office, hall):
    take(hall)
    key = tickets()[0].key
    page = Phone().send(f"/so/{key}/")
    assert "đã trả số" in page.words
    assert Phone().send(f"/so/{key}/").status == 409
    assert tickets()[0].state == "cancelled"


# ------------------------------------------------------------------ setting up


def admin(office, **typed):
    return office.administrator.send("quan-tri/hang-doi/", **typed)


def test_a_centre_without_a_queue_gets_one(office):
    page = office.administrator.page("quan-tri/hang-doi/")
    assert "Mở hàng đợi" in page.text
    assert "chưa có máy lấy số" in office.counter.page("hang-doi/").text
    opened = admin(office, act="open")
    assert "/lay-so/" in opened.text


def test_services_counters_and_hours(office, hall):
    added = admin(
        office,
        act="service",
        **{"service-letter": "C", "service-name": "Thuế", "service-procedures": ""},
    )
    assert "Thuế" in added.text
    admin(office, act="counter", **{"counter-number": "7", "counter-services": "B, c"})
    hours = admin(
        office,
        act="slots",
        **{
            "slots-service_id": str(hall.a),
            "slots-weekday": "1",
            "slots-opens": "08:00",
            "slots-closes": "11:00",
            "slots-minutes": "30",
            "slots-capacity": "2",
        },
    )
    assert "08:00–11:00" in hours.text
    with acting(SYSTEM):
        assert len(QueueCounter.objects.get(number=7).services) == 2
        assert SlotRule.objects.get().capacity == 2


def test_what_is_wrong_is_said_and_what_was_typed_stays(office, hall):
    page = admin(
        office, act="service", **{"service-letter": "aa", "service-name": "Chính sách xã hội"}
    )
    assert page.status == 422
    assert "Nhập một chữ cái in hoa từ A đến Z" in page.text
    assert page.value("service-name") == "Chính sách xã hội"
    taken = admin(office, act="service", **{"service-letter": "A", "service-name": "Khác"})
    assert "Chữ A đã dùng" in taken.text
    unknown = admin(office, act="counter", **{"counter-number": "8", "counter-services": "Q"})
    assert "Không có nhóm Q" in unknown.text
    with acting(SYSTEM):
        assert QueueService.objects.count() == 2
        assert QueueCounter.objects.count() == 3


def test_a_service_switched_off_is_not_on_the_kiosk(office, hall):
    admin(office, act="switch", service_id=str(hall.b))
    assert "Đất đai" not in Phone().page(f"/lay-so/{hall.key}/").words


def test_the_counter_does_not_set_up(office, hall):
    refused = office.counter.send("quan-tri/hang-doi/", act="renew")
    assert refused.status == 403
    assert office.official(Role.HEAD).page("quan-tri/hang-doi/").status == 200


def test_a_passed_number_is_put_back_from_the_panel(office, hall):
    take(hall)
    desk, counter = office.counter, str(hall.counters[0])
    desk.send("hang-doi/lam/", act="sit", counter=counter)
    desk.send("hang-doi/lam/", act="next", counter=counter)
    ticket = str(tickets()[0].id)
    passed = desk.send("hang-doi/lam/", act="pass", ticket=ticket)
    assert "Đã qua lượt" in passed.text

    back = desk.send("hang-doi/lam/", act="put_back", ticket=ticket)

    assert "Đã cho chờ lại" in back.text
    assert "Cho chờ lại" not in back.text.replace("Đã cho chờ lại", "")
    assert "A001" in desk.send("hang-doi/lam/", act="next", counter=counter).text
    again = desk.send("hang-doi/lam/", act="put_back", ticket=ticket)
    assert "Số A001 đã đổi trạng thái" in again.text


def test_who_is_expected_today_gets_a_number_without_the_code(office, hall):
    with clock.set_to(MORNING):
        hall.slots(weekday=MORNING.weekday())
        hall.slots(weekday=1)
        hall.book(make_citizen("Lê Văn Hẹn", "072085000031"))
    with clock.set_to(MORNING + timedelta(days=1)):
        page = office.counter.page("hang-doi/lich-hen/")
        assert "Lê Văn Hẹn" in page.text
        code = page.value("code")
        came = office.counter.send("hang-doi/lam/", act="arrive", code=code)
        assert "Đã nhận lịch hẹn" in came.text
        assert "số A001" in office.counter.page("hang-doi/lich-hen/").text
        assert office.specialist.page("hang-doi/lich-hen/").status == 403
