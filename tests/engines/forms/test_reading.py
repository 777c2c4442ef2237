import pytest

from motcua.engines.forms import api as forms
from motcua.engines.forms.errors import UnknownPageError
from motcua.engines.forms.types import Answer
from tests.engines.forms.definitions import TODAY

GOOD = {
    "ho_ten": ["  Nguyễn   Thị Bảy "],
    "ngay_sinh.day": ["12"],
    "ngay_sinh.month": ["3"],
    "ngay_sinh.year": ["1992"],
    "gioi_tinh": ["nu"],
    "so_dinh_danh": ["072 192 000 007"],
    "dien_thoai": ["+84 90 000 00 07"],
    "noi_o.ward": ["25666"],
    "noi_o.detail": ["Ấp Thuận Hòa"],
}


def read(form, page="nguoi", posted=GOOD, answers=None, **more):
    return forms.read_page(form, page, posted, answers or {}, today=TODAY, **more)


def kinds(result):
    return {error.path: error.kind for error in result.errors}


def test_cleans_what_people_type(form):
    result = read(form)
    assert result.ok
    assert forms.nested(result.answers) == {
        "ho_ten": "Nguyễn Thị Bảy",
        "ngay_sinh": "1992-03-12",
        "gioi_tinh": "nu",
        "so_dinh_danh": "072192000007",
        "dien_thoai": "0900000007",
        "noi_o": {"ward": "25666", "detail": "Ấp Thuận Hòa"},
    }


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("ho_ten", "Nguye\u0302\u0303n Thi\u0323 Ba\u0309y", "Nguyễn Thị Bảy"),
        ("ngay_sinh.day", "12/03/1992", "1992-03-12"),
        ("ngay_sinh", "1992-03-12", "1992-03-12"),
        ("ngay_sinh", "12.3.1992", "1992-03-12"),
        ("dien_thoai", "84900000007", "0900000007"),
        ("dien_thoai", "0900.000.007", "0900000007"),
        ("so_dinh_danh", "0721.9200.0007", "072192000007"),
        ("von", "50.000.000 đồng", 50_000_000),
        ("von", "50,000,000", 50_000_000),
        ("dien_tich", "120,5", 120.5),
        ("dien_tich", "120.5 m2", 120.5),
        ("dien_tich", "1.250", 1250),
        ("dien_tich", "1.250,75", 1250.75),
        ("ghi_chu", "một\r\n  hai ", "một\nhai"),
    ],
)
def test_accepts_any_sensible_form(form, field, typed, value):
    name = field.split(".")[0]
    page = next(page.id for page, leaf in form.leaves() if leaf.path == name)
    kept = {key: given for key, given in GOOD.items() if key.split(".")[0] != name}
    assert read(form, page, {**kept, field: [typed]}).answers[name].value == value


@pytest.mark.parametrize(
    ("change", "path", "kind"),
    [
        ({"ho_ten": [""]}, "ho_ten", "required"),
        ({"ho_ten": ["A"]}, "ho_ten", "minLength"),
        ({"ho_ten": ["A" * 41]}, "ho_ten", "maxLength"),
        ({"ngay_sinh.day": ["31"], "ngay_sinh.month": ["2"]}, "ngay_sinh", "date"),
        ({"ngay_sinh.year": ["92"]}, "ngay_sinh", "date"),
        ({"ngay_sinh.month": [""]}, "ngay_sinh", "date.month"),
        ({"ngay_sinh.day": ["hai"]}, "ngay_sinh", "date"),
        ({"ngay_sinh.year": ["2192"]}, "ngay_sinh", "date_not_future"),
        ({"gioi_tinh": ["khac"]}, "gioi_tinh", "enum"),
        ({"gioi_tinh": []}, "gioi_tinh", "required"),
        ({"so_dinh_danh": ["07219200000"]}, "so_dinh_danh", "pattern"),
        ({"dien_thoai": ["12345"]}, "dien_thoai", "pattern"),
        ({"thu": ["bay.vn"]}, "thu", "format"),
        ({"noi_o.ward": [""]}, "noi_o", "ward"),
        ({"noi_o.ward": ["99999"]}, "noi_o", "ward"),
        ({"noi_o.detail": [""]}, "noi_o", "detail"),
        ({"noi_o.ward": [""], "noi_o.detail": [""]}, "noi_o", "required"),
    ],
)
def test_says_what_to_do_in_both_languages(form, change, path, kind):
    result = read(form, posted={**GOOD, **change})
    assert kinds(result) == {path: kind}
    (error,) = result.errors
    assert error.message.vi != error.message.en
    assert error.page == "nguoi"


