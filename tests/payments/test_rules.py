import dataclasses

import pytest
from hypothesis import given, strategies as st

from motcua.payments import api as payments
from motcua.payments.types import Facts, Text

CHARGE = Text("Lệ phí", "Charge")


@dataclasses.dataclass
class Fee:
    code: str = "LP"
    name: Text = CHARGE
    amount: int | None = 100_000
    per: str = "dossier"
    legal_source: str = "NQ 01/2025/NQ-HĐND"
    rules: dict = dataclasses.field(default_factory=dict)


COPY = Fee(
    code="CHUNG_THUC",
    amount=None,
    per="page",
    legal_source="TT 226/2016/TT-BTC",
    rules={
        "tiers": [{"up_to": 2, "amount": 2000}, {"amount": 1000}],
        "cap": 200_000,
        "count_from": {"table": "giay_to", "pages": "so_trang", "copies": "so_ban"},
    },
)
POOR = {
    "code": "ho_ngheo",
    "name": {"vi": "Hộ nghèo", "en": "Poor household"},
    "legal_source": "Luật Phí và lệ phí, Điều 10",
}


def rows(*pages_and_copies):
    return {"giay_to": [{"so_trang": p, "so_ban": c} for p, c in pages_and_copies]}


@pytest.mark.parametrize(
    ("pages", "copies", "expected"),
    [
        (1, 1, 2_000),
        (2, 1, 4_000),
        (3, 1, 5_000),
        (10, 1, 12_000),
        (10, 3, 36_000),
        (198, 1, 200_000),
        (199, 1, 200_000),
        (5_000, 2, 400_000),
    ],
)
def test_a_certified_copy_costs_by_page_up_to_the_cap_of_each_copy(pages, copies, expected):
    bill = payments.bill([COPY], Facts(answers=rows((pages, copies))))

    assert bill.total == expected
    assert bill.lines[0].count == pages * copies


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 30)), min_size=1, max_size=6))
def test_papers_are_billed_one_by_one(papers):
    together = payments.bill([COPY], Facts(answers=rows(*papers))).total

    assert together == sum(
        payments.bill([COPY], Facts(answers=rows(paper))).total for paper in papers
    )


@given(st.integers(1, 900))
def test_a_page_more_never_costs_less(pages):
    fewer = payments.bill([COPY], Facts(answers=rows((pages, 1)))).total
    more = payments.bill([COPY], Facts(answers=rows((pages + 1, 1)))).total

    assert fewer <= more <= 200_000


def test_a_fee_per_dossier_is_charged_once():
    assert payments.bill([Fee()], Facts()).total == 100_000


@pytest.mark.parametrize(
    ("channel", "expected"),
    [("online", 50_000), ("2", 50_000), ("direct", 100_000), ("1", 100_000), ("postal", 100_000)],
)
def test_the_way_of_filing_may_make_it_cheaper(channel, expected):
    fee = Fee(rules={"by_channel": {"online": 50_000}})

    assert payments.bill([fee], Facts(channel=channel)).total == expected


def test_an_exempt_person_pays_nothing_and_sees_why():
    fee = Fee(rules={"exempt": [POOR]})

    (line,) = payments.bill([fee], Facts(exemptions=frozenset({"ho_ngheo"}))).lines

    assert (line.amount, line.exempt) == (0, Text("Hộ nghèo", "Poor household"))
    assert line.legal_source == "Luật Phí và lệ phí, Điều 10"


def test_an_exemption_that_the_fee_does_not_know_changes_nothing():
    facts = Facts(exemptions=frozenset({"ho_ngheo"}))

    assert payments.bill([Fee()], facts).total == 100_000


def test_an_unknown_amount_is_said_to_be_unknown():
    bill = payments.bill([Fee(amount=None), Fee(code="KHAC", amount=5_000)], Facts())

    assert bill.lines[0].amount is None
    assert not bill.complete
    assert bill.total == 5_000


def test_a_channel_whose_amount_is_unknown_is_unknown():
    fee = Fee(rules={"by_channel": {"online": None}})

    assert not payments.bill([fee], Facts(channel="online")).complete


@pytest.mark.parametrize(("copies", "expected"), [("3", 24_000), (3, 24_000), ("", 8_000)])
def test_a_fee_per_copy_counts_the_copies_asked_for(copies, expected):
    fee = Fee(amount=8_000, per="copy", rules={"count_from": {"field": "so_ban_sao"}})

    assert payments.bill([fee], Facts(answers={"so_ban_sao": copies})).total == expected


def test_a_fee_applies_only_when_its_condition_holds():
    fee = Fee(rules={"when": {"==": [{"var": "tre_han"}, True]}})

    assert payments.bill([fee], Facts(answers={"tre_han": True})).total == 100_000
    assert payments.bill([fee], Facts(answers={"tre_han": False})).lines == ()
