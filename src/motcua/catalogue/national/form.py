"""The form of an imported procedure: who asks, for which case, for what, and how to receive the result."""

from collections.abc import Mapping
from typing import Any

from motcua.catalogue.national.facts import Facts

Plain = dict[str, Any]
CASES = "truong_hop"
MINUTES = 5
_TAX_NUMBER = (
    "10 chữ số, hoặc 10 chữ số, gạch nối và 3 chữ số",
    "10 digits, or 10 digits, a hyphen and 3 digits",
)
_FIRMS = ("tổ chức", "doanh nghiệp", "hợp tác xã")


def form_of(facts: Facts) -> Plain:
    pages = [_applicant(), *_firm(facts), _request(facts), _receiving(), _declaration()]
    ui: Plain = {"minutes": MINUTES, "pages": pages, "sample_people": [_sample(facts)]}
    if is_for_firms(facts):
        ui["messages"] = {"ma_so.pattern": _text(*_TAX_NUMBER)}
    return {"data_schema": _schema(facts), "ui": ui}


def is_for_firms(facts: Facts) -> bool:
    return any(word in one.lower() for one in facts["subjects"] for word in _FIRMS)


def _schema(facts: Facts) -> Plain:
    properties: Plain = {
        "ho_ten": {"type": "string", "minLength": 2, "maxLength": 120},
        "so_dinh_danh": {"type": "string", "pattern": "^[0-9]{12}$"},
        "noi_cu_tru": {"$ref": "#/$defs/dia_chi"},
        "dien_thoai": {"type": "string", "pattern": "^0[0-9]{9}$"},
        "thu_dien_tu": {"type": "string", "format": "email", "maxLength": 120},
        "noi_dung": {"type": "string", "minLength": 3, "maxLength": 4000},
        "cach_nhan": {"type": "string", "enum": ["dien_tu", "truc_tiep", "buu_chinh"]},
        "dia_chi_nhan": {"$ref": "#/$defs/dia_chi"},
        "cam_doan": {"type": "boolean", "const": True},
    }
    if is_for_firms(facts):
        properties |= {
            "thay_mat": {"type": "boolean"},
            "to_chuc": {"type": "string", "minLength": 2, "maxLength": 200},
            "ma_so": {"type": "string", "pattern": "^[0-9]{10}(-[0-9]{3})?$"},
        }
    if facts["groups"]:
        codes = list(facts["groups"])
        properties[CASES] = {"type": "array", "items": {"type": "string", "enum": codes}}
    address = {"ward": {"type": "string", "minLength": 2, "maxLength": 8},
               "detail": {"type": "string", "minLength": 2, "maxLength": 200}}  # fmt: skip
    place = {"type": "object", "required": ["ward", "detail"], "properties": address,
             "unevaluatedProperties": False}  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {"dia_chi": place},
        "type": "object",
        "unevaluatedProperties": False,
        "required": ["ho_ten", "cam_doan"],
        "properties": properties,
    }


def _applicant() -> Plain:
    return _page("nguoi-yeu-cau", ("Người nộp hồ sơ", "Who hands in"), [
        _item("ho_ten", "text", ("Họ, chữ đệm và tên", "Full name"), autocomplete="name",
              prefill={"source": "csdldc", "path": "ho_ten", "lock": "always"}),
        _item("so_dinh_danh", "personal_id", ("Số định danh cá nhân", "Personal identification number"),
              prefill={"source": "csdldc", "path": "so_dinh_danh", "lock": "always"}),
        _item("noi_cu_tru", "address2", ("Nơi thường trú", "Place of permanent residence"),
              options_from="xa_phuong", optional=True,
              prefill={"source": "csdldc", "path": "noi_thuong_tru", "lock": "if_present", "max_age_days": 30}),
        _item("dien_thoai", "phone", ("Số điện thoại", "Phone number"),
              prefill={"source": "vneid", "path": "dien_thoai", "lock": "never"}),
        _item("thu_dien_tu", "email", ("Thư điện tử", "E-mail address"), optional=True,
              prefill={"source": "vneid", "path": "email", "lock": "never"}),
    ])  # fmt: skip


