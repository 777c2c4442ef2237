"""Administrators in front of their screens: prepare, edit, propose, a second person publishes."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion, VersionDraft
from motcua.directory.types import Role
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db

CODE = make.MARITAL
PLACE = "quan-tri/thu-tuc/"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def first():
    return Browser(Role.ADMINISTRATOR)


@pytest.fixture
def second():
    return Browser(Role.ADMINISTRATOR)


def day(days):
    return clock.today() + timedelta(days=days)


def drafts():
    with acting(SYSTEM):
        return list(VersionDraft.objects.order_by("begun_at"))


def prepared(first, code=CODE):
    page = first.send(f"{PLACE}{code}/soan/")
    assert page.status == 200
    return f"{PLACE}ban-soan/{drafts()[-1].id}/"


FRAME = {"decision": "101/QĐ-UBND", "reason": "Rút ngắn còn hai ngày", "rule": "stay"}


def framed(first, place, **other):
    typed = {**FRAME, "takes_effect_on": f"{day(7):%d/%m/%Y}", **other}
    return first.send(f"{place}quyet-dinh/", **typed)


def test_the_way_of_the_next_version(first, second):
    running = make.submitted()
    place = prepared(first)
    assert "Còn chỗ phải sửa" in first.page(place).text
    framed(first, place)
    write_the_parts(first, place)
    page = first.page(place)
    assert "Thêm «Tờ khai bổ sung»" in page.text
    assert "2 ngày làm việc" in page.text
    assert "Đã trình" in first.send(f"{place}trinh/").text

    assert "cong-bo" not in first.page(place).html
    assert "không tự công bố được" in first.send(f"{place}cong-bo/").text
    assert drafts()[-1].state == "proposed"
    assert "Thêm «Tờ khai bổ sung»" in second.page(place).text
    assert "Đã công bố" in second.send(f"{place}cong-bo/").text

    with clock.set_to(clock.now() + timedelta(days=7)):
        fresh = make.submitted(make.another_citizen())
        assert make.stored(running).version_id != make.stored(fresh).version_id
        public = first.get(f"/thu-tuc/{CODE}/").content.decode()
    for said in ("Thay đổi gần đây", "101/QĐ-UBND", "Rút ngắn còn hai ngày"):
        assert said in public
    assert "Rút ngắn còn hai ngày" in first.page(f"{PLACE}{CODE}/").text


def test_the_list_finds_without_accents(first):
    assert CODE in first.page(PLACE, q="doc than").html
    assert CODE not in first.page(PLACE, q="sao y").html


def write_the_parts(first, place):
    case = catalogue.procedure(CODE).cases[0]
    limits = {"name": case.name.vi, "unit": "working_day", "value": "3", "local_value": "2"}
    assert "Đã ghi" in first.send(f"{place}truong-hop/{case.code}/", **limits).text
    paper = {
        "name": "Tờ khai bổ sung",
        "mode": "present",
        "required": "no",
        "originals": "1",
        "copies": "0",
        "asked": "always",
    }
    assert "Đã ghi" in first.send(f"{place}giay-to/them/", **paper).text


def test_the_second_person_sends_it_back(first, second):
    place = prepared(first)
    framed(first, place)
    first.send(f"{place}trinh/")
    empty = second.send(f"{place}tra-lai/", reason="")
    assert (empty.status, drafts()[-1].state) == (422, "proposed")
    assert "Viết lý do" in empty.text
    second.send(f"{place}tra-lai/", reason="Sai số quyết định")
    assert "Sai số quyết định" in first.page(place).text


def test_a_refusal_keeps_what_was_typed(first):
    place = prepared(first)
    page = framed(first, place, takes_effect_on=f"{day(-3):%d/%m/%Y}")
    assert page.status == 422
    assert page.value("decision") == "101/QĐ-UBND"
    assert f"{day(1):%d/%m/%Y}" in page.text
    assert drafts()[-1].decision == ""


@pytest.mark.parametrize(
    ("part", "typed", "said"),
    [
        ("quyet-dinh/", {"takes_effect_on": "31/02/2027"}, "ngày có thật"),
        ("chung/", {"name": "", "summary": "x", "who": "y"}, "không để trống được"),
        ("truong-hop/mac_dinh/", {"name": "x", "unit": "working_day", "value": ""}, "chữ số"),
        (
            "truong-hop/mac_dinh/",
            {"name": "x", "unit": "working_day", "value": "2", "local_value": "9"},
            "dài hơn",
        ),
        ("giay-to/them/", {"name": "x", "originals": "hai"}, "Nhập số nguyên"),
        ("khoan-thu/them/", {"name": "x", "amount": "-1"}, "không được nhỏ hơn 0"),
    ],
)
def test_each_mistake_says_what_to_do(part, typed, said, first):
    place = prepared(first)
    before = drafts()[-1].content
    page = first.send(place + part, **typed)
    assert page.status == 422
    assert said in page.text
    assert drafts()[-1].content == before


def test_papers_change_places_and_go(first):
    place = prepared(first, "2.000815")
    first.send(f"{place}giay-to/SCAN/len/")
    first.send(f"{place}giay-to/LEGALISATION/bo/")
    codes = [one["code"] for one in drafts()[-1].content["procedure"]["components"]]
    assert codes == ["SCAN", "ORIGINAL"]
    first.send(f"{place}khoan-thu/CERTIFICATION/bo/")
    assert not drafts()[-1].content["procedure"]["fees"]


def test_every_editor_opens_with_what_is_stored(first):
    place = prepared(first, "2.000815")
    assert (
        first.page(f"{place}giay-to/SCAN/").value("name")
        == "Ảnh chụp hoặc bản quét các trang cần sao"
    )
    assert first.page(f"{place}giay-to/SCAN/").value("originals") == "0"
    assert first.page(f"{place}khoan-thu/CERTIFICATION/").value("amount") == "2000"
    assert first.page(f"{place}chung/").value("name").startswith("Chứng thực")
    assert first.page(f"{place}giay-to/KHONG/").status == 404


def test_an_unchanged_editor_changes_nothing(first):
    place = prepared(first, "2.000815")
    before = drafts()[-1].content["procedure"]["components"]
    html = first.page(f"{place}giay-to/ORIGINAL/").html
    typed = {
        name: first.page(f"{place}giay-to/ORIGINAL/").value(name) or ""
        for name in ("name", "name_en", "hint", "hint_en", "originals", "copies")
    }
    chosen = re.findall(r'name="(mode|required)"[^>]*value="(\w+)"[^>]*checked', html)
    sources = re.findall(r'name="replaceable_by"[^>]*value="(\w+)"[^>]*checked', html)
    kept = {"replaceable_by": sources, "asked": "always"}
    first.send(f"{place}giay-to/ORIGINAL/", **typed, **dict(chosen), **kept)
    after = drafts()[-1].content["procedure"]["components"]
    assert after == [
        before[0]
        | {
            "originals": 1,
            "copies": 0,
            "replaceable_by": sorted(before[0]["replaceable_by"], key=sources.index),
        },
        *before[1:],
    ]


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_others_do_not_come_in(role, first):
    place = prepared(first)
    other = Browser(role)
    with acting(SYSTEM):
        before = ProcedureVersion.objects.count(), drafts()[-1].state
    for address in (PLACE, f"{PLACE}{CODE}/", place, f"{place}quyet-dinh/"):
        assert other.page(address).status == 403
    for act in ("trinh/", "cong-bo/", "bo/", "tra-lai/"):
        assert other.send(place + act).status == 403
    with acting(SYSTEM):
        assert (ProcedureVersion.objects.count(), drafts()[-1].state) == before


def test_pages_ask_the_database_little(first, django_assert_max_num_queries):
    place = prepared(first)
    framed(first, place)
    for address, most in ((PLACE, 12), (f"{PLACE}{CODE}/", 12), (place, 14)):
        first.page(address)
        with django_assert_max_num_queries(most):
            assert first.page(address).status == 200
