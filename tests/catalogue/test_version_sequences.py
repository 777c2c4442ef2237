"""Many edits by several people: who may, what two at once lose (nothing), and what is left (sound)."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from motcua.catalogue import api as catalogue, definitions, draft_checks
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    DraftClosedError,
    OwnDraftError,
    PartChangedError,
)
from motcua.catalogue.types import (
    AgenciesEdit,
    CaseDrop,
    ComparisonDrop,
    ComparisonEdit,
    FeeDrop,
    FeeRules,
    FeeTier,
    GeneralEdit,
    PaperDrop,
    PaperShift,
    QuestionDrop,
    Text,
)
from motcua.directory.types import Role
from motcua.kit import clock
from motcua.kit.errors import DomainError
from tests.catalogue.drafting import (
    CODE,
    a_case,
    a_fee,
    a_paper,
    draft,
    edit,
    frame,
    proposed,
    seen,
    stored,
)
from tests.catalogue.factories import seated
from tests.catalogue.form_drafting import BUILD, a_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
NEW = [
    a_case(),
    CaseDrop("mac_dinh"),
    a_paper(condition={">": [{"var": "so_tang"}, 3]}),
    a_fee(rules=FeeRules(by_channel={"online": 1})),
    ComparisonEdit("", "not_more_than", ("chieu_cao", "cot_nen")),
    AgenciesEdit("nha_o"),
]


@pytest.mark.parametrize("change", NEW)
@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER])
def test_only_administrators_write(role, change):
    draft_id = draft(seated(), BUILD)
    before = stored(draft_id).content
    with pytest.raises(AdministratorRequiredError):
        edit(seated(role), draft_id, change)
    assert stored(draft_id).content == before


@pytest.mark.parametrize("change", NEW)
def test_what_waits_for_the_second_person_is_closed(change):
    author = seated()
    draft_id = proposed(author, BUILD)
    before = stored(draft_id).content
    with pytest.raises(DraftClosedError):
        edit(author, draft_id, change)
    catalogue.publish_version(actor=seated(), draft_id=draft_id)
    with pytest.raises(DraftClosedError):
        edit(author, draft_id, change)
    assert stored(draft_id).content == before


def test_whoever_wrote_a_fee_does_not_publish_it():
    author, helper, second = seated(), seated(), seated()
    draft_id = draft(author)
    edit(author, draft_id, frame())
    edit(helper, draft_id, a_fee())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    with pytest.raises(OwnDraftError):
        catalogue.publish_version(actor=helper, draft_id=draft_id)
    assert stored(draft_id).state == "proposed"
    assert catalogue.publish_version(actor=second, draft_id=draft_id)


# ------------------------------------------------------------------ two at once

PARTS = [
    ("components", "SCAN", a_paper("SCAN", "Bản quét", copies=2), a_paper("SCAN", "Bản chụp")),
    ("components", "SCAN", a_paper("SCAN", "Bản quét", copies=2), PaperDrop("SCAN")),
    (
        "fees",
        "CERTIFICATION",
        a_fee("CERTIFICATION", "Phí một", 1000),
        a_fee("CERTIFICATION", "Phí hai", 2000),
    ),
    ("fees", "CERTIFICATION", a_fee("CERTIFICATION", "Phí một", 1000), FeeDrop("CERTIFICATION")),
    ("cases", "mac_dinh", a_case("mac_dinh", "Một"), a_case("mac_dinh", "Hai")),
    (
        "general",
        "",
        GeneralEdit(Text("Tên một", ""), Text("Một", ""), (Text("Ai", ""),)),
        GeneralEdit(Text("Tên hai", ""), Text("Hai", ""), (Text("Ai", ""),)),
    ),
    ("frame", "", frame(decision="1/QĐ-UBND"), frame(decision="2/QĐ-UBND")),
]


@pytest.mark.parametrize(("part", "code", "first", "second"), PARTS)
def test_the_second_of_two_writers_overwrites_nothing_unseen(part, code, first, second):
    one, other = seated(), seated()
    draft_id = draft(one)
    stamp = catalogue.part_stamp(seen(other, draft_id), part, code)
    edit(one, draft_id, first, catalogue.part_stamp(seen(one, draft_id), part, code))
    before = stored(draft_id)
    with pytest.raises(PartChangedError) as refused:
        edit(other, draft_id, second, stamp)
    assert "Người khác vừa sửa mục này" in str(refused.value)
    assert (stored(draft_id).content, stored(draft_id).authors) == (before.content, before.authors)
    edit(other, draft_id, second, catalogue.part_stamp(seen(other, draft_id), part, code))


def test_two_writers_at_different_parts_do_not_disturb_one_another():
    one, other = seated(), seated()
    draft_id = draft(one)
    stamp = catalogue.part_stamp(seen(other, draft_id), "fees", "CERTIFICATION")
    edit(one, draft_id, a_paper("SCAN", "Bản quét", copies=2))
    edit(other, draft_id, a_fee("CERTIFICATION", "Phí mới", 1000), stamp)
    assert seen(one, draft_id).component("SCAN")["copies"] == 2
    assert seen(one, draft_id).fee("CERTIFICATION")["amount"] == 1000


def test_a_check_that_moved_up_is_not_taken_for_another():
    one, other = seated(), seated()
    draft_id = draft(one, BUILD)
    stamp = catalogue.part_stamp(seen(other, draft_id), "comparison", "1")
    edit(one, draft_id, ComparisonDrop("0"))
    before = stored(draft_id).content
    with pytest.raises(PartChangedError):
        edit(other, draft_id, ComparisonDrop("1"), stamp)
    assert stored(draft_id).content == before


def test_a_page_of_the_form_is_not_overwritten_unseen():
    one, other = seated(), seated()
    draft_id = draft(one, BUILD)
    stamp = catalogue.part_stamp(seen(other, draft_id), "page", "ngoi-nha")
    edit(one, draft_id, a_page("ngoi-nha", "Căn nhà"))
    before = stored(draft_id).content
    with pytest.raises(PartChangedError):
        edit(other, draft_id, a_page("ngoi-nha", "Tòa nhà"), stamp)
    assert stored(draft_id).content == before


# ------------------------------------------------------------------ any sequence

_CASES = st.sampled_from(["thong_thuong", "do_dac_lai", "nhieu_ban", "khong"])
_SOME = st.lists(_CASES, min_size=1, max_size=2, unique=True).map(tuple)
_TALL = [
    None,
    {"==": [{"var": "$case"}, "nhieu_ban"]},
    {"==": [{"var": "ly_do"}, "do_dac"]},
    {"==": [{"var": "khong_co"}, 1]},
]
_WHEN = st.sampled_from(_TALL)
_PAPER = st.sampled_from(["", "GIAY_1", "MAP", "MARRIAGE", "KHONG"])
_FEE = st.sampled_from(["", "KHOAN_1", "APPRAISAL", "KHONG"])
_RULES = st.builds(
    FeeRules,
    tiers=st.lists(
        st.builds(FeeTier, st.sampled_from([1, 2, None]), st.integers(0, 9)), max_size=2
    ).map(tuple),
    when=_WHEN,
    counted=st.sampled_from(["", "", "khong_co"]),
)
EDITS = st.one_of(
    st.builds(a_case, st.just(""), like=_CASES, value=st.integers(1, 9), unit=st.just("day")),
    st.builds(a_case, _CASES, value=st.integers(1, 9), unit=st.just("working_day")),
    st.builds(CaseDrop, _CASES),
    st.builds(a_paper, _PAPER, cases=_SOME, condition=_WHEN),
    st.builds(PaperDrop, _PAPER),
    st.builds(PaperShift, _PAPER, st.sampled_from([-1, 1])),
    st.builds(a_fee, _FEE, cases=_SOME, rules=_RULES, per=st.sampled_from(["page", "dossier"])),
    st.builds(FeeDrop, _FEE),
    st.builds(QuestionDrop, st.sampled_from(["ly_do", "ho_ten", "khong_co"])),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=st.lists(EDITS, min_size=1, max_size=8))
def test_any_sequence_of_edits_is_taken_whole_or_refused_whole(changes):
    author = seated()
    draft_id = draft(author, CODE)
    for change in changes:
        before = stored(draft_id).content
        if refused(author, draft_id, change):
            assert stored(draft_id).content == before
        assert_readable(stored(draft_id).content)
    assert seen(author, draft_id).differences is not None
    catalogue.withdraw_draft(actor=author, draft_id=draft_id)


def refused(author, draft_id, change):
    """The words of the refusal; empty where it was taken."""
    try:
        edit(author, draft_id, change)
    except DomainError as refusal:
        return str(refusal)
    return ""


def assert_readable(content):
    """What other rooms would read, were it published now; what is told may still be mended."""
    today = clock.today()
    version = definitions.version_of(content, uuid4(), valid_from=today, valid_to=None)
    assert version.cases
    assert all(case.components for case in version.cases)
    assert all(case.process in content["processes"] for case in version.cases)
    assert len({case.code for case in version.cases}) == len(version.cases)
    assert not [one for one in draft_checks.faults_of(content) if one.part in {"cases", "fees"}]
