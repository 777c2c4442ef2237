"""What each procedure that comes with the product costs, and whom its form refuses."""

import pytest

from motcua.engines.forms import api as forms
from motcua.payments import api as payments
from motcua.payments.types import Facts
from tests.catalogue.folders_read import READ, TODAY, VERSIONS, form_of, newest, version_of


@pytest.mark.parametrize("folder", VERSIONS)
def test_every_fee_names_its_source_and_an_unknown_amount_says_so(folder):
    for fee in version_of(folder).cases[0].fees:
        assert fee.legal_source
        if fee.amount is None:
            assert fee.note is not None
            assert fee.confirmed is False


def test_a_certified_copy_is_billed_by_the_page():
    (copies,) = [one for one in READ.values() if one.code == "2.000815"]
    version = version_of(copies)
    few, many = form_of(copies).sample_people
    # 1 page: 2,000; 12 pages: 2 × 2,000 + 10 × 1,000; three copies of each.
    assert bill(version, few["answers"]).total == 3 * 2000 + 3 * 14000
    # 220 pages would be 222,000: a copy costs 200,000 at most.
    assert bill(version, many["answers"]).total == 2 * 200_000


def test_a_marriage_is_free_and_only_extra_copies_are_paid():
    marriage = newest("1.000894")
    version = version_of(marriage)
    no_copies, two_copies = form_of(marriage).sample_people
    assert bill(version, no_copies["answers"]).total == 0
    assert bill(version, two_copies["answers"]).total == 2 * 8000


@pytest.mark.parametrize(("side", "born"), [("ben_nu", "2008-11-24"), ("ben_nam", "2006-11-24")])
def test_who_is_a_day_too_young_may_not_marry(side, born):
    marriage = newest("1.000894")
    form = form_of(marriage)
    told = form.sample_people[0]["answers"]
    answers = forms.join(form, {**told, side: {**told[side], "ngay_sinh": born}})
    (error,) = forms.check(form, answers, today=TODAY)
    assert error.path == f"{side}.ngay_sinh"


def test_extracts_are_billed_by_the_copy_over_all_kinds():
    (extracts,) = [one for one in READ.values() if one.code == "2.000635"]
    version = version_of(extracts)
    one_kind, two_kinds = form_of(extracts).sample_people
    assert bill(version, one_kind["answers"]).total == 3 * 8000
    assert bill(version, two_kinds["answers"]).total == (1 + 2) * 8000


def test_a_signature_is_billed_by_the_paper():
    (signatures,) = [one for one in READ.values() if one.code == "2.000884"]
    for person in form_of(signatures).sample_people:
        assert bill(version_of(signatures), person["answers"]).total == 2 * 10_000


def test_residence_is_cheaper_online_and_free_for_who_is_exempt():
    (residence,) = [one for one in READ.values() if one.code == "1.004222"]
    fees = version_of(residence).cases[0].fees
    assert payments.bill(fees, Facts(channel="online", answers={})).total == 10_000
    assert payments.bill(fees, Facts(channel="direct", answers={})).total == 20_000
    exempt = Facts(channel="online", answers={}, exemptions=frozenset({"tre_em"}))
    assert payments.bill(fees, exempt).total == 0


@pytest.mark.parametrize(
    ("group", "due"), [("thuong", 200_000), ("sinh_vien", 100_000), ("nguoi_co_cong", 100_000)]
)
def test_a_criminal_record_costs_by_group(group, due):
    (record,) = [one for one in READ.values() if one.code == "3.000333"]
    told = bill(version_of(record), {"doi_tuong": group})
    assert told.total == due
    assert len(told.lines) == 1


def test_a_licence_costs_the_same_on_every_way_since_2026():
    (licence,) = [one for one in READ.values() if one.code == "3.000347"]
    for channel in ("online", "direct", "postal"):
        assert bill(version_of(licence), {}, channel=channel).total == 135_000


@pytest.mark.parametrize(("asked", "due"), [(None, 0), (0, 0), (1, 8000), (3, 24_000)])
def test_birth_registration_bills_the_extra_copies_and_nothing_else(asked, due):
    birth = newest("1.001193")
    answers = {} if asked is None else {"so_ban_sao": asked}
    assert bill(version_of(birth), answers).total == due


def test_a_business_pays_by_channel():
    (business,) = [one for one in READ.values() if one.code == "1.001612"]
    version = version_of(business)
    assert bill(version, {}, channel="online").total == 150_000
    assert bill(version, {}, channel="direct").total == 50_000


def bill(version, answers, channel="direct"):
    return payments.bill(version.cases[0].fees, Facts(channel=channel, answers=answers))
