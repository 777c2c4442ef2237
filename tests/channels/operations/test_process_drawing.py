"""The page of a process as a drawing: what is posted is held to the rules, what is refused is not lost."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue.models import VersionDraft
from motcua.directory.types import Role
from motcua.engines.flow import api as flow
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser
from tests.channels.operations.processes import first, prepared_drawing, province, source
from tests.engines.flow.test_drawn import CAMUNDA, LEADER, OFFICER, boxes

pytestmark = pytest.mark.django_db

__all__ = ["first", "province"]


def drawing(page):
    """What the editor opens."""
    return unescape(re.search(r"(?s)<textarea name=\"source\".*?>\n(.*?)</textarea>", page.html)[1])


def send(browser, place, xml, **more):
    stamp = browser.page(place).value("stamp")
    return browser.send(place, source=xml, **({"stamp": stamp, "do": "write"} | more))


def with_a_step(xml, **other):
    """A step between the draft and the signature, as the editor would write it."""
    seat = {"role": "head", "unit": "certification", "hours": "1", **other}
    said = " ".join(f'{name}="{value}"' for name, value in seat.items())
    step = (
        '<bpmn:userTask id="buoc_1" name="Xem lại"><bpmn:extensionElements>'
        f"<motcua:step {said}/></bpmn:extensionElements></bpmn:userTask>"
        '<bpmn:sequenceFlow id="moi" sourceRef="buoc_1" targetRef="sign"/>'
    )
    arrow = re.compile(r'(sourceRef="draft" targetRef=)"sign"')
    return arrow.sub(r'\1"buoc_1"', xml).replace("<bpmn:endEvent", f"{step}<bpmn:endEvent", 1)


def tasks(xml):
    return re.findall(r'<bpmn:userTask id="(\w+)" name="([^"]*)"', xml)


def shifted(xml, by):
    return re.sub(r'(<dc:Bounds x=|<di:waypoint x=)"([\d.]+)"',
                  lambda m: f'{m[1]}"{float(m[2]) + by:g}"', xml)  # fmt: skip


def test_the_page_opens_an_editor_with_the_drawing_and_the_boxes_of_a_step(first):
    page = first.page(prepared_drawing(first))
    assert flow.read_table(drawing(page).encode()) == flow.read_table(source().encode())
    assert "Trả lại" in drawing(page)
    for box in ("name", "unit", "role", "hours", "counted", "kind", "returns_to", "name_en"):
        assert f'name="buoc-{box}"' in page.html
    assert 'name="buoc-place"' not in page.html  # the drawing says it
    words = json.loads(unescape(re.search(r'data-words="([^"]*)"', page.html)[1]))
    assert words["wait"] == "Chờ cơ quan khác"
    assert all(word.strip() for word in words.values())
    assert "Sửa bằng bảng các bước" in page.text


def test_a_drawn_step_is_a_line_of_the_table_and_stays_where_it_was_drawn(first):
    place = prepared_drawing(first)
    xml = shifted(with_a_step(drawing(first.page(place))), 40)
    xml = xml.replace('hours="5"', 'hours="4"')
    assert "Đã ghi vào bản soạn." in send(first, place, xml).text
    rows = flow.read_table(source().encode())
    assert [one.key for one in rows] == ["draft", "buoc_1", "sign", "number", "hand_over"]
    assert (rows[1].name_en, rows[1].hours) == ("Xem lại", 1)
    assert boxes(source().encode())["draft"][0] == boxes(xml.encode())["draft"][0]
    assert flow.load(source().encode()).total_hours == 8
    assert boxes(drawing(first.page(place)).encode()) == boxes(source().encode())
    table = first.page(place.removesuffix("so-do/"))
    assert 'value="Xem lại"' in table.html


@pytest.mark.parametrize(
    ("bend", "element", "said"),
    [
        (
            lambda xml: with_a_step(xml, unit=""),
            "buoc_1",
            "chưa rõ ai làm; chọn bộ phận và vai trò",
        ),
        (lambda xml: with_a_step(xml, hours=""), "buoc_1", "số giờ phải từ 0"),
        (lambda xml: with_a_step(xml, kind="sign"), "buoc_1", "người ký phải trả lại được"),
        (lambda xml: with_a_step(xml, role="king"), "", "không có vai trò «king»"),
        (with_a_step, "", "cộng lại là 9 giờ, thời hạn là 8 giờ; sửa cho khớp"),
        (lambda xml: xml.replace('kind="draft"', 'kind="normal"'), "sign", "chưa có gì để ký"),
        (
            lambda xml: xml.replace('targetRef="number"', 'targetRef="draft"'),
            "number",
            "không có đường nào từ điểm bắt đầu",
        ),
        (
            lambda xml: re.sub(r'<bpmn:sequenceFlow [^>]*targetRef="end"/>', "", xml),
            "hand_over",
            "không tới được điểm kết thúc",
        ),
    ],
)
def test_a_refused_drawing_comes_back_as_it_was_drawn(bend, element, said, first):
    place = prepared_drawing(first)
    before, xml = source(), bend(drawing(first.page(place)))
    page = send(first, place, xml)
    assert page.status == 422
    assert said in page.text
    assert source() == before
    assert tasks(drawing(page)) == tasks(xml)
    assert "data-refused" in page.html
    if element:
        assert f'href="#hinh-{element}"' in page.html
        assert f'data-choose="{element}"' in page.html
        assert element in re.search(r'data-wrong="([^"]*)"', page.html)[1]


def test_hours_and_faults_are_told_while_somebody_draws_and_nothing_is_written(first):
    place = prepared_drawing(first)
    before, xml = source(), with_a_step(drawing(first.page(place)))
    told = send(first, place, xml, do="check")
    assert told.status == 200
    assert "Thừa 1 giờ" in told.text
    assert "Còn phải sửa" not in told.text
    told = send(first, place, with_a_step(xml.replace("buoc_1", "b"), role=""), do="check")
    assert "bước «Xem lại»: chưa rõ ai làm" in told.text
    assert "<html" not in told.html
    assert source() == before


def test_hours_are_shared_to_match_the_limit_on_request(first):
    place = prepared_drawing(first)
    before, xml = source(), with_a_step(drawing(first.page(place)), hours="7")
    assert "Chia giờ cho khớp thời hạn" in send(first, place, xml, do="check").text
    hours = json.loads(send(first, place, xml, do="share").response.content)
    assert sum(hours.values()) == 8
    assert hours["buoc_1"] == 4
    assert json.loads(send(first, place, "<x/>", do="share").response.content) == {}
    assert source() == before


def test_a_process_that_was_changed_meanwhile_is_not_overwritten_unseen(first):
    place = prepared_drawing(first)
    page = first.page(place)
    stamp, xml = page.value("stamp"), drawing(page)
    other = xml.replace("Ký kết quả", "Ký duyệt kết quả")
    assert "Đã ghi" in send(Browser(Role.ADMINISTRATOR), place, other).text
    after = source()
    refused = send(first, place, shifted(xml, 30), stamp=stamp)
    assert "đã được sửa từ khi bạn mở sơ đồ" in refused.text
    assert refused.status == 422
    assert source() == after
    assert boxes(drawing(refused).encode()) == boxes(shifted(xml, 30).encode())
    again = first.send(place, source=drawing(refused), stamp=refused.value("stamp"), do="write")
    assert "Đã ghi vào bản soạn." in again.text
    assert "Ký duyệt" not in source()


def upload(browser, place, content):
    return browser.send(place, file=SimpleUploadedFile("quy-trinh.bpmn", content))


def test_a_file_of_another_tool_opens_to_be_completed(first):
    place = prepared_drawing(first)
    before = source()
    page = upload(first, place, CAMUNDA % (b"", b""))
    assert page.status == 422
    assert "bước «Appraise»: chưa rõ ai làm" in page.text
    assert "Appraise" in drawing(page)
    assert "BPMNShape" in drawing(page)  # it had no picture
    assert "camunda:assignee" not in drawing(page)
    assert source() == before


def test_a_file_of_another_tool_that_says_all_is_taken_and_tells_what_was_left_out(first):
    place = prepared_drawing(first)
    draft = OFFICER.replace(b"/>", b' kind="draft"/>')
    end = b'<bpmn2:userTask id="t" name="Tra"><bpmn2:extensionElements><motcua:step role="reception" unit="service_centre" kind="return" counted="false"/></bpmn2:extensionElements></bpmn2:userTask><bpmn2:sequenceFlow id="Flow_9" sourceRef="t" targetRef="Event_1"/><bpmn2:endEvent id="Event_1"/>'  # fmt: skip
    file = (CAMUNDA % (draft, LEADER)).replace(b'<bpmn2:endEvent id="Event_1"/>', end)
    file = file.replace(
        b'sourceRef="Gateway_1" targetRef="Event_1"', b'sourceRef="Gateway_1" targetRef="t"'
    )
    page = upload(first, place, file)
    assert "Đã ghi vào bản soạn." in page.text
    assert "bộ máy không dùng: executionPlatform, historyTimeToLive" in page.text
    assert [one.name_vi for one in flow.read_table(source().encode())] == [
        "Appraise",
        "Sign",
        "Tra",
    ]


def test_nothing_at_all_asks_for_a_file(first):
    place = prepared_drawing(first)
    before = source()
    page = first.send(place, do="write")
    assert page.status == 422
    assert "Chọn tệp BPMN rồi gửi lại" in page.text
    assert source() == before


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_others_draw_nothing(role, first):
    place = prepared_drawing(first)
    before, xml = source(), drawing(first.page(place))
    for act in ("write", "check"):
        assert Browser(role).send(place, source=with_a_step(xml), do=act).status == 403
    assert source() == before


def test_a_proposed_draft_is_only_looked_at(first):
    place = prepared_drawing(first)
    xml, before = drawing(first.page(place)), source()
    with acting(SYSTEM):
        VersionDraft.objects.update(
            state="proposed", takes_effect_on="2030-01-01", decision="1/QĐ", reason="Vì"
        )
    page = first.page(place)
    assert "data-designer" not in page.html
    assert "data-drawing" in page.html
    refused = first.send(place, source=shifted(xml, 10), do="write")
    assert "không sửa được" in refused.text
    assert source() == before
