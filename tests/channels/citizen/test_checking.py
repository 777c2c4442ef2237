"""The public page where anybody checks a paper; signing in; the person's own pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


def test_checking_needs_a_file_or_a_code(visitor):
    page = visitor.send("/xac-minh/")

    assert page.status == 422
    assert "Chọn tệp PDF" in page.words


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7 nothing"])
def test_what_is_no_signed_paper_is_not_called_right(visitor, content):
    page = visitor.send("/xac-minh/", file=SimpleUploadedFile("giay.pdf", content))

    assert page.status in {200, 422}
    assert "verdict--good" not in page.html


def test_an_unknown_code_is_not_called_right(visitor):
    page = visitor.send("/xac-minh/", code="KHONGCOMANAY")

    assert "verdict--good" not in page.html
    assert page.status in {200, 422}


def test_a_file_that_is_too_big_is_refused_before_it_is_read(visitor, settings):
    settings.UPLOAD_MAX_BYTES = 1000

    page = visitor.send("/xac-minh/", file=SimpleUploadedFile("to.pdf", b"%PDF" + b"0" * 2000))

    assert page.status == 422
    assert "20 MB" in page.words


def test_the_provider_being_down_is_said_and_nothing_is_lost(visitor, registers):
    registers.fails("eid", "down")

    page = visitor.send("/dang-nhap/bat-dau/", next="/ho-so/")

    assert page.status == 503
    assert "Hệ thống định danh điện tử chưa trả lời" in page.words
    assert 'value="/ho-so/"' in page.html


@pytest.mark.parametrize("query", ["", "?code=x&state=y", "?error=access_denied"])
def test_an_answer_nobody_asked_for_signs_nobody_in(visitor, query):
    answer = visitor.get(f"/dang-nhap/tro-ve/{query}")

    assert answer.status_code == 403
    assert visitor.page("/ho-so/").path == "/dang-nhap/"


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_sign_in_never_leads_to_another_site(visitor, wanted):
    page = visitor.page("/dang-nhap/", next=wanted)

    assert 'name="next" value="/"' in page.html


def test_signing_out_closes_the_pages(bay):
    assert bay.page("/tai-khoan/").path == "/tai-khoan/"

    bay.send("/dang-xuat/")

    assert bay.page("/tai-khoan/").path == "/dang-nhap/"


@pytest.mark.parametrize("address", ["/ho-so/", "/kho-giay-to/", "/thong-bao/", "/tai-khoan/"])
def test_own_pages_ask_to_sign_in(visitor, address):
    assert visitor.page(address).path == "/dang-nhap/"
