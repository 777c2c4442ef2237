"""The columns an import knows, under the names that files of other provinces give them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kit.text import search_key


class Column(StrEnum):
    CODE = "ma_ho_so"
    PROCEDURE = "ma_thu_tuc"
    PROCEDURE_NAME = "ten_thu_tuc"
    UNIT = "ma_don_vi"
    UNIT_NAME = "ten_don_vi"
    STATUS = "trang_thai"
    CHANNEL = "kenh"
    OWNER = "chu_ho_so"
    PERSONAL_ID = "so_dinh_danh"
    BORN = "ngay_sinh"
    SUBMITTED = "ngay_nop"
    ACCEPTED = "ngay_tiep_nhan"
    ASKED = "ngay_yeu_cau_bo_sung"
    ANSWERED = "ngay_nhan_bo_sung"
    ANSWER_BY = "han_bo_sung"
    OBLIGED = "ngay_yeu_cau_tai_chinh"
    SETTLED = "ngay_xong_tai_chinh"
    DUE = "ngay_hen_tra"
    ENDED = "ngay_ket_thuc"
    RETURNED = "ngay_tra"
    NOTE = "ghi_chu"
    # of the file of answers
    FIELD = "truong"
    VALUE = "gia_tri"
    # of the file of papers
    COMPONENT = "thanh_phan"
    FILE = "tep"
    TITLE = "ten_giay_to"
    NUMBER = "so_ky_hieu"
    ISSUER = "noi_cap"
    ISSUED = "ngay_cap"
    EXPIRES = "het_han"


NOT_NEEDED = "-"  # what a mapping says of a column that is not read, though its name is known
REQUIRED = (
    Column.CODE,
    Column.PROCEDURE,
    Column.UNIT,
    Column.STATUS,
    Column.OWNER,
    Column.SUBMITTED,
)
DATES = (
    Column.SUBMITTED,
    Column.ACCEPTED,
    Column.ASKED,
    Column.ANSWERED,
    Column.ANSWER_BY,
    Column.OBLIGED,
    Column.SETTLED,
    Column.DUE,
    Column.ENDED,
    Column.RETURNED,
)
# Beside our own names: those of the exchange with the National Portal, and what people write.
_ALSO = {
    Column.CODE: ("MaHoSo", "Mã hồ sơ", "Số hồ sơ", "Số biên nhận"),
    Column.PROCEDURE: ("MaTTHC", "Mã thủ tục", "Mã TTHC"),
    Column.PROCEDURE_NAME: ("TenTTHC", "Tên thủ tục", "Tên TTHC", "Thủ tục"),
    Column.UNIT: ("DonViXuLy", "Mã đơn vị", "Mã cơ quan", "Đơn vị xử lý"),
    Column.UNIT_NAME: ("TenDonVi", "Tên đơn vị", "Tên cơ quan", "Cơ quan giải quyết"),
    Column.STATUS: ("TrangThaiHoSo", "Trạng thái", "Tình trạng", "Trạng thái hồ sơ"),
    Column.CHANNEL: ("KenhThucHien", "Kênh", "Hình thức nộp"),
    Column.OWNER: ("ChuHoSo", "Chủ hồ sơ", "Họ tên", "Người nộp", "Họ và tên"),
    Column.PERSONAL_ID: ("SoGiayToChuHoSo", "Số định danh", "CCCD", "Số CCCD", "Số giấy tờ"),
    Column.BORN: ("NgaySinh", "Ngày sinh"),
    Column.SUBMITTED: ("NgayNopHoSo", "Ngày nộp", "Ngày nộp hồ sơ"),
    Column.ACCEPTED: ("NgayTiepNhan", "Ngày tiếp nhận", "Ngày nhận"),
    Column.ASKED: ("NgayYeuCauBoSung", "Ngày yêu cầu bổ sung"),
    Column.ANSWERED: ("NgayBoSung", "Ngày bổ sung", "Ngày nhận bổ sung"),
    Column.ANSWER_BY: ("HanBoSung", "Hạn bổ sung"),
    Column.OBLIGED: ("Ngày yêu cầu tài chính", "Ngày chuyển thuế", "Ngày chuyển cơ quan thuế"),
    Column.SETTLED: ("Ngày xong tài chính", "Ngày hoàn thành nghĩa vụ tài chính", "Ngày nộp thuế"),
    Column.DUE: ("NgayHenTra", "Ngày hẹn trả", "Hạn trả", "Ngày hẹn"),
    Column.ENDED: ("NgayKetThucXuLy", "Ngày kết thúc", "Ngày kết thúc xử lý", "Ngày có kết quả"),
    Column.RETURNED: ("NgayTra", "Ngày trả", "Ngày trả kết quả"),
    Column.NOTE: ("GhiChu", "Ghi chú"),
    Column.FIELD: ("Tên trường", "Trường thông tin", "Câu hỏi"),
    Column.VALUE: ("Giá trị", "Câu trả lời", "Nội dung trả lời"),
    Column.COMPONENT: ("MaGiayTo", "Thành phần", "Thành phần hồ sơ", "Loại giấy tờ"),
    Column.FILE: ("TenTepDinhKem", "Tên tệp", "Tệp", "Tệp đính kèm"),
    Column.TITLE: ("TenGiayTo", "Tên giấy tờ", "Trích yếu"),
    Column.NUMBER: ("SoKyHieu", "Số ký hiệu", "Số văn bản"),
    Column.ISSUER: ("NoiCap", "Nơi cấp", "Cơ quan cấp", "Cơ quan ban hành"),
    Column.ISSUED: ("NgayCap", "Ngày cấp", "Ngày ban hành"),
    Column.EXPIRES: ("NgayHetHan", "Hết hạn", "Ngày hết hạn"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of file: the columns it is read for, and those it cannot do without."""

    columns: frozenset[Column]
    required: tuple[Column, ...]


_OF_ANSWERS = frozenset({Column.FIELD, Column.VALUE})
_OF_PAPERS = frozenset(
    {
        Column.COMPONENT,
        Column.FILE,
        Column.TITLE,
        Column.NUMBER,
        Column.ISSUER,
        Column.ISSUED,
        Column.EXPIRES,
    }
)
DOSSIERS = Sheet(frozenset(Column) - _OF_ANSWERS - _OF_PAPERS, REQUIRED)
ANSWERS = Sheet(_OF_ANSWERS | {Column.CODE}, (Column.CODE, Column.FIELD, Column.VALUE))
PAPERS = Sheet(_OF_PAPERS | {Column.CODE}, (Column.CODE, Column.COMPONENT, Column.FILE))
FILES: Mapping[str, Sheet] = {"dossiers": DOSSIERS, "answers": ANSWERS, "papers": PAPERS}
SHEETS = tuple(FILES.values())


def column_names() -> dict[Column, str]:
    """As people call them."""
    return {column: next(name for name in names if " " in name) for column, names in _ALSO.items()}


def _key(name: str) -> str:
    return search_key(name).replace("_", " ").replace(".", " ").strip()


_KNOWN: Mapping[str, Column] = {
    _key(name): column for column in Column for name in (column.value, *_ALSO.get(column, ()))
}


def column_of(name: str, sheet: Sheet = DOSSIERS) -> Column | None:
    found = _KNOWN.get(_key(name))
    return found if found in sheet.columns else None
