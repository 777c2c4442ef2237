"""«Only when» on papers: over answers and cases, in words, held against the form."""

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import DraftFaultyError, PartFaultyError, QuestionInUseError
from motcua.catalogue.types import QuestionDrop, Text
from motcua.dossiers.queries.wanted import wanted_components
from motcua.dossiers.types import Channel
from tests.catalogue.drafting import CODE, a_case, a_paper, draft, edit, frame, seen, stored
from tests.catalogue.factories import seated
from tests.catalogue.form_drafting import BUILD, a_question, options

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
TALL = {">": [{"var": "so_tang"}, 3]}


@pytest.fixture
def author():
    return seated()


@pytest.fixture
def draft_id(author):
    return draft(author, BUILD)


def papers(draft_id):
    return stored(draft_id).content["procedure"]["components"]


def test_a_paper_of_some_people_is_asked_of_them_only(author, draft_id):
    edit(author, draft_id, a_paper(cases=("nha_o",), condition=TALL))
    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    version = catalogue.version(catalogue.publish_version(actor=seated(), draft_id=draft_id))
    asked = [
        "GIAY_1"
        in {
            one.code
            for one in wanted_components(
                version.cases[0], {"so_tang": floors}, channel=Channel.ONLINE
            )
        }
        for floors in (3, 4)
    ]
    assert asked == [False, True]


def test_a_condition_without_an_explanation_is_told_in_its_own_words(author, draft_id):
    edit(author, draft_id, a_paper(cases=("nha_o",), condition=TALL))
    assert papers(draft_id)[-1]["condition_text"]["vi"] == "Khi «Số tầng» lớn hơn 3"
    words = Text("Khi xây cao", "When built high")
    edit(
        author, draft_id, a_paper("GIAY_1", cases=("nha_o",), condition=TALL, condition_text=words)
    )
    assert papers(draft_id)[-1]["condition_text"]["vi"] == "Khi xây cao"


def test_a_condition_is_changed_and_taken_away(author, draft_id):
    edit(author, draft_id, a_paper("NEIGHBOUR", "Cam kết", ("nha_o",), condition=TALL))
    (told,) = (
        one for one in seen(author, draft_id).differences if one.what.endswith("Chỉ cần khi")
    )
    assert told.before.endswith("là Có")
    assert told.after == "«Số tầng» lớn hơn 3"
    edit(author, draft_id, a_paper("NEIGHBOUR", "Cam kết", ("nha_o",)))
    assert "condition" not in seen(author, draft_id).component("NEIGHBOUR")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"==": [{"var": "khong_co"}, "a"]}, "một câu hỏi không còn trong mẫu"),
        ({"==": [{"var": "giay_to_dat"}, "khong_co"]}, "không có lựa chọn đó"),
        ({">": [{"var": "so_tang"}, 99]}, "giới hạn của câu đó không cho trả lời như vậy"),
        ({"and": [{">": [{"var": "so_tang"}, 4]}, {"<": [{"var": "so_tang"}, 3]}]}, "trái nhau"),
        ({"=": [{"var": "so_tang"}, 4]}, "không có phép"),
    ],
)
def test_a_condition_that_can_never_hold_is_refused(condition, said, author, draft_id):
    before = papers(draft_id)
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_paper(cases=("nha_o",), condition=condition))
    assert "Giấy tờ «Đơn đề nghị»" in str(refused.value)
    assert said in str(refused.value)
    assert papers(draft_id) == before


def test_a_paper_that_one_person_would_bring_twice_is_refused(author, draft_id):
    low = {"<=": [{"var": "so_tang"}, 3]}
    edit(author, draft_id, a_paper(cases=("nha_o",), condition=TALL))
    before = papers(draft_id)
    for condition in (None, TALL, {">": [{"var": "so_tang"}, 2]}):
        with pytest.raises(PartFaultyError) as refused:
            edit(author, draft_id, a_paper(cases=("nha_o",), condition=condition))
        assert "một người có thể bị đòi hai lần" in str(refused.value)
    assert papers(draft_id) == before
    edit(author, draft_id, a_paper(cases=("nha_o",), condition=low))
    assert len(papers(draft_id)) == len(before) + 1


def test_no_procedure_of_the_product_asks_for_a_paper_twice(author):
    lines, _more = catalogue.procedures(actor=author)
    for line in lines:
        told = seen(author, draft(author, line.code)).faults
        assert not [one for one in told if one.part != "frame"], line.code


def test_a_case_that_is_not_there_is_no_condition(author):
    draft_id = draft(author, CODE)
    before = papers(draft_id)
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_paper(condition={"==": [{"var": "$case"}, "khong"]}))
    assert "không có lựa chọn đó" in str(refused.value)
    assert papers(draft_id) == before


def test_a_condition_over_the_case_is_told_with_its_name(author):
    draft_id = draft(author, CODE)
    case = seen(author, draft_id).plain["cases"][0]
    condition = {"==": [{"var": "$case"}, case["code"]]}
    edit(author, draft_id, a_paper(cases=[case["code"]], condition=condition))
    (told,) = [one.after for one in seen(author, draft_id).differences if "Thêm" in one.what]
    assert f"«Trường hợp» là «{case['name']['vi']}»" in told


def test_an_option_that_goes_stops_the_hand_up(author, draft_id):
    edit(author, draft_id, frame())
    change = a_question("giay_to_dat", "Giấy tờ về đất", "radios", options=options("Một", "Hai"))
    edit(author, draft_id, change)
    with pytest.raises(DraftFaultyError) as refused:
        catalogue.propose_version(actor=author, draft_id=draft_id)
    assert "Giấy tờ «Giấy chứng nhận quyền" in str(refused.value)
    assert stored(draft_id).state == "writing"


def test_a_question_that_a_paper_looks_at_stays(author, draft_id):
    edit(author, draft_id, a_question(label="Màu", widget="number"))
    edit(author, draft_id, a_paper(cases=("nha_o",), condition={">": [{"var": "mau"}, 3]}))
    before = stored(draft_id).content
    with pytest.raises(QuestionInUseError) as refused:
        edit(author, draft_id, QuestionDrop("mau"))
    assert "điều kiện của giấy tờ «Đơn đề nghị»" in str(refused.value)
    assert stored(draft_id).content == before


def test_what_may_be_looked_at_are_questions_outside_of_tables_and_cases(author):
    draft_id = draft(author)
    names = catalogue.condition_names(seen(author, draft_id))
    assert "$case" not in names
    assert not [name for name in names if name.startswith("giay_to")]
    edit(author, draft_id, a_case())
    assert "$case" in catalogue.condition_names(seen(author, draft_id))
