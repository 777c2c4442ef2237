"""Cases of the next version: one more, one changed, one less, and what stands in the way."""

from dataclasses import replace

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    CaseInUseError,
    LastCaseError,
    PartChangedError,
    PartFaultyError,
    PartNotFoundError,
    ResultTakenError,
)
from motcua.catalogue.types import CaseDrop, CaseEdit, CaseResult, ResultEdit, Text
from tests.catalogue.drafting import (
    a_case,
    a_fee,
    a_paper,
    draft,
    edit,
    frame,
    seen,
    stored,
)
from tests.catalogue.factories import seated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
LAND = "1.013831"  # questions and papers look at its cases


@pytest.fixture
def author():
    return seated()


@pytest.fixture
def draft_id(author):
    return draft(author)


def plain(draft_id):
    return stored(draft_id).content["procedure"]


def published(author, draft_id):
    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    return catalogue.version(catalogue.publish_version(actor=seated(), draft_id=draft_id))


def test_a_new_case_has_its_own_limit_papers_fees_and_process(author, draft_id):
    edit(author, draft_id, a_case(papers=("ORIGINAL",), fees=(), value=3, unit="working_day"))
    first, second = published(author, draft_id).cases
    assert (second.code, second.name.vi) == ("nhieu_ban", "Nhiều bản")
    assert [one.code for one in second.components] == ["ORIGINAL"]
    assert len(first.components) == 3
    assert (second.limit.value, second.fees) == (3, ())
    assert second.process != first.process
    assert first.fees


def test_a_new_case_shares_the_process_until_its_limit_differs(author, draft_id):
    held = plain(draft_id)["cases"][0]["clock"]["limit"]
    assert held["unit"] == "same_day"
    edit(author, draft_id, a_case(value=0, unit="same_day"))
    first, second = plain(draft_id)["cases"]
    assert first["process"] == second["process"]


def test_a_case_may_give_a_result_of_its_own(author, draft_id):
    own = CaseResult("KQ.G15.000099", Text("Trích sao", "Extract"), Text("Trích sao", ""), "")
    common = plain(draft_id)["result"]
    edit(author, draft_id, a_case(result=replace_like(own, common["code"]), keeps_result=False))
    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    version_id = catalogue.publish_version(actor=seated(), draft_id=draft_id)
    assert catalogue.result_template(version_id, "nhieu_ban").result_code == "KQ.G15.000099"
    assert catalogue.result_template(version_id, "mac_dinh").result_code == common["code"]
    told = [one.after for one in seen(author, draft_id).differences]
    assert any("Kết quả riêng: Trích sao (KQ.G15.000099)" in one for one in told)


def test_the_common_result_is_edited_printed_anew_and_told(author, draft_id):
    held = plain(draft_id)["result"]
    asked = {one["name"]: Text("Viết lời chứng", "Write") for one in held["fields"] if "ask" in one}
    wanted = ResultEdit("KQ.G15.000021", Text("Bản sao", ""), Text("Bản sao mới", ""), "", 3, asked)
    edit(author, draft_id, wanted, catalogue.part_stamp(seen(author, draft_id), "result"))
    told = {
        one.what: one.after for one in seen(author, draft_id).differences if one.part == "Kết quả"
    }
    assert told["Tên"] == "Bản sao"
    assert told["Có giá trị"] == "3 tháng"
    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    template = catalogue.result_template(
        catalogue.publish_version(actor=seated(), draft_id=draft_id), "mac_dinh"
    )
    assert (template.title.vi, template.valid_months) == ("Bản sao mới", 3)
    assert all(one.ask.vi == "Viết lời chứng" for one in template.fields if one.ask)


def test_the_common_result_is_refused_where_others_hold_its_code_or_it_changed(author, draft_id):
    own = CaseResult("KQ.G15.000099", Text("Trích sao", ""), Text("Trích sao", ""), "")
    code = plain(draft_id)["result"]["code"]
    edit(author, draft_id, a_case(result=replace_like(own, code), keeps_result=False))
    before = plain(draft_id)
    stamp = catalogue.part_stamp(seen(author, draft_id), "result")
    same = ResultEdit("KQ.G15.000099", Text("Giấy khác", ""), Text("Giấy", ""))
    for wrong, refusal in (
        (same, ResultTakenError),
        (replace(same, code="KQ.1", like="gone"), PartNotFoundError),
        (replace(same, code="KQ.1", valid_months=0), PartFaultyError),
    ):
        with pytest.raises(refusal):
            edit(author, draft_id, wrong, stamp)
        assert plain(draft_id) == before
    edit(author, draft_id, replace(same, code="KQ.1"), stamp)
    with pytest.raises(PartChangedError):
        edit(author, draft_id, replace(same, code="KQ.2"), stamp)


