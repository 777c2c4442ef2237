"""A small form with one of everything, about an invented club."""

from copy import deepcopy
from datetime import date

TODAY = date(2026, 11, 23)


def text(vi, en=None):
    return {"vi": vi, "en": en or vi}


DEFINITION = {
    "data_schema": {
        "type": "object",
        "unevaluatedProperties": False,
        "$defs": {"so": {"type": "string", "pattern": "^[0-9]{12}$"}},
        "required": ["ho_ten", "cam_doan"],
        "properties": {
            "ho_ten": {"type": "string", "minLength": 2, "maxLength": 40},
            "ngay_sinh": {"type": "string", "format": "date"},
            "gioi_tinh": {"type": "string", "enum": ["nam", "nu"]},
            "so_dinh_danh": {"$ref": "#/$defs/so"},
            "dien_thoai": {"type": "string", "pattern": "^0[0-9]{9}$"},
            "thu": {"type": "string", "format": "email"},
            "noi_o": {
                "type": "object",
                "required": ["ward", "detail"],
                "properties": {"ward": {"type": "string"}, "detail": {"type": "string"}},
                "unevaluatedProperties": False,
            },
            "hinh_thuc": {"type": "string", "enum": ["nhan_tai_cho", "buu_chinh"]},
            "dia_chi_gui": {"type": "string", "minLength": 3},
            "mon": {"type": "array", "minItems": 1, "items": {"enum": ["co", "vua"]}},
            "co_giam_ho": {"type": "boolean"},
            "giam_ho": {
                "type": "object",
                "unevaluatedProperties": False,
                "properties": {
                    "ho_ten": {"type": "string", "minLength": 2},
                    "so_dinh_danh": {"$ref": "#/$defs/so"},
                },
            },
            "thanh_vien": {
                "type": "array",
                "items": {
                    "type": "object",
                    "unevaluatedProperties": False,
                    "properties": {
                        "ho_ten": {"type": "string", "minLength": 2},
                        "tuoi": {"type": "integer", "minimum": 1, "maximum": 120},
                        "hoc_lop": {"type": "string", "minLength": 1},
                    },
                },
            },
            "von": {"type": "integer", "minimum": 1000},
            "dien_tich": {"type": "number", "exclusiveMinimum": 0},
            "ghi_chu": {"type": "string", "maxLength": 200},
            "cam_doan": {"const": True, "type": "boolean"},
        },
    },
    "ui": {
        "minutes": 4,
        "pages": [
            {
                "id": "nguoi",
                "title": text("Người khai", "Applicant"),
                "items": [
                    {
                        "field": "ho_ten",
                        "widget": "text",
                        "label": text("Họ, chữ đệm và tên", "Full name"),
                        "autocomplete": "name",
                        "prefill": {"source": "csdldc", "path": "ho_ten", "lock": "always"},
                    },
                    {
                        "field": "ngay_sinh",
                        "widget": "date3",
                        "label": text("Ngày sinh", "Birth date"),
                        "autocomplete": "bday",
                        "prefill": {
                            "source": "csdldc",
                            "path": "ngay_sinh",
                            "lock": "if_present",
                            "max_age_days": 1,
                        },
                    },
                    {
                        "field": "gioi_tinh",
                        "widget": "radios",
                        "label": text("Giới tính", "Sex"),
                        "options": [
                            {"value": "nam", "label": text("Nam", "Male")},
                            {"value": "nu", "label": text("Nữ", "Female")},
                        ],
                    },
                    {
                        "field": "so_dinh_danh",
                        "widget": "personal_id",
                        "label": text("Số định danh cá nhân", "Personal identification number"),
                    },
                    {
                        "field": "dien_thoai",
                        "widget": "phone",
                        "label": text("Số điện thoại", "Phone number"),
                        "prefill": {"source": "csdldc", "path": "dien_thoai", "lock": "never"},
                    },
                    {
                        "field": "thu",
                        "widget": "email",
                        "label": text("Thư điện tử", "E-mail"),
                        "optional": True,
                    },
                    {
                        "field": "noi_o",
                        "widget": "address2",
                        "label": text("Nơi thường trú", "Residence"),
                        "options_from": "xa",
                        "prefill": {"source": "csdldc", "path": "noi_o", "lock": "never"},
                    },
                ],
            },
            {
                "id": "yeu-cau",
                "title": text("Yêu cầu", "Request"),
                "items": [
                    {
                        "field": "hinh_thuc",
                        "widget": "radios",
                        "label": text("Bạn muốn nhận ở đâu?", "Where do you want it?"),
                        "short": text("Cách nhận", "Way of receiving"),
                        "options": [
                            {"value": "nhan_tai_cho", "label": text("Tại chỗ", "Here")},
                            {"value": "buu_chinh", "label": text("Bưu chính", "By post")},
                        ],
                    },
                    {
                        "field": "dia_chi_gui",
                        "widget": "text",
                        "label": text("Địa chỉ gửi", "Postal address"),
                        "show_if": {"==": [{"var": "hinh_thuc"}, "buu_chinh"]},
                    },
                    {
                        "field": "mon",
                        "widget": "checkboxes",
                        "label": text("Môn", "Games"),
                        "options": [
                            {"value": "co", "label": text("Cờ", "Chess")},
                            {"value": "vua", "label": text("Vua", "King")},
                        ],
                    },
                    {
                        "field": "co_giam_ho",
                        "widget": "yes_no",
                        "label": text("Có người giám hộ?", "Is there a guardian?"),
                        "short": text("Người giám hộ", "Guardian"),
                    },
                    {
                        "field": "giam_ho",
                        "widget": "person",
                        "label": text("Người giám hộ", "Guardian"),
                        "show_if": {"==": [{"var": "co_giam_ho"}, True]},
                        "items": [
                            {
                                "field": "ho_ten",
                                "widget": "text",
                                "label": text("Họ tên", "Name"),
                            },
                            {
                                "field": "so_dinh_danh",
                                "widget": "personal_id",
                                "label": text("Số định danh", "Number"),
                                "optional": True,
                            },
                        ],
                    },
                ],
            },
            {
                "id": "hoi",
                "title": text("Hội", "Club"),
                "items": [
                    {
                        "field": "thanh_vien",
                        "widget": "table",
                        "label": text("Thành viên", "Members"),
                        "item_label": text("Thành viên", "Member"),
                        "min": 1,
                        "max": 3,
                        "summary": ["ho_ten"],
                        "items": [
                            {
                                "field": "ho_ten",
                                "widget": "text",
                                "label": text("Họ tên", "Name"),
                            },
                            {"field": "tuoi", "widget": "number", "label": text("Tuổi", "Age")},
                            {
                                "field": "hoc_lop",
                                "widget": "text",
                                "label": text("Lớp", "Class"),
                                "show_if": {"<": [{"var": "tuoi"}, 18]},
                            },
                        ],
                    },
                    {"field": "von", "widget": "money", "label": text("Vốn", "Capital")},
                    {
                        "field": "dien_tich",
                        "widget": "area",
                        "label": text("Diện tích", "Area"),
                    },
                    {
                        "field": "ghi_chu",
                        "widget": "textarea",
                        "label": text("Ghi chú", "Notes"),
                        "optional": True,
                    },
                    {
                        "field": "cam_doan",
                        "widget": "statement",
                        "label": text("Tôi cam đoan lời khai là đúng", "I declare this is true"),
                    },
                ],
            },
        ],
        "messages": {
            "so_dinh_danh.pattern": text("Số có 12 chữ số", "12 digits"),
        },
        "rules": [
            {"rule": "date_not_future", "fields": ["ngay_sinh"]},
            {
                "rule": "id_matches_person",
                "fields": ["ngay_sinh", "gioi_tinh", "so_dinh_danh"],
                "warn": True,
            },
            {"rule": "different_numbers", "fields": ["so_dinh_danh", "giam_ho.so_dinh_danh"]},
        ],
    },
}


def definition():
    return deepcopy(DEFINITION)
