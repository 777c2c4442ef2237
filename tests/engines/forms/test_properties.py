"""Whatever is posted, the engine answers; whatever it answered, it can read again."""

import json
import unicodedata
from datetime import date

from hypothesis import given, settings, strategies as st

from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer
from motcua.kit.text import clean
from tests.engines.forms.conftest import LISTS
from tests.engines.forms.definitions import TODAY, definition

FORM = forms.load(definition(), lists=LISTS)
LETTERS = st.characters(categories=("L", "N"), max_codepoint=0x1EFF)
# Composed, as it is kept: some letters have no composed form of their own (Tibetan U+0F52).
WORDS = st.text(LETTERS, min_size=2, max_size=30).map(clean).filter(lambda word: len(word) >= 2)
NUMBERS = st.from_regex(r"[0-9]{12}", fullmatch=True)
PEOPLE = st.fixed_dictionaries(
    {
        "ho_ten": WORDS,
        "ngay_sinh": st.dates(date(1900, 1, 1), TODAY).map(date.isoformat),
        "gioi_tinh": st.sampled_from(["nam", "nu"]),
        "so_dinh_danh": NUMBERS,
        "dien_thoai": st.from_regex(r"0[0-9]{9}", fullmatch=True),
        "noi_o": st.fixed_dictionaries({"ward": st.just("25666"), "detail": WORDS}),
        "hinh_thuc": st.sampled_from(["nhan_tai_cho", "buu_chinh"]),
        "dia_chi_gui": WORDS.filter(lambda word: len(word) >= 3),
        "mon": st.sampled_from([["co"], ["vua"], ["co", "vua"]]),
        "co_giam_ho": st.booleans(),
        "giam_ho": st.fixed_dictionaries({"ho_ten": WORDS}),
        "thanh_vien": st.lists(
            st.fixed_dictionaries({"ho_ten": WORDS, "tuoi": st.integers(18, 120)}),
            min_size=1,
            max_size=3,
        ),
        "von": st.integers(1000, 10**12),
        "dien_tich": st.integers(1, 10**8).map(lambda cents: cents / 100),
        "cam_doan": st.sampled_from([True]),
    }
)
NAMES = [
    "ho_ten",
    "ngay_sinh.day",
    "ngay_sinh.month",
    "ngay_sinh.year",
    "so_dinh_danh",
    "noi_o.ward",
    "thanh_vien.0.ho_ten",
    "thanh_vien.0.tuoi",
    "thanh_vien.1.tuoi",
    "thanh_vien.add",
    "thanh_vien.remove",
    "von",
    "dien_tich",
    "mon",
    "co_giam_ho",
    "giam_ho.ho_ten",
    "cam_doan",
]
GARBAGE = st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=20), max_size=3))


def pages_of(answers):
    for page in forms.visible_pages(FORM, answers):
        yield page.id, forms.posted_of(FORM, page.id, answers)


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_what_is_shown_is_what_is_read_back(person):
    meant = forms.join(FORM, person)
    got = {}
    for page_id, posted in pages_of(meant):
        result = forms.read_page(FORM, page_id, posted, got, today=TODAY)
        assert [error.message.vi for error in result.errors] == []
        got = result.answers
    handed_in = forms.nested(forms.submission(FORM, got))
    assert handed_in == forms.nested(forms.submission(FORM, meant))
    assert FORM.validator.is_valid(handed_in)
    assert forms.parse(json.loads(json.dumps(forms.dump(got)))) == got


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["nguoi", "yeu-cau", "hoi"]), GARBAGE, GARBAGE)
def test_nothing_that_is_posted_breaks_it(page_id, first, second):
    answers = {}
    for posted in (first, second):
        result = forms.read_page(FORM, page_id, posted, answers, today=TODAY)
        answers = forms.parse(json.loads(json.dumps(forms.dump(result.answers))))
        errors = result.errors + result.warnings
        forms.bind(FORM, page_id, answers, language="vi", today=TODAY, errors=errors)
        forms.summary(FORM, answers, "en", today=TODAY)
        assert all(error.message.vi for error in forms.check(FORM, answers, today=TODAY))
    forms.submission(FORM, answers)


@settings(max_examples=60, deadline=None)
@given(GARBAGE)
def test_a_lock_stands_against_anything(posted):
    locked = {"ho_ten": Answer("Nguyễn Thị Bảy", source="csdldc", locked=True)}
    result = forms.read_page(FORM, "nguoi", posted, {}, today=TODAY, locked=locked)
    assert result.answers["ho_ten"].value == "Nguyễn Thị Bảy"


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_decomposed_letters_are_the_same_letters(word):
    composed, decomposed = (
        forms.read_page(
            FORM, "nguoi", {"ho_ten": [unicodedata.normalize(kind, word)]}, {}, today=TODAY
        )
        for kind in ("NFC", "NFD")
    )
    assert composed.answers["ho_ten"] == decomposed.answers["ho_ten"]


@settings(max_examples=60, deadline=None)
@given(PEOPLE, GARBAGE)
def test_what_is_handed_in_never_holds_a_hidden_answer(person, posted):
    answers = forms.join(FORM, person)
    result = forms.read_page(FORM, "yeu-cau", posted, answers, today=TODAY)
    asked = {
        item.path
        for page in FORM.pages
        for item in forms.visible_items(FORM, page.id, result.answers)
    }
    assert set(forms.submission(FORM, result.answers)) <= asked
