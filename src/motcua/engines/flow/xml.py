"""BPMN text to a tree, refusing everything a process of ours has no business with."""

from collections.abc import Iterator

from lxml import etree

from motcua.engines.flow.errors import ForbiddenElementError, MalformedXmlError

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
MOTCUA = "https://motcua.vn/bpmn"
_HAND = "motcua-drawing"
MAX_BYTES = 512 * 1024

# Steps for people, choices and parallel branches, and what tools add for the eye. No scripts,
# services, timers, messages, sub-processes: nothing here runs code or waits for a machine.
_ALLOWED = frozenset(
    {
        "definitions", "process", "startEvent", "endEvent", "userTask", "exclusiveGateway",
        "parallelGateway", "sequenceFlow", "conditionExpression", "incoming", "outgoing",
        "extensionElements", "documentation", "collaboration", "participant", "laneSet", "lane",
        "flowNodeRef", "textAnnotation", "text", "association", "category", "categoryValue",
        "group",
    }
)  # fmt: skip


_FORBIDDEN = (
    "Dòng {}: quy trình không được chứa «{}»; chỉ dùng bước cho người làm (userTask), cổng lựa chọn"
    " và cổng song song."
)


def parse(source: bytes) -> etree._Element:
    root = read_xml(source)
    for _element, reason in forbidden_in(root):
        raise ForbiddenElementError(reason)
    return root


def read_xml(source: bytes) -> etree._Element:
    """Any XML, read without entities, network or document type."""
    if len(source) > MAX_BYTES:
        raise MalformedXmlError(f"Tệp quy trình lớn hơn {MAX_BYTES // 1024} KB.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise MalformedXmlError(f"Tệp quy trình không phải XML hợp lệ: {wrong}") from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise MalformedXmlError("Tệp quy trình không được có khai báo DOCTYPE.")
    return root


def forbidden_in(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter(f"{{{BPMN}}}*"):
        name = etree.QName(element).localname
        if name not in _ALLOWED:
            yield element, _FORBIDDEN.format(element.sourceline, name)


def text_of(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def by_hand(root: etree._Element) -> bool:
    """Whether somebody placed what is in the drawing; one that was written from a table can be drawn anew."""
    return root.get("exporter") == _HAND


def mark_by_hand(root: etree._Element) -> None:
    root.set("exporter", _HAND)


def bpmn(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def motcua(name: str) -> str:
    return f"{{{MOTCUA}}}{name}"
