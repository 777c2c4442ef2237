"""Fees of the next version: what an amount depends on, what crosses, and who would pay what."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import PartFaultyError, TableFeeError
from motcua.catalogue.types import FeeExemption, FeeRules, FeeTier, QuestionDrop, Text
from motcua.payments import api as payments
from motcua.payments.types import Facts
from tests.catalogue.drafting import (
    SIMPLE,
    a_case,
    a_fee,
    draft,
    edit,
    frame,
    in_days,
    seen,
    stored,
)
from tests.catalogue.factories import seated
from tests.catalogue.form_drafting import a_question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
POLICE = "3.000333"  # fees by who asks, with exemptions
PAPERS = "giay_to"  # the table of papers to be copied


@pytest.fixture
def author():
    return seated()


@pytest.fixture
def draft_id(author):
    return draft(author)


def fees(draft_id):
    return stored(draft_id).content["procedure"]["fees"]


def bill(author, draft_id, *, case="mac_dinh", **facts):
    view = seen(author, draft_id)
    return payments.bill(catalogue.draft_fees(view, case), Facts(case=case, **facts))


def with_rules(**rules):
    return a_fee(per=rules.pop("per", "dossier"), rules=FeeRules(**rules))


# ------------------------------------------------------------------ what an amount depends on


@pytest.mark.parametrize("code", [SIMPLE, POLICE, "1.001612", "2.000884", "1.001193"])
def test_rules_that_are_read_and_written_stay_as_they_were(code, author):
    draft_id = draft(author, code)
    before = fees(draft_id)
    for fee in before:
        cases = [
            case["code"]
            for case in seen(author, draft_id).plain["cases"]
            if fee["code"] in case.get("fees", [fee["code"]])
        ]
        rules = catalogue.fee_rules(seen(author, draft_id), fee["code"])
        issued = date.fromisoformat(fee["issued_on"]) if "issued_on" in fee else None
        change = a_fee(
            fee["code"],
            fee["name"]["vi"],
            fee["amount"],
            cases,
            issued,
            per=fee["per"],
            rules=rules,
        )
        edit(
            author,
            draft_id,
            replace(
                change,
                name=Text(**fee["name"]),
                kind=fee["kind"],
                legal_source=fee["legal_source"],
                collected_at=fee["collected_at"],
            ),
        )
    assert fees(draft_id) == before


def test_another_amount_for_another_way_of_handing_in(author, draft_id):
    edit(author, draft_id, with_rules(by_channel={"online": 2000, "postal": 9000}))
    amounts = [
        next(
            line.amount
            for line in bill(author, draft_id, channel=one).lines
            if line.code == "KHOAN_1"
        )
        for one in ("direct", "online", "postal")
    ]
    assert amounts == [5000, 2000, 9000]


def test_pages_by_steps_with_a_most_for_each_copy(author, draft_id):
    rules = FeeRules(
        tiers=(FeeTier(2, 3000), FeeTier(None, 500)),
        cap=7000,
        counted=f"{PAPERS}.so_ban",
        pages=f"{PAPERS}.so_trang",
    )
    edit(author, draft_id, a_fee(amount=None, per="page", rules=rules))
    answers = {PAPERS: [{"so_trang": 3, "so_ban": 2}, {"so_trang": 40, "so_ban": 1}]}
    lines = bill(author, draft_id, answers=answers).lines
    assert next(one.amount for one in lines if one.code == "KHOAN_1") == 2 * 6500 + 7000


def test_who_is_exempt_pays_nothing_and_the_bill_says_why(author, draft_id):
    lines = (FeeExemption("", Text("Hộ nghèo", ""), "Nghị quyết 9/2026"),)
    edit(author, draft_id, with_rules(exempt=lines))
    (line,) = [
        one
        for one in bill(author, draft_id, exemptions=frozenset({"ho_ngheo"})).lines
        if one.code == "KHOAN_1"
    ]
    assert (line.amount, line.exempt.vi, line.legal_source) == (0, "Hộ nghèo", "Nghị quyết 9/2026")


def test_a_fee_of_some_people_only(author):
    draft_id = draft(author, POLICE)
    when = {"==": [{"var": "doi_tuong"}, "sinh_vien"]}
    cases = [one["code"] for one in seen(author, draft_id).plain["cases"]]
    edit(author, draft_id, a_fee(cases=cases, rules=FeeRules(when=when)))
    asked = [
        "KHOAN_1" in {one.code for one in bill(author, draft_id, case=cases[0], answers=a).lines}
        for a in ({"doi_tuong": "sinh_vien"}, {"doi_tuong": "khac"})
    ]
    assert asked == [True, False]
    told = [one.after for one in seen(author, draft_id).differences if "Lệ phí thử" in one.what]
    assert any("Chỉ thu khi: «" in one for one in told)


# ------------------------------------------------------------------ what crosses


def test_fees_that_one_person_could_owe_twice_are_refused(author):
    draft_id = draft(author, POLICE)
    cases = [one["code"] for one in seen(author, draft_id).plain["cases"]][:1]
    student, anyone = ({"==": [{"var": "doi_tuong"}, "sinh_vien"]}, None)
    other = {"!=": [{"var": "doi_tuong"}, "sinh_vien"]}
    edit(author, draft_id, a_fee(cases=cases, rules=FeeRules(when=student)))
    before = fees(draft_id)
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_fee(cases=cases, rules=FeeRules(when=anyone)))
    assert "Khoản thu «Lệ phí thử», cách tính: một người có thể bị thu hai lần" in str(
        refused.value
    )
    assert fees(draft_id) == before
    edit(author, draft_id, a_fee(cases=cases, rules=FeeRules(when=other)))
    assert len(fees(draft_id)) == len(before) + 1


def test_fees_of_one_name_in_different_cases_do_not_overlap(author, draft_id):
    edit(author, draft_id, a_case())
    edit(author, draft_id, a_fee())
    edit(author, draft_id, a_fee(cases=("nhieu_ban",)))
    assert [one["code"] for one in fees(draft_id)][1:] == ["KHOAN_1", "KHOAN_2"]


def test_a_case_that_would_be_charged_twice_is_refused(author, draft_id):
    edit(author, draft_id, a_case())
    edit(author, draft_id, a_fee())
    edit(author, draft_id, a_fee(cases=("nhieu_ban",)))
    before = stored(draft_id).content
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_case("nhieu_ban", fees=("KHOAN_1", "KHOAN_2")))
    assert "giữ lại một khoản (trường hợp «Nhiều bản»)" in str(refused.value)
    assert stored(draft_id).content == before


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"tiers": (FeeTier(5, 1), FeeTier(2, 2))}, "các bậc thu chồng lên nhau"),
        ({"tiers": (FeeTier(None, 1), FeeTier(2, 2))}, "các bậc thu chồng lên nhau"),
        ({"tiers": (FeeTier(2, 1),), "by_channel": {"online": 1}}, "chỉ giữ một cách tính"),
        ({"when": {"==": [{"var": "khong_co"}, "a"]}}, "không còn trong mẫu"),
        ({"counted": "khong_co"}, "số lượng lấy từ câu «khong_co»"),
        ({"counted": "khong_co.so"}, "số lượng lấy từ bảng «khong_co»"),
        ({"counted": f"{PAPERS}.khong_co"}, "số lượng lấy từ câu «khong_co»"),
    ],
)
def test_rules_that_cannot_be_are_refused_with_fee_field_and_what_to_do(
    rules, said, author, draft_id
):
    before = fees(draft_id)
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, with_rules(per="page", **rules))
    assert said in str(refused.value)
    assert "Khoản thu «Lệ phí thử»" in str(refused.value)
    assert fees(draft_id) == before


def test_pages_and_copies_are_counted_from_one_place(author, draft_id):
    before = fees(draft_id)
    with pytest.raises(TableFeeError) as refused:
        edit(author, draft_id, with_rules(per="page", counted="so_ban", pages=f"{PAPERS}.so_trang"))
    assert "cùng một bảng" in str(refused.value)
    assert fees(draft_id) == before


def test_dates_that_cross_name_the_box(author, draft_id):
    edit(author, draft_id, frame(on=in_days(5)))
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_fee(issued_on=in_days(6)))
    (fault,) = refused.value.details["faults"]
    assert (fault.part, fault.field) == ("fees", "issued_on")
    assert "ngày ban hành văn bản" in str(fault)


def test_a_question_that_a_fee_counts_stays(author, draft_id):
    edit(author, draft_id, a_question(label="Số tờ", widget="number", page_id=first_page(draft_id)))
    edit(author, draft_id, with_rules(per="copy", counted="so_to"))
    before = stored(draft_id).content
    with pytest.raises(Exception, match="cách tính khoản thu «Lệ phí thử»"):
        edit(author, draft_id, QuestionDrop("so_to"))
    assert stored(draft_id).content == before


def first_page(draft_id):
    return stored(draft_id).content["form"]["ui"]["pages"][0]["id"]


# ------------------------------------------------------------------ how it is told


def test_the_differences_tell_the_rules_in_words(author, draft_id):
    rules = FeeRules(
        tiers=(FeeTier(2, 3000), FeeTier(None, 500)),
        cap=7000,
        pages=f"{PAPERS}.so_trang",
        exempt=(FeeExemption("", Text("Hộ nghèo", ""), "Nghị quyết 9/2026"),),
    )
    edit(author, draft_id, a_fee(amount=None, per="page", rules=rules))
    (told,) = [one.after for one in seen(author, draft_id).differences]
    for said in (
        "Theo bậc: trang 1 đến 2: 3.000 đồng mỗi trang; từ trang 3: 500 đồng mỗi trang",
        "Nhiều nhất mỗi bản: 7.000 đồng",
        "Được miễn: Hộ nghèo (Nghị quyết 9/2026)",
    ):
        assert said in told


def test_only_what_the_fees_look_at_is_asked_in_the_trial(author, draft_id):
    assert list(catalogue.fee_questions(seen(author, draft_id))) == [
        PAPERS,
        f"{PAPERS}.so_trang",
        f"{PAPERS}.so_ban",
    ]
