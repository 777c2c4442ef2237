"""Rows of a national catalogue, invented: one clean, and others each with one thing wrong."""

import copy
import json
import os
from pathlib import Path

from motcua.config.env import REPOSITORY

_FOLDER = Path(os.environ.get("MOTCUA_SHARED", REPOSITORY.parent / "shared"))
REAL = _FOLDER / "data" / "tthc" / "national_catalogue.jsonl.gz"

CLEAN = {
    "code": "1.900001",
    "name": "Cấp giấy xác nhận chủ vườn cây giống",
    "levels": ["Cấp xã"],
    "field": "Trồng trọt",
    "procedure_type": None,
    "decision": "901/QĐ-BTEST",
    "subjects": ["Công dân Việt Nam", "Doanh nghiệp"],
    "executing_agency": "Uỷ ban Nhân dân cấp xã, phường, thị trấn",
    "competent_agency": None,
    "coordinating_agency": None,
    "channels": [
        {"channel": "online", "time_value": 5.0, "time_unit": "working_day", "ambiguous_digits": None,
         "fee_listed_free": True, "fees_vnd": [], "note": "(Không)"},
        {"channel": "direct", "time_value": 5.0, "time_unit": "working_day", "ambiguous_digits": None,
         "fee_listed_free": True, "fees_vnd": [], "note": None},
    ],
    "components": [
        {"case": None, "items": [
            {"name": "a) Đơn đề nghị theo mẫuDon_01.docx: 0", "originals": 1, "copies": 0, "kind": "document", "form_files": ["Don_01.docx"]},
            {"name": "- Giấy tờ chứng minh nơi ở nếu có", "originals": 0, "copies": 1, "kind": "document", "form_files": None},
            {"name": "Lưu ý: mang theo bản chính", "originals": 0, "copies": 0, "kind": "note", "form_files": None},
        ]},
        {"case": "Trường hợp vườn thuê", "items": [
            {"name": "Hợp đồng thuê đất", "originals": 0, "copies": 1, "kind": "document", "form_files": None},
        ]},
    ],
    "results": [{"name": "Giấy xác nhận", "code": "KQ.G99.000001"}],
    "legal_basis": ["31/2018/QH14", "94/2019/NĐ-CP"],
    "steps_text": "Bước 1: Nộp hồ sơ.\nBước 2: Trả kết quả trong 05 ngày làm việc.",
    "conditions": None,
    "clock_flags": {"after_15h": False, "clock_pause": True, "clock_reset": False, "financial_obligation": False},
    "source_folder": "bo-nong-nghiep-mt",
    "source_url": "https://example.vn/thu-tuc/1",
}  # fmt: skip


def a_row(**changes):
    """The clean row with some parts changed."""
    return {**copy.deepcopy(CLEAN), **changes}


def channels(**changes):
    """Both channels of the clean row, changed alike."""
    return [{**one, **changes} for one in copy.deepcopy(CLEAN["channels"])]


def a_file(*rows):
    """A string is a line as it stands."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    return "\n".join(lines).encode()


# defect → a row that has it
DOUBTFUL = {
    "time_without_unit": a_row(channels=channels(time_unit=None, time_value=7.0)),
    "time_glued": a_row(channels=channels(time_value=None, ambiguous_digits="120,000 ")),
    "time_per_channel": a_row(
        channels=[CLEAN["channels"][0], {**CLEAN["channels"][1], "time_value": 10.0}]
    ),
    "no_time": a_row(channels=channels(time_value=None), steps_text=""),
    "free_with_note": a_row(channels=channels(note="(Theo Nghị quyết của Hội đồng nhân dân tỉnh)")),
    "fee_mistyped": a_row(
        channels=channels(fee_listed_free=False, fees_vnd=[100], note="100 VNĐ(100.000 đồng/hồ sơ)")
    ),
    "fee_unclear": a_row(
        channels=channels(fee_listed_free=False, fees_vnd=[50000, 70000], note=None)
    ),
    "no_papers": a_row(components=[]),
    "district": a_row(executing_agency="Ủy ban nhân dân cấp huyện"),
    "agency_unknown": a_row(executing_agency=None),
    "agency_elsewhere": a_row(executing_agency="Sở Tư pháp Thành phố Hà Nội", levels=["Cấp tỉnh"]),
    "agency_many": a_row(executing_agency="Sở Xây dựng, Ủy ban nhân dân cấp xã"),
    "no_result": a_row(results=[]),
    "local_code": a_row(code="1.900001.00 0.00.00.H53"),
}
# (line, the field that is named, a word of the reason)
MALFORMED = (
    ('{"code": "1.900001", "name": ', "line", "JSON"),
    ('["1.900001"]', "line", "đối tượng"),
    (a_row(code="19-01"), "code", "mã"),
    (a_row(code=None), "code", "trống"),
    (a_row(name=" "), "name", "trống"),
    (a_row(decision=None), "decision", "trống"),
    (a_row(field=7), "field", "chữ"),
    (a_row(channels={"online": 5}), "channels", "danh sách"),
    (a_row(channels=channels(time_value="năm")), "channels.time_value", "số"),
    (a_row(channels=channels(time_value=2.5)), "channels.time_value", "nguyên"),
    (a_row(channels=channels(fees_vnd=7)), "channels.fees_vnd", "danh sách"),
    (a_row(components=[{"case": None, "items": "giấy"}]), "components.items", "danh sách"),
    (a_row(subjects=[1]), "subjects", "chữ"),
    (a_row(results=["giấy"]), "results", "đối tượng"),
    (a_row(clock_flags=["reset"]), "clock_flags", "đối tượng"),
    (a_row(name="Cấp giấy \x00"), "line", "ký tự"),
    ('{"code": "1.900001", "name": "x \\ud800"}', "line", "ký tự"),
    ('{"code": "1.900001", "time": NaN}', "line", "JSON"),
)
