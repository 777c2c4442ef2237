"""Somebody stands at the counter: one page, from the card to the receipt."""

import re

import pytest

from motcua.catalogue import api as catalogue
from motcua.dossiers.models import Dossier
from motcua.dossiers.types import Status
from motcua.engines.forms import api as forms
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories

CARD = "072192000007||Nguyễn Thị Bảy|12031992|Nữ|Ấp Thuận Hòa, Truông Mít, Tây Ninh|01052021"
ADDRESS = f"tiep-nhan/moi/{factories.MARITAL}/"


def filled(counter):
    """The whole page as somebody fills it in: person, form and ticks."""
    page = counter.page(ADDRESS)
    version = catalogue.procedure(factories.MARITAL)
    ticks = dict.fromkeys(re.findall(r'name="(tick:[^"]+)"', page.html), "co")
    return {
        "key": page.value("key"),
        "case": version.cases[0].code,
        "name": "Nguyễn Thị Bảy",
        "personal_id": "072 192 000 007",
        "birth_date": "12/03/1992",
        "sex": "female",
        "residence": "Ấp Thuận Hòa, xã Truông Mít",
        **ticks,
        **posted(version),
    }


def posted(version):
    """What a browser would send for one of the sample people of the form."""
    form = catalogue.form(version.id)
    answers = forms.join(form, factories.sample_answers(version))
    typed = {}
    for page in form.pages:
        typed |= forms.posted_of(
            form, page.id, answers, facts={"case": version.cases[0].code, "channel": "1"}
        )
    return typed


def all_missing(typed):
    """Everything ticked missing, with the reason that what a register answers is asked for."""
    ticks = [name for name in typed if name.startswith("tick:")]
    again = {name.replace("tick:", "again:"): "Hệ thống đang gián đoạn" for name in ticks}
    return dict.fromkeys(ticks, "thieu") | again


def how_many():
    with acting(SYSTEM):
        return Dossier.objects.count()


def test_procedures_are_found_without_accents(office):
    assert (
        "Giấy xác nhận tình trạng hôn nhân"
        in office.counter.page("tiep-nhan/moi/", q="hon nhan").text
    )
    nothing = office.counter.page("tiep-nhan/moi/", q="zzzzzz")
    assert "Không có thủ tục nào khớp" in nothing.text


def test_the_card_fills_the_person_and_the_form(office):
    page = office.counter.send(ADDRESS, scan=CARD, act="fill")

    assert page.status == 200
    assert page.value("name") == "Nguyễn Thị Bảy"
    assert page.value("personal_id") == "072192000007"
    assert page.value("birth_date") == "12/03/1992"
    assert "Hãy sửa các chỗ sau" not in page.text


def test_what_cannot_be_read_is_said_and_what_was_typed_stays(office):
    page = office.counter.send(ADDRESS, scan="0721920000|Ngy Thị", act="fill", phone="0900000007")

    assert "Chưa đọc được mã QR" in page.text
    assert page.value("phone") == "0900000007"


def test_accepted_at_the_counter(office):
    page = office.counter.send(ADDRESS, act="accept", **filled(office.counter))

    assert "Đã tiếp nhận" in page.text, page.text
    with acting(SYSTEM):
        dossier = Dossier.objects.get()
    assert dossier.accepted_at is not None


@pytest.mark.parametrize("act", ["accept", "ask", "refuse"])
def test_a_second_sending_of_the_same_page_makes_no_second_dossier(office, act):
    typed = filled(office.counter) | {"act": act, "reason": "Thiếu giấy tờ"}
    if act == "ask":
        typed |= all_missing(typed)

    first = office.counter.send(ADDRESS, **typed)
    second = office.counter.send(ADDRESS, **typed)

    assert (first.status, second.status) == (200, 200), second.text
    assert how_many() == 1


def test_asking_needs_something_missing_and_a_reason(office):
    typed = filled(office.counter)

    complete = office.counter.send(ADDRESS, act="ask", reason="x", **typed)
    assert complete.status == 422
    assert "không có gì để yêu cầu bổ sung" in complete.text

    typed |= all_missing(typed)
    unexplained = office.counter.send(ADDRESS, act="ask", **typed)
    assert unexplained.status == 422
    assert "Nhập lý do" in unexplained.text

    asked = office.counter.send(ADDRESS, act="ask", reason="Thiếu bản chính", **typed)
    assert "mẫu 02" in asked.text
    with acting(SYSTEM):
        assert Dossier.objects.get().state is Status.SUPPLEMENT_REQUESTED


def test_a_refusal_keeps_everything_typed(office):
    typed = filled(office.counter) | {"personal_id": "12345", "phone": "0900000007"}

    page = office.counter.send(ADDRESS, act="accept", **typed)

    assert page.status == 422
    assert "đủ 12 chữ số" in page.text
    assert page.value("personal_id") == "12345"
    assert page.value("phone") == "0900000007"
    assert page.value("key") == typed["key"]
    assert page.response.context["entry"].answers
    assert how_many() == 0


def test_all_present_ticks_what_is_open(office):
    page = office.counter.send(ADDRESS, act="all")

    ticked = re.findall(r'<input type="radio" name="tick:[^"]+" value="(\S+)" checked', page.html)
    assert "co" in ticked


def test_a_birth_year_alone_is_enough(office):
    page = office.counter.send(
        ADDRESS, act="accept", **(filled(office.counter) | {"birth_date": "1942"})
    )

    assert "Đã tiếp nhận" in page.text
