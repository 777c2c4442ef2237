"""Canned texts on the screen: kept on their page, picked into the box, sent only afterwards."""

import re

from motcua.directory.types import Role
from motcua.dossiers.models import CannedText
from motcua.dossiers.types import Status
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.test_many import bring_to_head, tick
from tests.dossiers import factories


def keep(browser, use, title="Sai cơ quan", body="Hồ sơ thuộc cơ quan khác."):
    page = browser.send("cau-mau/", use=use, title=title, body=body)
    assert "Đã lưu câu mẫu" in page.text
    with acting(SYSTEM):
        return str(CannedText.objects.latest("changed_at").id)


def box(page, name):
    return re.search(rf'<textarea[^>]*name="{name}"[^>]*>([^<]*)<', page.html).group(1).strip()


def test_picked_into_a_refusal_behind_what_was_typed_and_not_sent_yet(office):
    dossier_id = factories.submitted()
    text = keep(office.counter, "tu-choi")
    assert "Sai cơ quan" in office.counter.page(f"ho-so/{dossier_id}/tu-choi/").text

    page = office.counter.send(f"ho-so/{dossier_id}/tu-choi/", reason="Kính gửi ông.", mau=text)

    assert box(page, "reason") == "Kính gửi ông.\nHồ sơ thuộc cơ quan khác."
    assert "Hãy sửa các chỗ sau" not in page.text
    assert factories.stored(dossier_id).state is Status.SUBMITTED


def test_picked_into_a_supplement_request_with_the_ticks_kept(office):
    dossier_id = factories.accepted(office)
    text = keep(office.specialist, "bo-sung", "Mờ", "Ảnh chụp bị mờ.")
    address = f"ho-so/{dossier_id}/bo-sung/"
    asked = re.search(r'name="why:([^"]+)"', office.specialist.page(address).html).group(1)

    page = office.specialist.send(address, **{asked: "on", f"why:{asked}": "Chụp lại", "mau": text})

    assert box(page, "reason") == "Ảnh chụp bị mờ."
    assert "Chụp lại" in page.html
    assert factories.stored(dossier_id).state is Status.IN_PROGRESS


def test_picked_into_the_return_of_many(office):
    dossier_id = factories.accepted(office)
    bring_to_head(office, dossier_id)
    text = keep(office.head, "tra-lai", "Sai tên", "Sai tên đường.")

    page = office.head.send("viec/nhieu/", act="return", picked=tick(dossier_id), mau=text)

    assert box(page, "reason") == "Sai tên đường."
    assert factories.open_step(dossier_id).role == "head"


def test_a_text_of_somebody_else_is_not_picked(office):
    dossier_id = factories.submitted()
    text = keep(office.specialist, "tu-choi")

    page = office.counter.send(f"ho-so/{dossier_id}/tu-choi/", reason="Kính gửi", mau=text)

    assert box(page, "reason") == "Kính gửi"
    assert office.counter.page(f"cau-mau/{text}/").status == 404


def test_changed_shared_and_removed_on_its_page(office):
    text = keep(office.head, "y-kien")
    assert 'name="shared"' in office.head.page("cau-mau/").html
    assert 'name="shared"' not in office.specialist.page("cau-mau/").html

    changed = office.head.send(f"cau-mau/{text}/", use="y-kien", title="Mới", body="Chữ mới")
    assert "Chữ mới" in changed.text
    wrong = office.head.send(f"cau-mau/{text}/", use="y-kien", title="", body="Chữ mới")
    assert "Nhập tên ngắn" in wrong.text
    assert "Đã xóa câu mẫu" in office.head.send(f"cau-mau/{text}/xoa/").text


def test_a_supervisor_has_no_page_of_texts(office):
    assert office.official(Role.SUPERVISOR).page("cau-mau/").status == 403
