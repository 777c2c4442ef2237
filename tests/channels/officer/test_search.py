"""The search page: conditions in the address, mistakes beside their box."""

from tests.dossiers import factories


def test_narrowed_by_procedure_and_day(office):
    code = factories.stored(factories.accepted(office)).code

    assert code in office.counter.page("tra-cuu/", procedure=factories.MARITAL).text
    nothing = office.counter.page("tra-cuu/", procedure="9.999999")
    assert code not in nothing.text
    assert "Bỏ bớt một điều kiện" in nothing.text


def test_a_whole_code_opens_the_dossier(office):
    dossier_id = factories.accepted(office)

    answer = office.counter.page("tra-cuu/", q=factories.stored(dossier_id).code)

    assert answer.status == 302


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
