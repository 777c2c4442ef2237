"""Rows of published internal processes in the shape of the public file, invented."""

import os
from pathlib import Path

from motcua.config.env import REPOSITORY

_FOLDER = Path(os.environ.get("MOTCUA_SHARED", REPOSITORY.parent / "shared"))
SHARED = _FOLDER / "data" / "tthc" / "internal_processes.json"


def a_step(work, agency, hours):
    return {"no": 1, "agency": agency, "work": work, "time_text": "", "hours_8h_day": hours}


STEPS = [
    a_step("Kiểm tra, tiếp nhận hồ sơ: - số hóa hồ sơ", "Trung tâm Phục vụ hành chính công", 2.0),
    a_step("Thẩm định, dự thảo kết quả", "Chuyên viên Phòng Kinh tế", 4.0),
    a_step("Ký phê duyệt kết quả", "Lãnh đạo Sở Công Thương", 1.0),
    a_step("Vào sổ, đóng dấu", "Văn thư Sở", 1.0),
    a_step("Trả kết quả cho tổ chức", "Bộ phận tiếp nhận và trả kết quả", None),
]


def a_row(code="9.000001", **other):
    return {
        "procedure_code": code,
        "procedure": "Cấp giấy thử nghiệm",
        "case": "",
        "province": "Tỉnh Thử",
        "decision": "QĐ 1/QĐ-UBND",
        "date": "2025-11",
        "unit": "hour (8h per working day)",
        "steps": [dict(step) for step in STEPS],
        "published_total": 8.0,
        "published_total_text": "01 ngày làm việc",
        **other,
    }


def a_file(*rows):
    return {"_source": "invented", "processes": list(rows)}


def done_by(agency, work="Thẩm định hồ sơ", code="9.000001", signer="Lãnh đạo Sở Công Thương"):
    """A row whose second step is done by somebody named in these words."""
    middle = [a_step(work, agency, 4.0), a_step("Ký phê duyệt kết quả", signer, 1.0)]
    return a_row(code, steps=[STEPS[0], *middle, *STEPS[3:]])
