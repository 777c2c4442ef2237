"""Steps of published processes that name nobody we know: one page, a few clicks."""

from pathlib import Path

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import OfficeMeaning
from motcua.directory.types import Role, system
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.published import a_file, done_by
from tests.catalogue.test_offices import ABOVE, KEY
from tests.channels.officer.browser import Browser

pytestmark = pytest.mark.django_db
PLACE = "quan-tri/thu-tuc/buoc-chua-ro/"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def held():
    with acting(SYSTEM):
        return dict(OfficeMeaning.objects.values_list("key", "unit"))


def test_units_are_set_for_all_at_once():
    admin = Browser(Role.ADMINISTRATOR)
    assert "Mọi bước của các quy trình mẫu đã rõ bộ phận" in admin.page(PLACE).text
    catalogue.load_processes(actor=system("tests"), file=a_file(done_by(ABOVE)))
    assert "Bước chưa rõ bộ phận" in admin.page("quan-tri/thu-tuc/").text
    page = admin.page(PLACE)
    assert ABOVE in page.text
    assert "Còn 1 nơi chưa rõ." in page.text
    done = admin.send(PLACE, key=KEY, unit="division")
    assert "Đã đặt bộ phận cho 1 nơi" in done.text
    assert "Còn 0 nơi chưa rõ." in done.text
    assert held() == {KEY: "division"}
    assert "Chưa chọn gì mới." in admin.send(PLACE, key=KEY, unit="division").text


def test_a_refusal_keeps_what_was_chosen_and_writes_nothing():
    admin = Browser(Role.ADMINISTRATOR)
    catalogue.load_processes(actor=system("tests"), file=a_file(done_by(ABOVE)))
    page = admin.send(PLACE, key=KEY, unit="king")
    assert page.status == 422
    assert "Không có bộ phận «king». Hãy chọn" in page.text
    for role in (Role.LEADER, Role.RECEPTION):
        assert Browser(role).page(PLACE).status == 403
        assert Browser(role).send(PLACE, key=KEY, unit="division").status == 403
    assert held() == {}
