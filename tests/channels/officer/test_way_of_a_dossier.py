"""A dossier through every desk, each official in their own browser."""

import re

from motcua.dossiers.types import Status
from tests.dossiers import factories


def status_of(dossier_id):
    return factories.stored(dossier_id).state


def test_an_online_dossier_is_accepted_after_looking(office):
    dossier_id = factories.submitted()
    code = factories.stored(dossier_id).code

    assert code in office.counter.page("tiep-nhan/").text
    page = office.counter.send(f"ho-so/{dossier_id}/tiep-nhan/", act="accept")

    assert "Đã tiếp nhận" in page.text
    assert status_of(dossier_id) in {Status.ACCEPTED, Status.IN_PROGRESS}
    assert code not in office.counter.page("tiep-nhan/").text


def test_a_paper_ticked_missing_is_asked_for_not_accepted(office):
    dossier_id = factories.submitted()
    address = f"ho-so/{dossier_id}/tiep-nhan/"
    component = re.search(r'name="tick:([^"]+)"', office.counter.page(address).html).group(1)
    ticked = {f"tick:{component}": "thieu"}

    refused = office.counter.send(address, act="accept", **ticked)
    assert refused.status == 422
    assert "Chưa có" in refused.text
    assert status_of(dossier_id) is Status.SUBMITTED

    asking = office.counter.send(address, act="ask", **ticked)
    assert f'name="paper:{component}" type="checkbox" value="on" checked' in asking.html


def test_the_specialist_takes_drafts_and_proposes(office):
    dossier_id = factories.accepted(office)
    code = factories.stored(dossier_id).code
    desk = office.specialist

    assert code in desk.page("viec/", tab="cho-nhan").text
    desk.send(f"ho-so/{dossier_id}/nhan-viec/")
    assert code in desk.page("viec/").text

    drafted = desk.send(f"ho-so/{dossier_id}/soan-ket-qua/", **answers_of(desk, dossier_id))
    assert "Đã lập dự thảo" in drafted.text
    picture = re.search(r'src="(/can-bo/ho-so/[^"]+/anh/[^"]+)"', drafted.html).group(1)
    shown = desk.get(picture)
    assert shown["Content-Type"] == "image/png"

    proposed = desk.send(f"ho-so/{dossier_id}/trinh/", note="Đủ điều kiện")
    assert "Đã trình dự thảo" in proposed.text
    assert code not in desk.page("viec/").text


def answers_of(desk, dossier_id):
    """Something in every box of the draft that is still empty."""
    page = desk.page(f"ho-so/{dossier_id}/soan-ket-qua/")
    boxes = re.findall(r'name="(kq:[^"]+)"', page.html)
    return {box: page.value(box) or "Không có gì thêm" for box in boxes}


def test_a_head_assigns_and_takes_back(office):
    dossier_id = factories.accepted(office)
    office.specialist  # noqa: B018  (somebody to assign to)
    page = office.head.page(f"ho-so/{dossier_id}/giao-viec/")
    assert "Trần Văn Hậu" in page.text

    office.head.send(f"ho-so/{dossier_id}/giao-viec/", person=str(office.specialist.person_id))
    assert factories.open_step(dossier_id).assignee_id == office.specialist.person_id

    office.head.send(f"ho-so/{dossier_id}/rut-viec/")
    assert factories.open_step(dossier_id).assignee_id is None


def test_a_supplement_request_tells_all_it_lacks_at_once_and_leads_to_each(office):
    dossier_id = factories.accepted(office)
    address = f"ho-so/{dossier_id}/bo-sung/"
    name = re.search(r'name="(paper:[^"]+)"', office.specialist.page(address).html).group(1)

    nothing = office.specialist.send(address, stage="send")
    page = office.specialist.send(address, stage="send", **{name: "on"})

    assert (nothing.status, page.status) == (422, 422)
    assert re.search(r'<a href="#(field|paper):', nothing.html)
    for box in (f"why:{name}", "reason"):
        assert f'<a href="#{box}">' in page.html
        assert f'id="{box}-error"' in page.html
    assert status_of(dossier_id) is Status.IN_PROGRESS


