"""A form on its way: warnings of rules that can never hold, and who may write in it."""

import pytest

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    DraftClosedError,
    DraftFaultyError,
)
from motcua.catalogue.types import (
    PaperDrop,
    QuestionDrop,
    QuestionShift,
)
from motcua.directory.types import Role
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.drafting import draft, edit, frame, proposed, seen, stored
from tests.catalogue.factories import seated
from tests.catalogue.form_drafting import (
    BUILD,
    a_question,
    item,
    options,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]


@pytest.fixture
def author():
    return seated()


@pytest.fixture
def draft_id(author):
    return draft(author, BUILD)


def warnings(author, draft_id):
    return [one for one in seen(author, draft_id).faults if one.part == "form_rules"]


# ------------------------------------------------------------------ rules that can never hold


def test_a_question_moved_before_what_it_depends_on_is_warned_of_and_not_proposed(author, draft_id):
    edit(author, draft_id, frame())
    edit(author, draft_id, QuestionShift("dia_chi_nhan", -1))
    (warning,) = warnings(author, draft_id)
    assert warning.code == "dia_chi_nhan"
    assert "Hãy chuyển «Cách nhận kết quả» lên trước" in warning.reason
    with pytest.raises(DraftFaultyError) as refused:
        catalogue.propose_version(actor=author, draft_id=draft_id)
    assert "«Cách nhận kết quả»" in str(refused.value)
    assert stored(draft_id).state == "writing"
    edit(author, draft_id, QuestionShift("dia_chi_nhan", 1))
    assert not warnings(author, draft_id)


def test_an_option_that_went_is_told_where_it_is_missed(author, draft_id):
    change = a_question(
        "giay_to_dat", "Giấy tờ về đất", "radios", options=options("Khác", giay_chung_nhan="Sổ đỏ")
    )
    edit(author, draft_id, change)
    told = [one for one in seen(author, draft_id).faults if one.part == "components"]
    assert [one.code for one in told] == ["LAND_OTHER"]
    assert "không có lựa chọn đó" in told[0].reason


def test_limits_that_exclude_a_condition_are_told_of(author, draft_id):
    edit(
        author,
        draft_id,
        a_question("tang_ham", "Hầm", "yes_no", show_if={">": [{"var": "so_tang"}, 6]}),
    )
    (warning,) = warnings(author, draft_id)
    assert "«Số tầng» lớn hơn 6" in warning.reason


# ------------------------------------------------------------------ who, and when


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_only_administrators_edit_a_form(role, author, draft_id):
    before = stored(draft_id).content
    with pytest.raises(AdministratorRequiredError):
        edit(seated(role), draft_id, a_question())
    assert stored(draft_id).content == before


def test_a_form_that_is_proposed_is_closed(author):
    draft_id = proposed(author, BUILD)
    before = stored(draft_id).content
    with pytest.raises(DraftClosedError):
        edit(author, draft_id, a_question())
    assert stored(draft_id).content == before


def test_each_edit_is_on_record_with_the_question(author, draft_id):
    edit(author, draft_id, QuestionShift("ho_ten", 1))
    with acting(SYSTEM):
        entry = Entry.objects.filter(verb="catalogue.edit_version").latest("at")
    assert entry.details == {"part": "QuestionShift", "code": "ho_ten"}


def test_who_edits_the_form_does_not_publish_it(author, draft_id):
    helper = seated()
    edit(helper, draft_id, a_question())
    assert helper.person_id in stored(draft_id).authors


def test_a_paper_frees_its_question(author, draft_id):
    edit(author, draft_id, PaperDrop("NEIGHBOUR"))
    edit(author, draft_id, QuestionDrop("lien_ke"))
    assert item(author, draft_id, "lien_ke") is None
