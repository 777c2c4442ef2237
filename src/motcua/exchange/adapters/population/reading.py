"""The register's record in the names that our forms use; an empty thing is left out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from motcua.kit.clock import LEGAL_ZONE
from motcua.kit.text import clean

SEXES = {"1": "Nam", "2": "Nữ"}
MARRIAGES = {"1": "Chưa kết hôn", "2": "Đã kết hôn", "3": "Góa", "4": "Đã ly hôn"}


def values_of(citizen: Any) -> Mapping[str, Any]:
    born = citizen.NgayThangNamSinh
    values = {
        "so_dinh_danh": citizen.SoDinhDanh,
        "ho_ten": _name(citizen.HoVaTen),
        "gioi_tinh": SEXES.get(citizen.GioiTinh, ""),
        "ngay_sinh": _day(born.NgayThangNam),
        "nam_sinh": born.Nam or "",
        "dan_toc": citizen.DanToc,
        "quoc_tich": citizen.QuocTich,
        "tinh_trang_hon_nhan": MARRIAGES.get(citizen.TinhTrangHonNhan or "", ""),
        "noi_sinh": _place(citizen.NoiDangKyKhaiSinh),
        "que_quan": _place(citizen.QueQuan),
        "noi_thuong_tru": _address(citizen.ThuongTru),
        "cha": _relative(citizen.Cha),
        "me": _relative(citizen.Me),
        "vo_chong": _relative(citizen.VoChong),
    }
    return {name: value for name, value in values.items() if value}


def _name(parts: Any) -> str:
    """Some people have no middle name."""
    return clean(" ".join(part for part in (parts.Ho, parts.ChuDem, parts.Ten) if part))


def _day(written: str | None) -> date | None:
    """None where the register knows only the year."""
    if not written:
        return None
    return datetime.strptime(written, "%Y%m%d").replace(tzinfo=LEGAL_ZONE).date()


def _place(address: Any) -> str:
    return clean(address.ChiTiet or "") if address is not None else ""


def _address(address: Any) -> dict[str, str]:
    """Two levels: the district code is empty or stale since 1 July 2025, and is not read."""
    if address is None or not (address.MaPhuongXa or address.ChiTiet):
        return {}
    return {"ward": address.MaPhuongXa or "", "detail": clean(address.ChiTiet or "")}


def _relative(relative: Any) -> dict[str, str]:
    if relative is None or not relative.HoVaTen:
        return {}
    return {"ho_ten": clean(relative.HoVaTen), "so_dinh_danh": relative.SoDinhDanh or ""}
