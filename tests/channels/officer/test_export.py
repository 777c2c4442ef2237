"""From a list to its file: the buttons, the page that follows the worker, the file itself."""

import csv
import io

import pytest

from motcua.dossiers import api as dossiers
from motcua.dossiers.events import ExportAsked
from motcua.dossiers.models import Export
from motcua.dossiers.types import Status
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories


def the_worker_writes():
    with acting(SYSTEM):
        row = Export.objects.latest("asked_at")
    dossiers.write_export(ExportAsked(export_id=row.id, maker_id=row.maker_id))
    return row.id


def lines_of(browser, export_id):
    answer = browser.get(f"/can-bo/xuat/{export_id}/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return answer, list(csv.reader(io.StringIO(text)))


def test_from_the_search_page_to_the_file(office):
    code = factories.stored(factories.accepted(office)).code
    page = office.counter.page("tra-cuu/", procedure=factories.MARITAL)
    assert 'action="/can-bo/xuat/bat-dau/"' in page.html
    assert f'name="procedure" value="{factories.MARITAL}"' in page.html

    asked = office.counter.send(
        "xuat/bat-dau/", list="tra-cuu", procedure=factories.MARITAL, format="csv"
    )
    assert "Đang chờ đến lượt viết" in asked.text
    assert asked.response["Refresh"]
    export_id = the_worker_writes()
    done = office.counter.page("xuat/")
    answer, lines = lines_of(office.counter, export_id)

    assert "Xong: 1 dòng" in done.text
    assert "Refresh" not in done.response
    assert lines[1][0] == code
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("who", "address", "kind"),
    [
        ("counter", "tiep-nhan/", "tiep-nhan"),
        ("specialist", "viec/?tab=cho-nhan", "cho-nhan"),
    ],
)
def test_the_other_lists_offer_it_too(office, who, address, kind):
    factories.submitted() if who == "counter" else factories.accepted(office)

    page = getattr(office, who).page(address)

    assert f'name="list" value="{kind}"' in page.html


@pytest.mark.parametrize(
    "typed",
    [
        {"list": "khac", "format": "csv"},
        {"list": "tra-cuu", "format": "exe"},
        {"list": "tra-cuu", "format": "csv", "first": "31/31/2026"},
    ],
)
def test_what_our_pages_do_not_send_is_refused(office, typed):
    page = office.counter.send("xuat/bat-dau/", **typed)

    assert "Mở lại danh sách rồi bấm lại nút" in page.text
    with acting(SYSTEM):
        assert not Export.objects.exists()


def test_a_colleague_finds_no_file(office):
    office.counter.send("xuat/bat-dau/", list="tiep-nhan", format="csv")
    export_id = the_worker_writes()

    assert office.specialist.page(f"xuat/{export_id}/").status == 404
    assert office.specialist.send(f"xuat/{export_id}/bo/").status == 404
    assert "Chưa có tệp nào" in office.specialist.page("xuat/").text
    assert lines_of(office.counter, export_id)[1]


def test_its_maker_removes_it(office):
    office.counter.send("xuat/bat-dau/", list="tiep-nhan", format="xlsx")
    export_id = the_worker_writes()

    assert "Đã bỏ tệp" in office.counter.send(f"xuat/{export_id}/bo/").text
    assert office.counter.page(f"xuat/{export_id}/").status == 404


def test_narrowed_by_status_as_on_the_screen(office):
    factories.accepted(office)
    office.counter.send(
        "xuat/bat-dau/", list="tra-cuu", status=str(Status.WITHDRAWN.value), format="csv"
    )

    assert lines_of(office.counter, the_worker_writes())[1][1:] == []
