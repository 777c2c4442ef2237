"""A second supplement through the head; letters sent many at once; tasks moved in one act."""

import re
from datetime import timedelta

import pytest

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, official_actor
from tests.dossiers import factories
from tests.dossiers.test_letters import morning_before
from tests.dossiers.test_supplement import answer

pytestmark = pytest.mark.django_db


class Desk:
    """The officials of the screens, under the names of the dossiers' factories."""

    def __init__(self, office):
        self.receptionist = office.counter.actor
        self.specialist = office.specialist.actor
        self.head = office.head.actor


def second_time(office):
    citizen = make_citizen()
    dossier_id = factories.awaiting_supplement(Desk(office), citizen)
    answer(citizen, dossier_id)
    return dossier_id


def written(dossier_id, stage, **more):
    component = factories.some_component(dossier_id)
    return {
        f"paper:{component}": "on",
        f"why:paper:{component}": "Chụp lại mặt sau",
        "reason": "Vẫn thiếu",
        "stage": stage,
        **more,
    }


def test_a_second_request_asks_why_warns_of_the_same_item_and_waits_for_the_head(office):
    dossier_id = second_time(office)
    address = f"ho-so/{dossier_id}/bo-sung/"

    refused = office.specialist.send(address, **written(dossier_id, "send"))
    review = office.specialist.send(address, **written(dossier_id, "review", why_again="Sót"))
    sent = office.specialist.send(address, **written(dossier_id, "send", why_again="Sót"))

    assert refused.status == 422
    assert refused.value(f"why:paper:{factories.some_component(dossier_id)}") == "Chụp lại mặt sau"
    assert "Đã yêu cầu mục" in review.text
    assert "Gửi trưởng phòng duyệt" in review.text
    assert "Trưởng phòng duyệt rồi người dân mới nhận" in sent.text
    assert "chờ trưởng phòng duyệt" in sent.text
    assert factories.stored(dossier_id).supplements == 1


def test_while_the_citizen_is_asked_the_desk_says_what_for_and_that_the_time_stands(office):
    dossier_id = factories.awaiting_supplement(Desk(office), make_citizen())

    page = office.counter.page(f"ho-so/{dossier_id}/").text
    listed = office.specialist.page("viec/", tab="cho-cong-dan").text

    assert "Chụp lại cho rõ" in page
    assert "Đang tạm dừng tính thời hạn" in page
    assert "chưa được tiếp nhận" not in page
    assert "Chờ bổ sung" in listed
    assert "Đã bổ sung" not in listed


def paper_name(dossier_id):
    with acting(SYSTEM):
        case = case_of(factories.stored(dossier_id))
    code = factories.some_component(dossier_id)
    return next(one.name.vi for one in case.components if one.code == code)


def test_the_head_approves_it_on_the_screen_and_it_shows_as_a_breach(office):
    dossier_id = second_time(office)
    office.specialist.send(
        f"ho-so/{dossier_id}/bo-sung/", **written(dossier_id, "send", why_again="Sót")
    )
    page = office.head.page("hoi-them/")
    assert f"{paper_name(dossier_id)} : Chụp lại mặt sau" in page.text
    action = re.search(r'action="/can-bo/(hoi-them/[^"]+)"', page.html).group(1)

    needs_reason = office.head.send(action, decision="return", note="")
    done = office.head.send(action, decision="approve")

    assert needs_reason.status == 422
    assert "Hãy ghi lý do" in needs_reason.text
    box = re.search(r'<a href="#(note-[^"]+)">', needs_reason.html).group(1)
    assert f'<textarea class="govuk-textarea govuk-textarea--error" id="{box}"' in needs_reason.html
    assert "1 lần yêu cầu vượt số lần" in done.text
    assert factories.stored(dossier_id).state is Status.SUPPLEMENT_REQUESTED
    assert "Vượt số lần" in office.head.page(f"ho-so/{dossier_id}/").text