def test_an_address_outside_the_province_is_written_out(form):
    posted = {**GOOD, "noi_o.ward": ["other"], "noi_o.detail": ["12 Lê Lợi, Huế"]}
    assert read(form, posted=posted).ok


def test_all_errors_come_at_once_and_what_was_typed_stays(form):
    posted = {"ngay_sinh.day": ["31"], "ngay_sinh.month": ["2"], "ngay_sinh.year": ["1990"]}
    result = read(form, posted=posted)
    assert len(result.errors) == 6
    (born,) = [b for b in bound(form, "nguoi", result) if b.field == "ngay_sinh"]
    assert [box.value for box in born.boxes] == ["31", "2", "1990"]
    assert born.errors
    assert born.boxes[0].invalid
    # The same after the draft has been kept and opened on another device.
    kept = forms.parse(forms.dump(result.answers))
    assert {e.path: e.kind for e in forms.check(form, kept, today=TODAY)}["ngay_sinh"] == "date"


def bound(form, page, result):
    return forms.bind(form, page, result.answers, language="vi", today=TODAY, errors=result.errors)


def test_a_warning_stops_nobody(form):
    result = read(form, posted={**GOOD, "gioi_tinh": ["nam"]})
    assert result.ok
    assert [warning.kind for warning in result.warnings] == ["id_matches_person"]


def test_hidden_answers_stay_in_the_draft_and_are_not_handed_in(form):
    posted = {
        "hinh_thuc": ["buu_chinh"],
        "dia_chi_gui": ["Huế"],
        "mon": ["co"],
        "co_giam_ho": ["no"],
    }
    first = read(form, "yeu-cau", posted)
    assert first.ok
    changed = read(form, "yeu-cau", {**posted, "hinh_thuc": ["nhan_tai_cho"]}, first.answers)
    assert changed.ok
    assert changed.answers["dia_chi_gui"].value == "Huế"
    assert "dia_chi_gui" not in forms.submission(form, changed.answers)


def test_a_question_that_appears_must_be_answered(form):
    posted = {"hinh_thuc": ["buu_chinh"], "mon": ["co"], "co_giam_ho": ["yes"]}
    assert kinds(read(form, "yeu-cau", posted)) == {
        "dia_chi_gui": "required",
        "giam_ho.ho_ten": "required",
    }


def test_questions_that_this_page_can_call_up_are_bound_hidden(form):
    shown = {b.field: b for b in forms.bind(form, "yeu-cau", {}, language="en", today=TODAY)}
    assert shown["dia_chi_gui"].hidden
    assert '"buu_chinh"' in shown["dia_chi_gui"].condition
    assert shown["giam_ho"].hidden
    assert not shown["mon"].hidden


def test_a_supplement_changes_exactly_what_was_asked_for(form):
    first = read(form)
    posted = {**GOOD, "ho_ten": ["Kẻ Khác"], "dien_thoai": ["0911111111"]}
    result = read(form, posted=posted, answers=first.answers, only={"dien_thoai"})
    assert result.ok
    assert result.answers["dien_thoai"].value == "0911111111"
    assert result.answers["ho_ten"].value == "Nguyễn Thị Bảy"
    assert forms.check(form, result.answers, today=TODAY, only={"dien_thoai"}) == ()
    assert [p.id for p in forms.visible_pages(form, first.answers, only={"von"})] == ["hoi"]


def test_a_page_that_does_not_exist(form):
    with pytest.raises(UnknownPageError):
        read(form, "khong-co")


def test_rules_cross_pages(form):
    first = read(form)
    posted = {
        "hinh_thuc": ["nhan_tai_cho"],
        "mon": ["co"],
        "co_giam_ho": ["yes"],
        "giam_ho.ho_ten": ["Trần Thị Mận"],
        "giam_ho.so_dinh_danh": ["072192000007"],
    }
    result = read(form, "yeu-cau", posted, first.answers)
    assert kinds(result) == {"giam_ho.so_dinh_danh": "different_numbers"}


def test_changes_are_told_in_words(form):
    before = read(form).answers
    after = {**before, "gioi_tinh": Answer("nam")}
    (change,) = forms.changes(form, before, after, "vi")
    assert (change.label, change.before, change.after) == ("Giới tính", "Nữ", "Nam")
    told = forms.summary(form, after, "vi", today=TODAY, before=before)
    assert [row.field for part in told for row in part.rows if row.changed] == ["gioi_tinh"]


def test_split_and_join_are_inverse(form):
    answers = {path: held for path, held in read(form).answers.items() if held.value is not None}
    values, provenance = forms.split(answers)
    assert forms.join(form, values, provenance) == answers
