"""Whom a case asks and what it waits for: edited, told in words, held against process and form."""

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import ChildProcedureError, DraftFaultyError, PartFaultyError
from motcua.catalogue.types import AgenciesEdit, Consulted, LinkedStep, ProcessEdit
from tests.catalogue.drafting import draft, edit, frame, seen, stored
from tests.catalogue.factories import seated
from tests.catalogue.form_drafting import BUILD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
LAW = "khoản 3 Điều 12 Nghị định 118/2025/NĐ-CP"
WED = "1.000894"


@pytest.fixture
def author():
    return seated()


@pytest.fixture
def draft_id(author):
    return draft(author, BUILD)


def case(draft_id, at=0):
    return stored(draft_id).content["procedure"]["cases"][at]


def a_link(**other):
    details = {
        "step": "marital",
        "procedure": "1.004873",
        "case": "mac_dinh",
        "place": "ben_nam.noi_cu_tru.ward",
        "basis": LAW,
        "answers": {"ho_ten": "ben_nam.ho_ten"},
        "fixed": {"cho_ai": "ban_than"},
    }
    return LinkedStep(**(details | other))


def test_whom_a_step_asks_with_its_time_and_its_law(author, draft_id):
    first, second = catalogue.agencies_of(seen(author, draft_id), "nha_o")
    assert (first.asks, first.hours > 0, "Điều 102" in first.silence) == ("", True, True)
    assert second.asks.startswith("Sở ")
    edit(author, draft_id, AgenciesEdit("nha_o", (Consulted("consult", "H53.04", LAW),)))
    first, second = catalogue.agencies_of(seen(author, draft_id), "nha_o")
    assert (first.silence, second.silence, second.asks) == (LAW, "", "")
    told = {one.what: (one.before, one.after) for one in seen(author, draft_id).differences}
    assert any(f"im lặng là đồng ý ({LAW})" in after for _before, after in told.values())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((Consulted("khong_co", "H53.04"),), "quy trình không có bước «khong_co»"),
        ((Consulted("consult", "H99.99"),), "không có cơ quan mang mã «H99.99»"),
        ((Consulted("consult", "", "luat"),), "đang để trống"),
        ((Consulted("consult", "H53.04"), Consulted("consult", "H53.04")), "khai hai lần"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, said, author, draft_id):
    before = case(draft_id)
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, AgenciesEdit("nha_o", asked))
    assert "Trường hợp «Nhà ở riêng lẻ», lấy ý kiến" in str(refused.value)
    assert said in str(refused.value)
    assert case(draft_id) == before


def test_a_step_that_went_is_told_and_mended_before_the_hand_up(author, draft_id):
    sheet = catalogue.process_sheet(actor=author, draft_id=draft_id, code="nha_o")
    kept = tuple(one for one in sheet.steps if one.key != "consult_department")
    if not kept or len(kept) == len(sheet.steps):
        pytest.skip("drawn in a way that a table cannot say")
    edit(author, draft_id, frame())
    edit(author, draft_id, ProcessEdit("nha_o", sheet.shared(kept)))
    with pytest.raises(DraftFaultyError) as refused:
        catalogue.propose_version(actor=author, draft_id=draft_id)
    assert "lấy ý kiến: quy trình không có bước «consult_department»" in str(refused.value)
    edit(author, draft_id, AgenciesEdit("nha_o", (Consulted("consult", silence=LAW),)))
    catalogue.propose_version(actor=author, draft_id=draft_id)


def test_a_child_dossier_is_declared_and_told(author):
    draft_id = draft(author, WED)
    code = case(draft_id, 1)["code"]
    edit(author, draft_id, AgenciesEdit(code, linked=(a_link(),)))
    assert case(draft_id, 1)["linked"][0]["answers"] == {"ho_ten": "ben_nam.ho_ten"}
    (told,) = [one for one in seen(author, draft_id).differences if "Hồ sơ con" in one.what]
    assert told.after.startswith("thủ tục 1.004873, tại xã ở «")
    assert LAW in told.after


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"procedure": "9.999999"}, "không có thủ tục 9.999999"),
        ({"case": "khong_co"}, "trường hợp «khong_co»"),
        ({"procedure": WED}, "không chờ hồ sơ con của chính nó"),
        ({"answers": {"khong_co": "ben_nam.ho_ten"}}, "không hỏi «khong_co»"),
        ({"place": "ben_nam.ho_ten"}, "phải là xã của một câu hỏi địa chỉ"),
        ({"answers": {"ho_ten": "khong_co"}}, "«khong_co» điền cho hồ sơ con"),
        ({"step": "khong_co"}, "quy trình không có bước «khong_co»"),
    ],
)
def test_a_child_that_cannot_be_is_refused(other, said, author):
    draft_id = draft(author, WED)
    before = case(draft_id, 1)
    with pytest.raises((PartFaultyError, ChildProcedureError)) as refused:
        edit(author, draft_id, AgenciesEdit(before["code"], linked=(a_link(**other),)))
    assert said in str(refused.value)
    assert case(draft_id, 1) == before


def test_a_step_that_waits_for_nothing_is_refused(author):
    draft_id = draft(author, WED)
    before = case(draft_id, 1)
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, AgenciesEdit(before["code"]))
    assert "chưa khai bước «marital»" in str(refused.value)
    assert case(draft_id, 1) == before
