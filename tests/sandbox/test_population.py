import pytest
import requests
from lxml import etree

from sandbox.persons import everybody

QUESTION = """<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<TraCuuThongTinCongDan xmlns="http://dancuquocgia.bca"><MaYeuCau>{request}</MaYeuCau>
<MaDVC>1.001193</MaDVC><MaTichHop>037</MaTichHop><MaCanBo>{asked_by}</MaCanBo><TaiKhoan>tayninh</TaiKhoan>
<SoDinhDanh>{number}</SoDinhDanh><HoVaTen>{name}</HoVaTen>
<NgayThangNamSinh><NgayThangNam>{born}</NgayThangNam></NgayThangNamSinh>
</TraCuuThongTinCongDan></soap:Body></soap:Envelope>"""
BAY = {
    "request": "YC-1",
    "asked_by": "CB-1",
    "number": "072192000007",
    "name": "Nguyễn Thị Bảy",
    "born": "19920312",
}


@pytest.fixture
def ask(outside):
    def look_up(body=None, **changed):
        question = body or QUESTION.format(**{**BAY, **changed})
        return requests.post(f"{outside.address}/population", data=question.encode(), timeout=5)

    return look_up


def said(answer, name):
    found = etree.fromstring(answer.content).find(f".//{{http://dancuquocgia.bca}}{name}")
    return None if found is None else found.text


def test_the_description_names_its_own_address(outside):
    described = requests.get(f"{outside.address}/population?wsdl", timeout=5).text

    assert f'location="{outside.address}/population"' in described


def test_a_matching_question_is_answered(ask):
    answer = ask(request="YC-match")

    assert said(answer, "MaKetQua") == "00"
    assert said(answer, "ThongBao") == "Thành công"


def test_a_request_repeated_gets_the_first_answer(ask, outside):
    first = ask(request="YC-repeat")
    outside.fails("population", "not_found")

    assert ask(request="YC-repeat").content == first.content
    assert said(ask(request="YC-new"), "MaKetQua") == "01"


def test_nobody_asks_without_a_name(ask):
    assert said(ask(request="YC-nameless", asked_by=""), "MaKetQua") == "09"


@pytest.mark.parametrize("nonsense", ["<not-xml", "<a/>"])
def test_nonsense_is_a_fault(ask, nonsense):
    answer = ask(nonsense)

    assert answer.status_code == 500
    assert b"faultstring" in answer.content


def test_invented_people_agree_with_themselves():
    """Century and sex, and the year, are written in the number (Luật Căn cước)."""
    for person in everybody().values():
        century = 0 if person.birth_date.year < 2000 else 2
        digit = century + (1 if person.sex == "female" else 0)
        assert person.personal_id[:6] == f"072{digit}{person.birth_date:%y}"
        for relative in (person.father, person.mother, person.spouse):
            if relative and relative.personal_id in everybody():
                assert everybody()[relative.personal_id].name == relative.name
