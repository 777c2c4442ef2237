from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, SourceRecord
from tests.engines.forms.definitions import TODAY

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
SAID = {
    "ho_ten": "Nguyễn Thị Bảy",
    "ngay_sinh": date(1992, 3, 12),
    "dien_thoai": "0900000007",
    "noi_o": {"ward": "Xã TRUÔNG MÍT", "detail": "Ấp Thuận Hòa"},
}


def record(said=SAID, at=NOW):
    return {"csdldc": SourceRecord(said, at, "csdldc-1")}


def fresh(form, said=SAID, at=NOW, answers=None):
    return forms.prefill(form, record(said, at), answers, now=NOW)


def read(form, posted, answers=None, locked=None):
    return forms.read_page(form, "nguoi", posted, answers or {}, today=TODAY, locked=locked)


def shown(form, answers, field, language="vi"):
    fields = forms.bind(form, "nguoi", answers, language=language, today=TODAY)
    return next(one for one in fields if one.field == field)


def test_fills_in_what_the_register_holds_with_source_and_lock(form):
    filled = fresh(form)
    assert filled["ho_ten"].locked
    assert filled["ho_ten"].record_id == "csdldc-1"
    assert filled["ngay_sinh"].value == "1992-03-12"
    assert not filled["dien_thoai"].locked
    assert filled["noi_o"].value == {"ward": "25666", "detail": "Ấp Thuận Hòa"}
    assert shown(form, filled, "ho_ten").source_mark.endswith("hôm nay")
    assert "National Population Database" in shown(form, filled, "ho_ten", "en").source_mark


def test_a_browser_cannot_change_what_is_locked(form):
    result = read(form, {"ho_ten": ["Kẻ Mạo Danh"]}, locked=fresh(form))
    assert result.answers["ho_ten"].value == "Nguyễn Thị Bảy"
    again = read(form, {"ho_ten": ["Kẻ Mạo Danh"]}, result.answers)
    assert again.answers["ho_ten"].value == "Nguyễn Thị Bảy"


def test_reporting_a_lock_as_wrong_keeps_the_value_and_the_words(form):
    result = read(form, {"ho_ten.report": ["Chữ đệm là Thì"]}, locked=fresh(form))
    held = result.answers["ho_ten"]
    assert (held.value, held.reason, held.locked) == ("Nguyễn Thị Bảy", "Chữ đệm là Thì", True)
    assert shown(form, result.answers, "ho_ten").reported == "Chữ đệm là Thì"
    kept = read(form, {}, result.answers, locked=fresh(form))
    assert kept.answers["ho_ten"].reason == "Chữ đệm là Thì"


def test_a_lock_that_may_be_corrected_takes_the_right_value(form):
    posted = {
        "ngay_sinh.report": ["Sai năm"],
        "ngay_sinh.day": ["12"],
        "ngay_sinh.month": ["3"],
        "ngay_sinh.year": ["1993"],
    }
    result = read(form, posted, locked=fresh(form))
    held = result.answers["ngay_sinh"]
    assert (held.value, held.overridden_by, held.original) == (
        "1993-03-12",
        "citizen",
        "1992-03-12",
    )
    assert "12/03/1992" in shown(form, result.answers, "ngay_sinh").source_mark
    kept = forms.merged(result.answers, fresh(form))
    assert kept["ngay_sinh"].value == "1993-03-12"


def test_what_may_be_edited_says_what_the_register_had(form):
    result = read(form, {"dien_thoai": ["0911111111"]}, locked=fresh(form))
    held = result.answers["dien_thoai"]
    assert (held.value, held.overridden_by, held.original) == (
        "0911111111",
        "citizen",
        "0900000007",
    )
    back = read(form, {"dien_thoai": ["0900 000 007"]}, result.answers)
    assert back.answers["dien_thoai"].overridden_by is None


def test_an_old_copy_says_nothing(form):
    filled = fresh(form, at=NOW - timedelta(days=2))
    assert "ngay_sinh" not in filled
    assert "ho_ten" in filled


@pytest.mark.parametrize("said", [{}, {"ho_ten": ""}, {"ho_ten": None}])
def test_what_the_register_does_not_hold_is_typed(form, said):
    result = read(form, {"ho_ten": ["Nguyễn Thị Bảy"]}, locked=fresh(form, said))
    assert result.answers["ho_ten"].value == "Nguyễn Thị Bảy"
    assert result.answers["ho_ten"].source == "citizen"


def test_a_register_that_is_down_fills_nothing_and_stops_nothing(form):
    assert forms.prefill(form, {}, now=NOW) == {}


def test_a_ward_nobody_knows_becomes_free_text(form):
    said = {"noi_o": {"ward": "xã Xa Lạ", "detail": "Ấp 1"}}
    assert fresh(form, said)["noi_o"].value == {"ward": "other", "detail": "Ấp 1, xã Xa Lạ"}


def test_nonsense_from_a_register_is_left_out(form):
    filled = fresh(form, {"ngay_sinh": "không rõ", "ho_ten": "Nguyễn Thị Bảy"})
    assert set(filled) == {"ho_ten"}


def test_a_lock_that_no_register_upholds_is_gone(form):
    answers = forms.merged({}, fresh(form))
    assert "ho_ten" not in forms.merged(answers, {})


def test_typed_answers_are_not_overwritten_by_a_suggestion(form):
    typed = read(form, {"dien_thoai": ["0911111111"]}).answers
    assert forms.merged(typed, fresh(form))["dien_thoai"].value == "0911111111"


def test_provenance_survives_json(form):
    answers = forms.merged({}, fresh(form))
    assert forms.parse(forms.dump(answers)) == answers


def test_a_lock_gives_way_when_another_record_is_called_up(form):
    locked = {"dien_thoai": Answer("0900000099", source="csdldc", locked=True)}
    held = forms.merged(locked, fresh(form))["dien_thoai"]
    assert (held.value, held.locked) == ("0900000007", False)
