"""The parts that administrators edit, and what is read about a version."""

from datetime import date, timedelta

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    LastPartError,
    PartFaultyError,
    PartNotFoundError,
)
from motcua.catalogue.types import (
    CaseEdit,
    FeeDrop,
    PaperDrop,
    PaperShift,
    Text,
)
from motcua.engines.flow import api as flow
from motcua.kit import clock
from motcua.kit.scope import NOBODY, acting
from tests.catalogue.drafting import (
    CODE,
    SIMPLE,
    a_fee,
    a_paper,
    draft,
    edit,
    frame,
    in_days,
    published,
    seen,
    stored,
)
from tests.catalogue.factories import seated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]


def test_papers_are_added_changed_moved_and_dropped():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, a_paper())
    edit(author, draft_id, a_paper("SCAN", "Bản quét", required=True, copies=2))
    edit(author, draft_id, PaperShift("GIAY_1", -3))
    edit(author, draft_id, PaperDrop("LEGALISATION"))
    plain = seen(author, draft_id).plain
    assert [one["code"] for one in plain["components"]] == ["GIAY_1", "ORIGINAL", "SCAN"]
    assert seen(author, draft_id).component("SCAN")["copies"] == 2
    told = [(one.part, one.what) for one in seen(author, draft_id).differences]
    assert ("Giấy tờ", "Thêm «Đơn đề nghị»") in told
    assert ("Giấy tờ", "Bản quét: Bản sao") in told
    assert any(what.startswith("Bỏ «Hợp pháp hóa") for _part, what in told)


def test_a_paper_of_one_case_is_asked_for_there_only():
    author = seated()
    draft_id = draft(author, CODE)
    cases = [case["code"] for case in seen(author, draft_id).plain["cases"]]
    edit(author, draft_id, a_paper(cases=cases[:1]))
    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    version = catalogue.version(catalogue.publish_version(actor=seated(), draft_id=draft_id))
    asked = [{one.code for one in case.components} for case in version.cases]
    assert ["GIAY_1" in codes for codes in asked] == [True, *[False] * (len(cases) - 1)]


def test_the_last_paper_stays():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, PaperDrop("LEGALISATION"))
    edit(author, draft_id, PaperDrop("SCAN"))
    with pytest.raises(LastPartError):
        edit(author, draft_id, PaperDrop("ORIGINAL"))
    assert [one["code"] for one in stored(draft_id).content["procedure"]["components"]] == [
        "ORIGINAL"
    ]


def test_a_part_that_is_gone_is_not_found():
    author = seated()
    draft_id = draft(author)
    for change in (PaperDrop("KHONG"), FeeDrop("KHONG"), a_paper("KHONG"), PaperShift("KHONG", 1)):
        with pytest.raises(PartNotFoundError):
            edit(author, draft_id, change)


def test_a_fee_with_its_source_and_day():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, a_fee(issued_on=date(2026, 7, 9)))
    assert seen(author, draft_id).fee("KHOAN_1")["issued_on"] == "2026-07-09"
    edit(author, draft_id, FeeDrop("KHOAN_1"))
    assert not seen(author, draft_id).fee("KHOAN_1")


def test_fees_that_overlap_are_refused():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, a_fee())
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_fee(name="LỆ PHÍ THỬ", amount=7000))
    assert "một người có thể bị thu hai lần" in str(refused.value)
    assert len(stored(draft_id).content["procedure"]["fees"]) == 2


def test_a_fee_whose_source_is_younger_than_the_version_is_refused():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, frame(on=in_days(5)))
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_fee(issued_on=in_days(6)))
    assert "sửa một trong hai ngày" in str(refused.value)


def hours(source):
    return flow.load(source.encode()).total_hours


@pytest.mark.parametrize("days", [1, 2, 5, 7, 30])
def test_a_new_limit_is_shared_among_the_steps(days):
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, CaseEdit("mac_dinh", Text("Sao y", ""), days, "working_day", None))
    content = stored(draft_id).content
    assert hours(content["processes"]["process-mac-dinh.bpmn"]) == days * 8
    assert not [one for one in seen(author, draft_id).faults if one.part != "frame"]