def replace_like(own, like):
    return CaseResult(own.code, own.name, own.title, like)


def test_a_result_code_that_means_something_else_is_refused(author, draft_id):
    before = plain(draft_id)
    code = before["result"]["code"]
    taken = CaseResult(code, Text("Giấy khác", ""), Text("Giấy khác", ""), code)
    with pytest.raises(ResultTakenError) as refused:
        edit(author, draft_id, a_case(result=taken, keeps_result=False))
    assert "nhập mã khác" in str(refused.value)
    assert plain(draft_id) == before


def test_a_case_is_renamed_and_keeps_what_refers_to_it(author):
    draft_id = draft(author, LAND)
    code = plain(draft_id)["cases"][0]["code"]
    held = plain(draft_id)["cases"][0]
    first = held["clock"]["appointments"][0]
    named = CaseEdit(code, Text("Tên mới", ""), first["value"], first["unit"], None)
    edit(author, draft_id, named)
    renamed = seen(author, draft_id).case(code)
    assert renamed == held | {"name": {"vi": "Tên mới", "en": "Tên mới"}}
    told = [(one.what, one.after) for one in seen(author, draft_id).differences]
    assert ("Tên mới: Tên", "Tên mới") in told


def test_what_refers_to_a_case_is_listed_before_it_is_refused(author):
    draft_id = draft(author, LAND)
    before = stored(draft_id).content
    view = seen(author, draft_id)
    found = catalogue.case_uses(actor=author, draft=view, code="cho_thue_ha_tang")
    assert any("điều kiện của câu hỏi" in one for one in found.uses)
    assert any("điều kiện của giấy tờ" in one for one in found.uses)
    with pytest.raises(CaseInUseError) as refused:
        edit(author, draft_id, CaseDrop("cho_thue_ha_tang"))
    assert all(one in str(refused.value) for one in found.uses)
    assert stored(draft_id).content == before


def test_a_case_goes_with_what_only_it_asks_for(author, draft_id):
    edit(author, draft_id, a_case(value=3, unit="working_day"))
    edit(author, draft_id, a_paper(cases=("nhieu_ban",)))
    edit(author, draft_id, a_fee(cases=("nhieu_ban",)))
    along = catalogue.case_uses(
        actor=author, draft=seen(author, draft_id), code="nhieu_ban"
    ).goes_along
    assert along == ("giấy tờ «Đơn đề nghị»", "khoản thu «Lệ phí thử»")
    edit(author, draft_id, CaseDrop("nhieu_ban"))
    after = stored(draft_id).content
    assert [one["code"] for one in after["procedure"]["cases"]] == ["mac_dinh"]
    assert "GIAY_1" not in [one["code"] for one in after["procedure"]["components"]]
    assert len(after["processes"]) == 1
    assert not [one for one in seen(author, draft_id).differences if one.part != "Mẫu điện tử"]


def test_the_last_case_stays(author, draft_id):
    before = plain(draft_id)
    with pytest.raises(LastCaseError) as refused:
        edit(author, draft_id, CaseDrop("mac_dinh"))
    assert "thêm trường hợp khác" in str(refused.value)
    assert plain(draft_id) == before


def test_a_case_that_another_procedure_waits_for_stays(author):
    draft_id = draft(author, "1.004873")  # marriages wait for its paper
    edit(author, draft_id, a_case())
    before = plain(draft_id)
    with pytest.raises(CaseInUseError) as refused:
        edit(author, draft_id, CaseDrop("mac_dinh"))
    assert "hồ sơ con của thủ tục 1.000894" in str(refused.value)
    assert plain(draft_id) == before


@pytest.mark.parametrize(
    "change",
    [
        CaseDrop("khong"),
        a_case(like="khong"),
        a_case(papers=("KHONG",)),
        a_case("khong"),
        a_case(fees=("KHONG",)),
    ],
)
def test_what_is_not_there_is_not_found(change, author, draft_id):
    before = plain(draft_id)
    with pytest.raises(PartNotFoundError):
        edit(author, draft_id, change)
    assert plain(draft_id) == before


def test_a_case_without_papers_is_refused(author, draft_id):
    before = plain(draft_id)
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_case(papers=()))
    assert "Trường hợp «Nhiều bản», giấy tờ" in str(refused.value)
    assert plain(draft_id) == before


def test_cases_of_one_name_get_codes_of_their_own(author, draft_id):
    for _time in range(2):
        edit(author, draft_id, a_case(name="Thêm"))
    codes = [one["code"] for one in plain(draft_id)["cases"]]
    assert codes[0] == "mac_dinh"
    assert set(codes[1:]) == {"them_2", "them_3"}
