"""Named lists that forms refer to: peoples, nationalities, provinces, wards of the province."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import vietnam_provinces
import yaml

from motcua.engines.forms.types import Option, Text
from motcua.kit.text import search_key

_FOLDER = Path(__file__).parent / "data" / "lists"
HOME_PROVINCE = 80  # Tây Ninh since 1 July 2025, in the statistics office's code list


@lru_cache(maxsize=1)
def all_lists() -> Mapping[str, tuple[Option, ...]]:
    return {
        "xa_phuong": _wards(),
        "tinh_thanh": _provinces(),
        **{file.stem: _read(file) for file in sorted(_FOLDER.glob("*.yaml"))},
    }


def _read(file: Path) -> tuple[Option, ...]:
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(Option(str(row["value"]), Text(row["vi"], row["en"])) for row in rows)


def _wards() -> tuple[Option, ...]:
    """By the statistics office's codes, in alphabetical order without accents."""
    home = (
        ward for ward in vietnam_provinces.Ward.iter_all() if ward.province_code == HOME_PROVINCE
    )
    ordered = sorted(home, key=lambda ward: search_key(_bare(ward.name)))
    return tuple(Option(f"{int(ward.code):05}", _place(ward.name)) for ward in ordered)


def _provinces() -> tuple[Option, ...]:
    ordered = sorted(
        vietnam_provinces.Province.iter_all(), key=lambda one: search_key(_bare(one.name))
    )
    return tuple(Option(f"{int(one.code):02}", _place(one.name)) for one in ordered)


_KINDS = {
    "Xã": "commune",
    "Phường": "ward",
    "Đặc khu": "special zone",
    "Tỉnh": "province",
    "Thành phố": "city",
}


def _bare(name: str) -> str:
    for kind in _KINDS:
        if name.startswith(f"{kind} "):
            return name.removeprefix(f"{kind} ")
    return name


def _place(name: str) -> Text:
    bare = _bare(name)
    kind = name.removesuffix(bare).strip()
    return Text(f"{kind.lower()} {bare}".strip(), f"{bare} {_KINDS.get(kind, '')}".strip())
