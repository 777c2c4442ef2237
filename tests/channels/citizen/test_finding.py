"""Before anybody signs in or types: is this for me, what do I need, how long, how much?"""

import pytest

from tests.channels.citizen.phone import BIRTH, MARITAL
from tests.dossiers import factories


def test_the_first_page_offers_what_happens_in_life(visitor):
    page = visitor.page("/")

    assert "Bạn cần làm thủ tục gì?" in page.words
    assert 'href="/viec-trong-doi/' in page.html


@pytest.mark.parametrize("words", ["dang ky khai sinh", "khai sinh", "giay khai sinh"])
def test_search_without_accents_finds_the_procedure(visitor, words):
    assert f'href="/thu-tuc/{BIRTH}/"' in visitor.page("/tim/", q=words).html


def test_search_for_nonsense_says_what_to_do_next(visitor):
    page = visitor.page("/tim/", q="xyzzyq")

    assert "Thử ít từ hơn" in page.words
    assert 'href="/viec-trong-doi/' in page.html


def test_search_words_are_text_not_markup(visitor):
    assert "<script>" not in visitor.page("/tim/", q="<script>alert(1)</script>").html


def test_a_procedure_tells_everything_before_sign_in(visitor):
    words = visitor.page(f"/thu-tuc/{BIRTH}/").words

    for heading in ("Ai nộp được", "Bạn cần chuẩn bị", "Giấy tờ", "Bao lâu", "Phí, lệ phí"):
        assert heading in words
    assert "bước, khoảng" in words


def test_an_unknown_procedure_is_not_found(visitor):
    page = visitor.page("/thu-tuc/9.999999/")

    assert page.status == 404
    assert "Về trang đầu" in page.words


def test_an_unknown_life_event_is_not_found(visitor):
    assert visitor.page("/viec-trong-doi/khong-co/").status == 404


def test_applying_asks_to_sign_in_and_comes_back(visitor):
    page = visitor.page(f"/thu-tuc/{MARITAL}/nop/")

    assert page.path == "/dang-nhap/"
    assert f'value="/thu-tuc/{MARITAL}/nop/"' in page.html


def test_somebody_to_ask_is_on_every_page(visitor):
    for address in ("/", "/tra-cuu/", "/xac-minh/", f"/thu-tuc/{BIRTH}/", "/khong-co-trang-nay/"):
        page = visitor.page(address)
        assert "tel:1022" in page.html
        assert 'href="/nho-lam-ho/"' in page.html


def test_what_waits_for_the_person_comes_first(bay, desk):
    dossier_id = factories.awaiting_supplement(desk, bay.actor)

    page = bay.page("/")
    assert "đang chờ bạn bổ sung" in page.words
    assert f'href="/ho-so/{dossier_id}/bo-sung/"' in page.html


def test_the_whole_catalogue_is_offered_by_field(visitor):
    page = visitor.get("/tim/").content.decode()
    assert "Theo lĩnh vực" in page
    assert "?linh-vuc=H%E1%BB%99%20t%E1%BB%8Bch" in page


def test_a_search_is_narrowed_and_keeps_what_was_chosen(visitor):
    page = visitor.get("/tim/", {"cap": "commune", "linh-vuc": "Hộ tịch"}).content.decode()
    assert "Đăng ký kết hôn" in page
    assert "sổ đỏ" not in page.split('role="status"')[1]
    assert '<option value="commune" selected>' in page


def test_a_list_of_procedures_costs_few_statements(visitor, django_assert_max_num_queries):
    visitor.get("/tim/?q=dang+ky")
    with django_assert_max_num_queries(8):
        visitor.get("/tim/?q=dang+ky&linh-vuc=H%E1%BB%99+t%E1%BB%8Bch")


def test_an_unknown_level_or_agency_narrows_nothing(visitor):
    assert visitor.get("/tim/", {"cap": "huyen", "co-quan": "x", "trang": "9x"}).status_code == 200