def test_a_shorter_local_limit_is_the_one_that_counts():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, frame())
    edit(author, draft_id, CaseEdit("mac_dinh", Text("Sao y", ""), 5, "working_day", 3))
    catalogue.propose_version(actor=author, draft_id=draft_id)
    case = catalogue.version(catalogue.publish_version(actor=seated(), draft_id=draft_id)).cases[0]
    assert (case.limit.value, case.national_limit.value) == (3, 5)
    assert case.time_text.vi == "3 ngày làm việc"


def test_a_second_appointment_stays_and_is_said():
    author = seated()
    draft_id = draft(author, CODE)
    case = seen(author, draft_id).plain["cases"][0]
    second = case["clock"]["appointments"][1]
    edit(author, draft_id, CaseEdit(case["code"], Text("Đổi", ""), 2, "working_day", None))
    after = seen(author, draft_id).case(case["code"])
    assert after["clock"]["appointments"] == [{"value": 2, "unit": "working_day"}, second]
    assert after["time_text"]["vi"].startswith("2 ngày làm việc; 2 ngày làm việc sau khi")


def test_a_local_limit_is_never_longer():
    author = seated()
    draft_id = draft(author)
    before = stored(draft_id).content
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, CaseEdit("mac_dinh", Text("Sao y", ""), 3, "working_day", 5))
    assert "dài hơn thời hạn trung ương" in str(refused.value)
    assert stored(draft_id).content == before


# ------------------------------------------------------------------ what is read


def test_a_page_says_what_changed_and_why():
    published(on=in_days(3), reason="Cắt giảm giấy tờ")
    page = catalogue.procedure_page(actor=seated(), code=SIMPLE)
    newest = page.versions[0]
    assert (newest.decision, newest.reason) == ("77/QĐ-UBND", "Cắt giảm giấy tờ")
    assert page.draft is None
    assert not catalogue.recent_changes(SIMPLE)  # not yet in force


def test_the_public_page_tells_recent_changes():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, frame(on=in_days(3)))
    edit(author, draft_id, PaperDrop("LEGALISATION"))
    catalogue.propose_version(actor=author, draft_id=draft_id)
    catalogue.publish_version(actor=seated(), draft_id=draft_id)
    with clock.set_to(clock.now() + timedelta(days=3)), acting(NOBODY):
        (line,) = catalogue.recent_changes(SIMPLE)
    assert (line.decision, line.reason) == ("77/QĐ-UBND", "Bớt một giấy tờ")
    assert line.differences[0].part == "Giấy tờ"


def test_the_public_page_tells_what_people_notice_and_not_how_the_form_is_built():
    with acting(NOBODY):
        newer, older = catalogue.recent_changes("1.001193")
    assert [(one.part, one.after) for one in newer.differences if "bản sao" in one.what] != []
    parts = {one.part for line in (newer, older) for one in line.differences}
    assert parts <= {
        "Tên và mô tả",
        "Giấy tờ",
        "Phí, lệ phí",
        "Trường hợp và thời hạn",
        "Kết quả",
    }
    told = [one.what for one in older.differences if one.part == "Giấy tờ"]
    assert any(what.startswith("Thêm") for what in told)
    assert not any("Dữ liệu thay thế" in what or "Hướng dẫn" in what for what in told)


def test_the_list_is_one_statement(django_assert_num_queries):
    draft_id = draft(seated())
    actor = seated()
    with acting(actor.scope), django_assert_num_queries(1):
        lines, more = catalogue.procedures(actor=actor)
    assert (len(lines), more) == (19, False)
    assert [line.draft_id for line in lines if line.code == SIMPLE] == [draft_id]


CIVIL_STATUS = {"1.000656", "1.000894", "1.001193", "1.004873", "2.000635"}


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"words": "sao y ban chinh"}, {SIMPLE}),
        ({"words": CODE}, {CODE}),
        ({"words": "sao y ban chinh", "field": "Hộ tịch"}, set()),
        ({"field": "Hộ tịch"}, CIVIL_STATUS),
        ({"level": "province", "words": SIMPLE}, set()),
        ({"page": 2}, set()),
    ],
)
def test_the_list_is_narrowed(asked, codes):
    lines, _more = catalogue.procedures(actor=seated(), **asked)
    assert {line.code for line in lines} == codes
