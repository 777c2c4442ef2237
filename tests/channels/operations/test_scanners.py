"""Which folder is whose, and whether it works: for whoever runs the office, of that office only."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.documents.models import ScanFolder
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser

pytestmark = pytest.mark.django_db
PLACE = "quan-tri/may-quet/"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings, tmp_path):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.SCANS = tmp_path / "scans"


def folders():
    with acting(SYSTEM):
        return list(ScanFolder.objects.filter(closed_at=None).values_list("name", flat=True))


def hidden(page, name):
    return re.findall(rf'name="{name}" value="([0-9a-f-]+)"', page.html)[0]


def test_a_folder_is_opened_told_of_and_closed(settings):
    admin, counter = Browser(Role.ADMINISTRATOR), Browser(Role.RECEPTION)
    page = admin.page(PLACE)
    assert "Đỗ Văn Cúc" in page.text
    assert "Chưa mở." in page.text
    agency = hidden(page, "agency")
    done = admin.send(PLACE, act="open", person=counter.person_id, agency=agency)
    (name,) = folders()
    assert f"Đã mở thư mục {name}" in done.text
    assert "Vừa mở, chờ lần xem đầu." in done.text
    documents.take_scans()
    assert "Sẵn sàng, chưa có tệp nào." in admin.page(PLACE).text

    (settings.SCANS / name).rmdir()
    documents.take_scans()
    assert "Không thấy thư mục" in admin.page(PLACE).text
    with clock.set_to(clock.now() + timedelta(minutes=4)):
        assert "Tiến trình nền không xem thư mục từ" in admin.page(PLACE).text

    again = admin.send(PLACE, act="open", person=counter.person_id, agency=agency)
    assert (again.status, "đã có thư mục máy quét" in again.text) == (422, True)
    assert (
        "Đã đóng thư mục"
        in admin.send(PLACE, act="close", folder=hidden(page=done, name="folder")).text
    )
    assert folders() == []


def test_nobody_else_opens_or_sees_folders():
    counter = Browser(Role.RECEPTION)
    agency = counter.actor.seats[0].agency_id
    for role in (Role.RECEPTION, Role.CASE_OFFICER, Role.LEADER):
        other = Browser(role)
        assert other.page(PLACE).status == 403
        sent = other.send(PLACE, act="open", person=counter.person_id, agency=agency)
        assert sent.status == 403
    far = Browser(Role.ADMINISTRATOR, agency="H53.31.01")
    assert "Đỗ Văn Cúc" not in far.page(PLACE).text
    sent = far.send(PLACE, act="open", person=counter.person_id, agency=agency)
    assert "Chỉ trưởng phòng hoặc quản trị của cơ quan" in sent.text
    assert folders() == []