def test_letters_are_sent_many_at_once_with_a_result_for_each(office):
    desk = Desk(office)
    first, second = (factories.accepted(desk, make_citizen()) for _ in range(2))
    assert f"ho-so/{first}/xin-loi/" in office.head.page(f"ho-so/{first}/").html
    with clock.set_to(morning_before(second)):
        dossiers.warn_of_lateness()
        shown = office.head.post(f"/can-bo/sap-tre/{first}/thu/", {f"days:{first}": "2"})
        empty = office.head.send("sap-tre/", picked=[str(first)], reason="")
        bad = office.head.send(
            "sap-tre/", picked=[str(first)], reason="Chờ xác minh", **{f"days:{first}": "0"}
        )
        sent = office.head.send(
            "sap-tre/",
            picked=[str(first), str(second)],
            reason="Chờ xác minh",
            **{f"days:{first}": "2", f"days:{second}": "3"},
        )

    assert shown.content.startswith(b"%PDF")
    assert office.specialist.send(f"sap-tre/{first}/thu/").status == 403
    assert (empty.status, bad.status) == (422, 422)
    assert "Chờ xác minh" in bad.html
    assert "Đã gửi 2 thư xin lỗi" in sent.text
    for one in (first, second):  # once: it is not offered again
        assert f"ho-so/{one}/xin-loi/" not in office.head.page(f"ho-so/{one}/").html
    assert [factories.stored(one).extensions for one in (first, second)] == [1, 1]


def test_too_late_the_list_says_what_sending_means(office):
    dossier_id = factories.accepted(Desk(office), make_citizen())
    with clock.set_to(factories.stored(dossier_id).due_at + timedelta(days=2)):
        dossiers.warn_of_lateness()
        page = office.head.page("sap-tre/")

    assert "Chỉ xin lỗi, vẫn tính trễ" in page.text


def test_a_head_moves_the_chosen_tasks_of_one_officer_to_another(office):
    desk = Desk(office)
    dossier_id = factories.accepted(desk, make_citizen())
    step = factories.open_step(dossier_id)
    dossiers.assign(actor=desk.head, step_id=step.id, person_id=desk.specialist.person_id)
    colleague = official_actor(Role.CASE_OFFICER, unit_kind="civil_status", name="Lý Văn Thay")
    giver, taker = str(desk.specialist.person_id), str(colleague.person_id)

    seen = office.head.page("viec/chuyen/", tu=giver)
    nobody = office.head.send("viec/chuyen/", tu=giver, picked=[str(step.id)], den="")
    moved = office.head.send("viec/chuyen/", tu=giver, picked=[str(step.id)], den=taker)

    assert factories.stored(dossier_id).code in seen.text
    assert (nobody.status, "checked" in nobody.html) == (422, True)
    assert "Đã chuyển 1 việc cho Lý Văn Thay" in moved.text
    assert factories.open_step(dossier_id).assignee_id == colleague.person_id


def test_duties_are_given_for_some_days_on_the_screen_and_ended_early(office):
    giver, receiver = office.head, office.specialist
    day = f"{clock.today():%d/%m/%Y}"
    typed = {
        "seat": str(giver.actor.seats[0].id),
        "person": str(receiver.person_id),
        "starts_on": day,
        "reason": "Nghỉ phép",
    }

    wrong = giver.send("uy-quyen/", **typed, ends_on="31/02/2026")
    done = giver.send("uy-quyen/", **typed, ends_on=day)
    action = re.search(r'action="/can-bo/(uy-quyen/[^"]+)"', done.html).group(1)
    opened = receiver.page("sap-tre/").status
    ended = giver.send(action)

    assert (wrong.status, wrong.value("reason")) == (422, "Nghỉ phép")
    assert "Đang làm thay" in done.text
    assert "Đã kết thúc" in ended.text
    assert (opened, receiver.page("sap-tre/").status) == (200, 403)
