from dataclasses import replace

import pytest
from lxml import etree

from motcua.engines.flow import api as flow
from motcua.engines.flow.errors import BrokenDiagramError
from motcua.engines.flow.measuring import MOST_LETTERS, lines_of
from motcua.engines.flow.placing import boxes_of
from tests.engines.flow.processes import ALL, BUILDING, apart, step, written

DI = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "way": "http://www.omg.org/spec/DD/20100524/DI",
}


@pytest.mark.parametrize("rows", ALL.values(), ids=ALL)
def test_what_is_written_can_be_read(rows):
    drawn = flow.load(written(rows))

    given = {
        row.key: row
        for one in rows
        for row in ([one] if isinstance(one, flow.Row) else sum(one.branches, ()))
    }
    assert {s.key for s in drawn.steps} == set(given)
    for found in drawn.steps:
        row = given[found.key]
        assert (found.name_vi, found.name_en, found.role) == (row.name_vi, row.name_en, row.role)
        assert (found.unit, found.hours, found.kind) == (row.unit, row.hours, row.kind)
        assert (found.counted, found.outcomes) == (row.counted, tuple(row.outcomes))


@pytest.mark.parametrize("rows", ALL.values(), ids=ALL)
def test_everything_is_drawn_and_nothing_overlaps(rows):
    root = etree.fromstring(written(rows))
    nodes = root.xpath("//bpmn:process/*[not(self::bpmn:sequenceFlow)]/@id", namespaces=DI)
    flows = root.xpath("//bpmn:sequenceFlow/@id", namespaces=DI)

    assert root.xpath("//di:BPMNShape/@bpmnElement", namespaces=DI) == nodes
    assert root.xpath("//di:BPMNEdge/@bpmnElement", namespaces=DI) == flows
    for edge in root.iterfind(".//di:BPMNEdge", DI):
        assert len(edge.findall("way:waypoint", DI)) >= 2
    apart(boxes_of(root))


# The longest names of the published processes (QĐ công bố quy trình nội bộ), and the longest that may be typed.
LONG = (
    (
        "Tiếp nhận, kiểm tra tính đầy đủ của thành phần hồ sơ và cấp Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Trường hợp"
        " chưa đầy đủ thành phần hồ sơ thì trả hồ sơ kèm Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ để người yêu cầu đăng ký"
        " hoàn thiện, bổ sung theo quy định.)"
    ),
    (
        "Thẩm tra, xác minh vụ việc, tổ chức hòa giải giữa các bên tranh chấp, tổ chức cuộc họp các ban, ngành có liên quan"
        " để tư vấn giải quyết tranh chấp đất đai (nếu cần thiết) và hoàn chỉnh hồ sơ trình Chủ tịch Ủy ban nhân dân tỉnh"
        " ban hành quyết định giải quyết tranh chấp đất đai"
    ),
    "QUYẾT ĐỊNH CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN " * 8,
)


@pytest.mark.parametrize("name", LONG)
def test_a_step_is_as_high_as_its_name_and_still_nothing_overlaps(name):
    name = name[:MOST_LETTERS]
    beside = tuple(
        (replace(first, name_vi=name), *rest) for first, *rest in BUILDING[1].branches[:2]
    )
    begin = replace(step("tham_dinh"), name_vi=name)
    root = etree.fromstring(written([begin, replace(BUILDING[1], branches=beside), *BUILDING[2:]]))

    boxes = boxes_of(root)
    lines = list(lines_of(name, boxes["tham_dinh"].width - 14))
    assert " ".join(lines) == name.strip()
    assert max(map(len, lines)) <= 20  # of the widest letters fewer
    assert boxes["tham_dinh"].height > len(lines) * 15.6 + 30
    assert boxes["vao_so"].height == 90
    apart(boxes)


def test_two_ways_into_a_split_are_merged_first():
    root = etree.fromstring(written(BUILDING))

    assert root.xpath("//bpmn:exclusiveGateway[@id='lay_y_kien_merge']", namespaces=DI)


@pytest.mark.parametrize(
    "rows", [[step("a"), step("a")], [step("a", outcomes={"done": None, "on": "nowhere"})]]
)
def test_what_cannot_be_drawn(rows):
    with pytest.raises(BrokenDiagramError):
        written(rows)