def _firm(facts: Facts) -> list[Plain]:
    if not is_for_firms(facts):
        return []
    shown = {"==": [{"var": "thay_mat"}, True]}
    return [_page("to-chuc", ("Nộp thay cho tổ chức", "On behalf of an organisation"), [
        _item("thay_mat", "yes_no", ("Bạn nộp thay mặt một tổ chức, doanh nghiệp?",
                                     "Do you act for an organisation or a firm?"),
              short=_text("Nộp thay mặt tổ chức", "On behalf of an organisation")),
        _item("to_chuc", "text", ("Tên tổ chức, doanh nghiệp", "Name of the organisation"), show_if=shown),
        _item("ma_so", "text", ("Mã số thuế", "Tax number"), show_if=shown, optional=True,
              hint=_text(*_TAX_NUMBER)),
    ])]  # fmt: skip


def _request(facts: Facts) -> Plain:
    items = []
    if facts["groups"]:
        options = [
            {"value": code, "label": _text(words, words)} for code, words in facts["groups"].items()
        ]
        items.append(
            _item(CASES, "checkboxes", ("Bạn thuộc trường hợp nào?", "Which of these apply to you?"),
                  optional=True, options=options,
                  short=_text("Trường hợp của bạn", "What applies to you"),
                  hint=_text("Chỉ các giấy tờ của trường hợp đã chọn được hỏi tới",
                             "Only the papers of what you choose are asked for"))
        )  # fmt: skip
    items.append(
        _item("noi_dung", "textarea", ("Nội dung đề nghị", "What you ask for"),
              hint=_text("Viết ngắn gọn; giấy tờ thêm ở bước sau", "In short; papers come in the next step"))
    )  # fmt: skip
    return _page("noi-dung", ("Nội dung đề nghị", "The request"), items)


def _receiving() -> Plain:
    ways = [
        ("dien_tu", "Bản điện tử trong kho giấy tờ", "Electronic copy in your archive"),
        ("truc_tiep", "Bản giấy tại nơi nộp hồ sơ", "On paper, at the counter"),
        ("buu_chinh", "Bản giấy qua bưu chính", "On paper, by post"),
    ]
    options = [{"value": value, "label": _text(vi, en)} for value, vi, en in ways]
    return _page("nhan-ket-qua", ("Nhận kết quả", "Receiving the result"), [
        _item("cach_nhan", "radios", ("Bạn muốn nhận kết quả bằng cách nào?",
                                      "How do you want to receive the result?"), options=options,
              short=_text("Cách nhận kết quả", "Way of receiving the result")),
        _item("dia_chi_nhan", "address2", ("Địa chỉ nhận qua bưu chính", "Postal address"),
              options_from="xa_phuong", show_if={"==": [{"var": "cach_nhan"}, "buu_chinh"]}),
    ])  # fmt: skip


def _declaration() -> Plain:
    return _page("cam-doan", ("Cam đoan", "Declaration"), [
        _item("cam_doan", "statement",
              ("Tôi cam đoan những nội dung khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật.",
               "I declare that what I have stated is true, and I am responsible for it before the law."),
              short=_text("Lời cam đoan", "Declaration")),
    ])  # fmt: skip


def _sample(facts: Facts) -> Plain:
    answers: Plain = {
        "ho_ten": "Phạm Quốc Dũng",
        "so_dinh_danh": "072085000009",
        "noi_cu_tru": {"ward": "25459", "detail": "Số 12, đường Hoa Sen, khu phố 3"},
        "dien_thoai": "0900000009",
        "noi_dung": "Đề nghị giải quyết theo giấy tờ kèm theo",
        "cach_nhan": "dien_tu",
        "cam_doan": True,
    }
    if is_for_firms(facts):
        answers["thay_mat"] = False
    if facts["groups"]:
        answers[CASES] = [next(iter(facts["groups"]))]
    return {"name": "Người nộp tự khai", "answers": answers}


def _page(page_id: str, title: tuple[str, str], items: list[Plain]) -> Plain:
    return {"id": page_id, "title": _text(*title), "minutes": 1, "items": items}


def _item(field: str, widget: str, label: tuple[str, str], **more: Any) -> Plain:
    return {"field": field, "widget": widget, "label": _text(*label), **more}


def _text(vi: str, en: str) -> Mapping[str, str]:
    return {"vi": vi, "en": en}
