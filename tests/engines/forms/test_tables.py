from motcua.engines.forms import api as forms
from tests.engines.forms.definitions import TODAY


def read(form, posted, answers=None):
    return forms.read_page(form, "hoi", posted, answers or {}, today=TODAY)


def bound(form, result, **more):
    shown = forms.bind(
        form, "hoi", result.answers, language="vi", today=TODAY, errors=result.errors, **more
    )
    return next(one for one in shown if one.field == "thanh_vien")


ANNA = {"thanh_vien.0.ho_ten": ["Ngô Thị An"], "thanh_vien.0.tuoi": ["40"]}
ADD = {"thanh_vien.add": ["1"]}


def test_the_first_row_is_open_from_the_start(form):
    table = bound(form, read(form, {"thanh_vien.remove": ["9"]}))
    assert [row.open for row in table.rows] == [True]
    assert table.may_add


def test_a_row_is_kept_closed_and_a_new_one_opened(form):
    result = read(form, {**ANNA, **ADD})
    assert result.action == "add:thanh_vien"
    assert result.errors == ()
    assert not result.ok
    table = bound(form, result)
    assert [(row.open, row.summary) for row in table.rows] == [(False, "Ngô Thị An"), (True, "")]


def test_a_row_must_be_right_before_the_next_is_opened(form):
    result = read(form, {**ANNA, "thanh_vien.0.tuoi": ["x"], **ADD})
    assert [error.path for error in result.errors] == ["thanh_vien.0.tuoi"]
    table = bound(form, result)
    assert len(table.rows) == 1
    age = next(one for one in table.rows[0].fields if one.field == "tuoi")
    assert age.value == "x"
    assert age.errors


def test_closed_rows_need_not_be_sent_again(form):
    first = read(form, {**ANNA, **ADD})
    second = {"thanh_vien.1.ho_ten": ["Ngô Văn Bé"], "thanh_vien.1.tuoi": ["7"]}
    result = read(form, {**second, "thanh_vien.1.hoc_lop": ["2"]}, first.answers)
    names = [row["ho_ten"] for row in result.answers["thanh_vien"].value]
    assert names == ["Ngô Thị An", "Ngô Văn Bé"]


def test_a_question_of_a_row_depends_on_that_row(form):
    first = read(form, {**ANNA, **ADD})
    result = read(
        form, {"thanh_vien.1.ho_ten": ["Ngô Văn Bé"], "thanh_vien.1.tuoi": ["7"]}, first.answers
    )
    assert "thanh_vien.1.hoc_lop" in {error.path for error in result.errors}
    assert "thanh_vien.0.hoc_lop" not in {error.path for error in result.errors}


def test_removing_a_row_complains_of_nothing(form):
    two = read(form, {**ANNA, **ADD})
    result = read(form, {"thanh_vien.1.tuoi": ["x"], "thanh_vien.remove": ["0"]}, two.answers)
    assert result.errors == ()
    assert result.action == "remove:thanh_vien"
    assert result.answers["thanh_vien"].raw == {"0.tuoi": "x"}


def test_an_empty_row_is_dropped_on_going_on(form):
    two = read(form, {**ANNA, **ADD})
    result = read(form, {"thanh_vien.1.ho_ten": [""], "thanh_vien.1.tuoi": [""]}, two.answers)
    assert len(result.answers["thanh_vien"].value) == 1


def test_not_more_rows_than_allowed(form):
    result = None
    for index in range(5):
        posted = {f"thanh_vien.{index}.ho_ten": ["Ai"], f"thanh_vien.{index}.tuoi": ["30"], **ADD}
        result = read(form, posted, result.answers if result else None)
    assert len(result.answers["thanh_vien"].value) == 3
    assert not bound(form, result).may_add


def test_at_least_one_row_is_needed(form):
    result = read(form, {})
    assert {"thanh_vien": "required"}.items() <= {e.path: e.kind for e in result.errors}.items()


def test_rows_out_of_reach_are_not_made(form):
    result = read(form, {"thanh_vien.40.ho_ten": ["Ai"], "thanh_vien.999999.ho_ten": ["Ai"]})
    assert result.answers["thanh_vien"].value is None


def test_the_person_may_open_a_row_again(form):
    two = read(form, {**ANNA, **ADD})
    table = bound(form, two, open_rows={"thanh_vien": 0})
    assert [row.open for row in table.rows] == [True, False]


def test_hidden_columns_are_not_handed_in(form):
    posted = {**ANNA, "thanh_vien.0.tuoi": ["12"], "thanh_vien.0.hoc_lop": ["6"]}
    child = read(form, posted)
    grown = read(form, {**ANNA}, child.answers)
    assert grown.answers["thanh_vien"].value[0]["hoc_lop"] == "6"
    handed_in = forms.submission(form, grown.answers)["thanh_vien"].value
    assert handed_in == [{"ho_ten": "Ngô Thị An", "tuoi": 40}]