def test_a_supplement_is_read_over_before_it_is_sent(office):
    dossier_id = factories.accepted(office)
    office.specialist.send(f"ho-so/{dossier_id}/nhan-viec/")
    address = f"ho-so/{dossier_id}/bo-sung/"
    component = re.search(r'name="paper:([^"]+)"', office.specialist.page(address).html).group(1)
    asked = {
        f"paper:{component}": "on",
        f"why:paper:{component}": "Chụp rõ cả bốn góc",
        f"again:paper:{component}": "Cơ sở dữ liệu không có thông tin này",
    }

    unexplained = office.specialist.send(address, stage="send", **asked)
    assert unexplained.status == 422
    assert "Nhập lý do chung" in unexplained.text
    assert "Chụp rõ cả bốn góc" in unexplained.html

    review = office.specialist.send(address, stage="review", reason="Ảnh mờ", **asked)
    assert "Người dân sẽ nhận yêu cầu này" in review.text
    assert status_of(dossier_id) is Status.IN_PROGRESS

    sent = office.specialist.send(address, stage="send", reason="Ảnh mờ", **asked)
    assert "Đã gửi một yêu cầu bổ sung gồm 1 mục" in sent.text
    assert status_of(dossier_id) is Status.SUPPLEMENT_REQUESTED

    page = office.counter.page(f"ho-so/{dossier_id}/nhan-bo-sung/")
    assert "Chụp rõ cả bốn góc" in page.text
    nothing = office.counter.send(f"ho-so/{dossier_id}/nhan-bo-sung/", x="1")
    assert nothing.status == 422
    brought = {f"brought:{component}": "on"}
    office.counter.send(f"ho-so/{dossier_id}/nhan-bo-sung/", **brought)
    assert status_of(dossier_id) is Status.IN_PROGRESS


def test_a_dossier_is_refused_only_with_a_reason(office):
    dossier_id = factories.submitted()
    address = f"ho-so/{dossier_id}/tu-choi/"

    empty = office.counter.send(address, reason="  ")
    assert empty.status == 422
    assert status_of(dossier_id) is Status.SUBMITTED

    office.counter.send(address, reason="Không thuộc thẩm quyền của xã.")
    assert status_of(dossier_id) is Status.NOT_ACCEPTED
    again = office.counter.send(address, reason="Không thuộc thẩm quyền của xã.")
    assert again.status == 422
    assert "không làm được việc này nữa" in again.text
    assert "Không thuộc thẩm quyền của xã." in again.html


def test_a_leader_returns_with_a_reason(office):
    dossier_id = factories.proposed(Teams(office))
    leader = office.leader
    code = factories.stored(dossier_id).code
    assert code in leader.page("ky/").text

    without = leader.send("ky/tra-lai/", picked=str(dossier_id), reason="")
    assert without.status == 422
    done = leader.send("ky/tra-lai/", picked=str(dossier_id), reason="Sai tên đường")
    assert "Đã trả lại 1 dự thảo" in done.text
    assert code not in leader.page("ky/").text
    assert code in office.specialist.page("viec/", tab="cho-nhan").text


def test_signing_shows_what_is_signed_and_asks_for_the_pin(office):
    dossier_id = factories.proposed(Teams(office))
    asked = office.leader.send("ky/xong/", picked=str(dossier_id))
    assert asked.status == 200
    assert "Mã PIN" in asked.text

    empty = office.leader.send("ky/xong/", picked=str(dossier_id), pin="")
    assert empty.status == 422
    assert status_of(dossier_id) is Status.IN_PROGRESS

    none = office.leader.send("ky/xong/")
    assert "Chưa chọn văn bản nào" in none.text


class Teams:
    """The office as tests.dossiers.factories names its people."""

    def __init__(self, office):
        self.receptionist = office.counter.actor
        self.specialist = office.specialist.actor
        self.head = office.head.actor
        self.leader = office.leader.actor
        self.clerk = office.clerk.actor
