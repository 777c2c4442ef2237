"""Invented persons for the history. Any likeness is chance; none has telephone, mail or dwelling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.cli.load.ids import row_id, tail_of
from motcua.kit.text import search_key

MOST = 300_000
SINCE = 1_577_836_800  # 1 January 2020: before the first dossier
FAMILY = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Trương", "Đinh", "Mai", "Lâm", "Cao", "Đoàn", "Tạ", "Châu", "Thái",
)  # fmt: skip
MIDDLE = (
    ("Văn", "Minh", "Quốc", "Hữu", "Thanh", "Đức", "Công", "Tấn", "Hoàng", "Trọng", "Bá"),
    ("Thị", "Thị Kim", "Ngọc", "Thị Mỹ", "Thanh", "Thị Hồng", "Thị Thu", "Bích", "Thị Ánh"),
)
GIVEN = (
    (
        "Tùng", "Dũng", "Khánh", "Phúc", "Thịnh", "Nghĩa", "Long", "Sơn", "Trí", "Hiếu", "Cường",
        "Bình", "Đạt", "Hải", "Kiệt", "Lộc", "Nam", "Phong", "Quân", "Tài", "Vinh", "Ẩn",
    ),
    (
        "Lan", "Hoa", "Yến", "Phượng", "Thủy", "Hạnh", "Tuyết", "Nguyệt", "Diễm", "Hương", "Mai",
        "Ngân", "Nhung", "Oanh", "Quyên", "Thảo", "Trang", "Trinh", "Uyên", "Vân", "Xuân", "Đào",
    ),
)  # fmt: skip
YEARS = (1940, 2004)


@dataclass(frozen=True, slots=True)
class Invented:
    id: str
    name: str
    name_key: str
    female: bool
    born: date
    personal_id: str


def person(seed: int, number: int) -> Invented:
    """The same person for the same number, whichever history they come in. Six digits below 900000: not the demo's range."""
    del seed
    tail = tail_of("person", number)
    rest, female = divmod(tail >> 8, 2)
    rest, family = divmod(rest, len(FAMILY))
    rest, middle = divmod(rest, len(MIDDLE[female]))
    rest, given = divmod(rest, len(GIVEN[female]))
    rest, year = divmod(rest, YEARS[1] - YEARS[0])
    born = date(YEARS[0] + year, rest % 12 + 1, rest // 12 % 28 + 1)
    name = f"{FAMILY[family]} {MIDDLE[female][middle]} {GIVEN[female][given]}"
    code = (2 if born.year >= 2000 else 0) + female
    return Invented(
        id=row_id(SINCE, tail),
        name=name,
        name_key=search_key(name),
        female=bool(female),
        born=born,
        personal_id=f"072{code}{born:%y}{number:06d}",
    )


def named(official_id: str) -> Invented:
    """The name of an invented official follows from the id."""
    return person(0, UUID(official_id).int % 1_000_000)


def pool_size(dossiers: int) -> int:
    """A person comes back about every eight months."""
    return min(MOST, max(20, dossiers // 4))


def persons(seed: int, numbers: range) -> Iterator[Invented]:
    return (person(seed, number) for number in numbers)
