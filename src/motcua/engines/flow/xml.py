"""BPMN text to a tree, refusing everything a process of ours has no business with."""

from lxml import etree

from motcua.engines.flow.errors import ForbiddenElementError, MalformedXmlError

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
MOTCUA = "https://motcua.vn/bpmn"
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


def parse(source: bytes) -> etree._Element:
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
    _refuse_forbidden(root)
    return root


def _refuse_forbidden(root: etree._Element) -> None:
    for element in root.iter(f"{{{BPMN}}}*"):
        name = etree.QName(element).localname
        if name not in _ALLOWED:
            line = element.sourceline
            raise ForbiddenElementError(
                f"Dòng {line}: quy trình không được chứa «{name}»; chỉ dùng bước cho người làm "
                "(userTask), cổng lựa chọn và cổng song song."
            )


def bpmn(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def motcua(name: str) -> str:
    return f"{{{MOTCUA}}}{name}"
