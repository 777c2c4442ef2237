"""Files of another province, as tests write them."""

import csv
import io

UNIT, ENDED_UNIT = "LA-TruongMit", "LA-khac"
MAPPING = """
source: H34
units:
  LA-TruongMit: H53.31.61
  "H34.50.001": H53.31.01
procedures:
  "1.004873.LA": "1.004873"
  "KS01": {procedure: "1.001193", version: "2025-07-01"}
statuses:
  Mới nộp: submitted
  Đang xử lý: in_progress
  Chờ bổ sung: supplement_requested
  Từ chối: not_accepted
  Rút hồ sơ: withdrawn
  Dừng: stopped
  Có kết quả: resolved
  Đã trả: result_returned
"""
HEAD = (
    "ma_ho_so", "ma_thu_tuc", "ten_thu_tuc", "ma_don_vi", "ten_don_vi", "trang_thai", "chu_ho_so",
    "so_dinh_danh", "ngay_nop", "ngay_tiep_nhan", "ngay_yeu_cau_bo_sung", "ngay_nhan_bo_sung",
    "han_bo_sung", "ngay_hen_tra", "ngay_ket_thuc", "ngay_tra", "ghi_chu",
)  # fmt: skip
RETURNED = {
    "ma_ho_so": "H34.50.001-250701-0001",
    "ma_thu_tuc": "1.004873.LA",
    "ten_thu_tuc": "Cấp Giấy xác nhận tình trạng hôn nhân",
    "ma_don_vi": UNIT,
    "ten_don_vi": "UBND xã Hưng Hà",
    "trang_thai": "Đã trả",
    "chu_ho_so": "Nguyễn Văn Út",
    "so_dinh_danh": "080085123456",
    "ngay_nop": "02/07/2025 08:00",
    "ngay_tiep_nhan": "02/07/2025 09:30",
    "ngay_hen_tra": "07/07/2025",
    "ngay_ket_thuc": "04/07/2025 15:00",
    "ngay_tra": "07/07/2025 10:00",
}
RUNNING = {
    **RETURNED,
    "trang_thai": "Đang xử lý",
    "ngay_hen_tra": "31/12/2026 16:00",
    "ngay_ket_thuc": "",
    "ngay_tra": "",
}


def numbered(count, row=RETURNED, **changes):
    """So many rows, each with a code and an owner of its own."""
    return [
        {
            **row,
            "ma_ho_so": f"H34.50.001-250701-{n:04d}",
            "chu_ho_so": f"Nguyễn Văn Út {n}",
            "so_dinh_danh": f"0800851{n:05d}",
            **changes,
        }
        for n in range(1, count + 1)
    ]


def text_of(rows, *, separator=",", head=HEAD):
    written = io.StringIO()
    writer = csv.DictWriter(written, head, delimiter=separator, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def write(folder, rows, *, name="ho-so.csv", encoding="utf-8", **how):
    path = folder / name
    path.write_bytes(text_of(rows, **how).encode(encoding))
    return path


def write_mapping(folder, text=MAPPING):
    path = folder / "anh-xa.yaml"
    path.write_text(text, encoding="utf-8")
    return path
