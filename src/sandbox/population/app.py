"""The population register over SOAP 1.1."""

from pathlib import Path

from lxml import etree
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.faults import fault, faulty
from sandbox.persons import Address, Invented, Relative
from sandbox.population.register import SYSTEM, Answer, Question, answer

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
REGISTER = "http://dancuquocgia.bca"
WSDL = Path(__file__).parent / "dancu.wsdl"
SEX = {"male": "1", "female": "2"}
MARRIAGE = {"single": "1", "married": "2", "widowed": "3", "divorced": "4"}

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def bca(name: str, *content: etree._Element | str) -> etree._Element:
    """An element of the register's namespace, with a text or with children."""
    element = etree.Element(f"{{{REGISTER}}}{name}", nsmap={"dc": REGISTER})
    for part in content:
        if isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element


def enveloped(content: etree._Element) -> bytes:
    envelope = etree.Element(f"{{{ENVELOPE}}}Envelope", nsmap={"soap": ENVELOPE})
    etree.SubElement(envelope, f"{{{ENVELOPE}}}Body").append(content)
    return etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")


@faulty(SYSTEM)
async def describe(request: Request) -> Response:
    here = str(request.url.replace(query="", fragment=""))
    described = WSDL.read_text(encoding="utf-8").replace("http://127.0.0.1:8100/population", here)
    return Response(described, media_type="text/xml")


@faulty(SYSTEM)
async def look_up(request: Request) -> Response:
    if fault(SYSTEM) == "soap_fault":
        return _fault("Hệ thống đang bận")
    try:
        question = _question(etree.fromstring(await request.body(), _PARSER))
    except (etree.XMLSyntaxError, ValueError) as wrong:
        return _fault(f"Yêu cầu sai định dạng: {wrong}")
    given = _response(answer(question))
    if fault(SYSTEM) == "half_answer":
        given = given[: len(given) // 2]
    return Response(given, media_type="text/xml")


def _question(envelope: etree._Element) -> Question:
    asked = envelope.find(f".//{{{REGISTER}}}TraCuuThongTinCongDan")
    if asked is None:
        raise ValueError("TraCuuThongTinCongDan")

    def said(path: str) -> str:
        steps = "/".join(f"{{{REGISTER}}}{step}" for step in path.split("/"))
        return (asked.findtext(steps) or "").strip()

    return Question(
        request_id=said("MaYeuCau"),
        asked_by=said("MaCanBo"),
        account=said("TaiKhoan"),
        personal_id=said("SoDinhDanh"),
        name=said("HoVaTen"),
        born=said("NgayThangNamSinh/NgayThangNam") or said("NgayThangNamSinh/Nam"),
    )


def _response(given: Answer) -> bytes:
    body = bca(
        "TraCuuThongTinCongDanResponse",
        bca("MaYeuCau", given.request_id),
        bca("MaKetQua", given.result),
        bca("ThongBao", given.words),
    )
    if given.person is not None:
        body.append(_citizen(given.person))
    return enveloped(body)


def _citizen(person: Invented) -> etree._Element:
    family, middle, given = person.name_parts
    parts = [
        bca("SoDinhDanh", person.personal_id),
        bca("HoVaTen", bca("Ho", family), bca("ChuDem", middle), bca("Ten", given)),
        bca("GioiTinh", SEX[person.sex]),
        bca("DanToc", person.ethnicity),
        bca("TinhTrangHonNhan", MARRIAGE[person.marital_status]),
        _born(person),
        bca("NoiDangKyKhaiSinh", bca("ChiTiet", person.origin), bca("QuocGia", "VN")),
        bca("QueQuan", bca("ChiTiet", person.origin), bca("QuocGia", "VN")),
        _address("ThuongTru", person.residence),
        bca("QuocTich", person.nationality),
    ]
    kin = (("Cha", person.father), ("Me", person.mother), ("VoChong", person.spouse))
    parts += [_relative(kind, relative) for kind, relative in kin if relative]
    return bca("CongDan", *parts)


def _born(person: Invented) -> etree._Element:
    year = bca("Nam", f"{person.birth_date:%Y}")
    if person.year_only:
        return bca("NgayThangNamSinh", year)
    return bca("NgayThangNamSinh", year, bca("NgayThangNam", f"{person.birth_date:%Y%m%d}"))


def _address(kind: str, address: Address) -> etree._Element:
    """The district code stays empty: there are no districts since 1 July 2025."""
    return bca(
        kind,
        bca("MaTinhThanh", address.province),
        bca("MaQuanHuyen", ""),
        bca("MaPhuongXa", address.commune),
        bca("ChiTiet", address.detail),
        bca("QuocGia", "VN"),
    )


def _relative(kind: str, relative: Relative) -> etree._Element:
    return bca(kind, bca("HoVaTen", relative.name), bca("SoDinhDanh", relative.personal_id))


def _fault(words: str) -> Response:
    fault_element = etree.Element(f"{{{ENVELOPE}}}Fault")
    etree.SubElement(fault_element, "faultcode").text = "soap:Server"
    etree.SubElement(fault_element, "faultstring").text = words
    return Response(enveloped(fault_element), status_code=500, media_type="text/xml")


routes = [
    Route("/population", describe, methods=["GET"]),
    Route("/population", look_up, methods=["POST"]),
]
app = Starlette(routes=routes)
FAULTS = ("not_found", "soap_fault", "half_answer")
