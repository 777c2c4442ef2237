"""Reading once more, declaring, handing in: once, however often the button is pressed."""

from motcua.dossiers import api as dossiers
from tests.channels.citizen.phone import draft_address
from tests.dossiers import factories


def mine(phone):
    return dossiers.my_dossiers(actor=phone.actor)


def test_the_review_shows_every_section_with_a_way_back(bay):
    address = draft_address(bay)

    page = bay.page(f"{address}kiem-tra/")

    assert "Kiểm tra rồi nộp hồ sơ" in page.words
    assert "?tu=kiem-tra" in page.html
    assert "Nơi nộp" in page.words
    assert "Phí, lệ phí" in page.words


def test_editing_from_the_review_comes_back_to_it(bay):
    address = draft_address(bay)
    sections = bay.page(f"{address}kiem-tra/").html
    first = f"{address}nguoi-yeu-cau/?tu=kiem-tra"
    assert first in sections

    page = bay.send(first, dien_thoai="0912345678", ho_ten="Nguyễn Thị Bảy")

    assert page.path in {f"{address}kiem-tra/", f"{address}nguoi-yeu-cau/"}
    assert page.status == 200 or page.path.endswith("nguoi-yeu-cau/")


def test_without_the_declaration_nothing_is_handed_in(bay):
    page = bay.send(f"{draft_address(bay)}kiem-tra/")

    assert page.status == 422
    assert "ô cam đoan" in page.words
    assert mine(bay) == ()


def test_the_receipt_has_code_secret_and_qr(bay):
    address = draft_address(bay)

    page = bay.send(f"{address}kiem-tra/", declared="1")

    dossier = mine(bay)[0]
    assert page.path == f"{address}da-nop/"
    assert dossier.code in page.words
    assert dossiers.secret_of(actor=bay.actor, dossier_id=dossier.dossier_id) in page.words
    assert "<svg" in page.html
    assert "Việc tiếp theo" in page.words


def test_a_second_press_and_the_back_button_make_no_second_dossier(bay):
    address = draft_address(bay)

    first = bay.send(f"{address}kiem-tra/", declared="1")
    second = bay.send(f"{address}kiem-tra/", declared="1")

    assert first.path == second.path == f"{address}da-nop/"
    assert len(mine(bay)) == 1
    assert bay.page(f"{address}kiem-tra/").path == f"{address}da-nop/"
    assert bay.page(f"{address}nguoi-yeu-cau/").path == f"{address}da-nop/"


def test_what_is_still_missing_is_listed_with_links(bay):
    draft_id = dossiers.start_draft(
        actor=bay.actor, procedure_code="1.004873", agency_id=factories.agency_id(), case_code=None
    )

    page = bay.page(f"/ho-so/nhap/{draft_id}/kiem-tra/")

    assert "Còn vài chỗ chưa xong" in page.words
    refused = bay.send(f"/ho-so/nhap/{draft_id}/kiem-tra/", declared="1")
    assert refused.status == 422
    assert mine(bay) == ()


def test_what_was_sent_can_be_kept_as_pdf(bay):
    bay.send(f"{draft_address(bay)}kiem-tra/", declared="1")

    answer = bay.get(f"/ho-so/{mine(bay)[0].dossier_id}/ban-da-nop/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
