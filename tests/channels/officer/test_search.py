"""The search page: conditions in the address, mistakes beside their box."""

import re

from tests.dossiers import factories


def test_narrowed_by_procedure_and_day(office):
    code = factories.stored(factories.accepted(office)).code

    assert code in office.counter.page("tra-cuu/", procedure=factories.MARITAL).text
    nothing = office.counter.page("tra-cuu/", procedure="9.999999")
    assert code not in nothing.text
    assert "Bỏ bớt một điều kiện" in nothing.text


def test_a_whole_code_or_its_end_opens_the_dossier(office):
    code = factories.stored(factories.accepted(office)).code
    end = code.removeprefix(f"{factories.COMMUNE}-")

    assert office.counter.page("tra-cuu/", q=code).status == 302
    assert office.counter.page("tra-cuu/", q=end).status == 302
    assert office.counter.page("tra-cuu/", q=end[:-1]).status == 200


def test_days_that_cross_are_told_and_kept(office):
    page = office.counter.page("tra-cuu/", first="31/03/2026", last="01/03/2026")

    assert page.status == 422
    assert "Ngày đầu đứng sau ngày cuối" in page.text
    assert 'value="31/03/2026"' in page.html


def test_what_was_found_is_printed_as_a_register(office):
    factories.accepted(office)
    page = office.counter.page("tra-cuu/", procedure=factories.MARITAL)
    assert "/can-bo/tra-cuu/so-theo-doi/?procedure=" in page.html

    answer = office.counter.get("/can-bo/tra-cuu/so-theo-doi/", {"procedure": factories.MARITAL})

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_search_is_kept_under_a_name_and_found_again(office):
    code = factories.stored(factories.accepted(office)).code
    saved = office.specialist.send(
        "tra-cuu/bo-loc/luu/",
        name="Xác nhận hôn nhân",
        procedure=factories.MARITAL,
        order="gap-nhat",
    )
    assert "Đã lưu bộ lọc" in saved.text
    assert code in saved.text

    page = office.specialist.page("tra-cuu/")
    link = f"?procedure={factories.MARITAL}&amp;order=gap-nhat"
    assert f'href="/can-bo/tra-cuu/{link}"' in page.html
    assert "Xác nhận hôn nhân" not in office.head.page("tra-cuu/").text


def test_a_name_that_is_taken_is_told_and_the_search_stays(office):
    for _ in range(2):
        page = office.specialist.send("tra-cuu/bo-loc/luu/", name="Trễ", mark="qua-han")

    assert "Bạn đã có bộ lọc tên «Trễ»" in page.text
    assert page.response.redirect_chain[-1][0] == "/can-bo/tra-cuu/?mark=qua-han"


def test_saved_searches_are_renamed_and_removed_on_their_page(office):
    office.specialist.send("tra-cuu/bo-loc/luu/", name="Trễ", mark="qua-han")
    page = office.specialist.page("tra-cuu/bo-loc/")
    address = re.search(r"/can-bo/(tra-cuu/bo-loc/[0-9a-f-]+/)ten/", page.html).group(1)
    elsewhere = office.head.send(f"{address}xoa/")
    assert elsewhere.status == 404

    assert "Quá hạn rồi" in office.specialist.send(f"{address}ten/", name="Quá hạn rồi").text
    assert "Bạn chưa lưu bộ lọc nào" in office.specialist.send(f"{address}xoa/").text


def test_what_was_looked_at_by_itself_is_told(office):
    page = office.specialist.page("tra-cuu/", procedure=factories.MARITAL)

    assert "90 ngày qua" in page.text
