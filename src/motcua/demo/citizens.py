"""Invented citizens. Any likeness to real persons is chance; the number range is not issued."""

import random
from dataclasses import dataclass
from datetime import date

from motcua.directory.types import Sex

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
MIDDLE = {
    Sex.FEMALE: ("Thị", "Thị Kim", "Ngọc", "Thị Mỹ", "Thanh", "Thị Hồng"),
    Sex.MALE: ("Văn", "Minh", "Quốc", "Hữu", "Thanh", "Đức"),
}
GIVEN = {
    Sex.FEMALE: ("Lan", "Hoa", "Yến", "Phượng", "Thủy", "Hạnh", "Tuyết", "Ẩn", "Nguyệt", "Diễm"),
    Sex.MALE: ("Tùng", "Dũng", "Khánh", "Phúc", "Thịnh", "Nghĩa", "Long", "Sơn", "Trí", "Hiếu"),
}
HAMLETS = ("Thuận Hòa", "Thuận Phước", "Thuận Bình", "Thuận Tân", "Phước Long", "Phước Tân")


@dataclass(frozen=True, slots=True)
class Citizen:
    name: str
    personal_id: str
    birth_date: date
    sex: Sex
    residence: str
    phone: str
    email: str


# The first person of the sandbox's e-ID: whoever tries the demo signs in as her, so she has a past.
FIRST = Citizen(
    name="Nguyễn Thị Bảy",
    personal_id="072192000007",
    birth_date=date(1992, 3, 12),
    sex=Sex.FEMALE,
    residence="Ấp Thuận Hòa, xã Truông Mít, tỉnh Tây Ninh",
    phone="0900000007",
    email="cd0007@tayninh.example",
)


def citizens(count: int, *, seed: int) -> tuple[Citizen, ...]:
    """The same citizens for the same seed."""
    chance = random.Random(seed)  # noqa: S311  (invented persons, no secret)
    return tuple(_citizen(chance, number) for number in range(count))


def _citizen(chance: random.Random, number: int) -> Citizen:
    sex = chance.choice((Sex.FEMALE, Sex.MALE))
    name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE[sex])} {chance.choice(GIVEN[sex])}"
    born = date(chance.randint(1958, 1999), chance.randint(1, 12), chance.randint(1, 28))
    code = "1" if sex is Sex.FEMALE else "0"
    return Citizen(
        name=name,
        personal_id=f"072{code}{born:%y}9{number:05d}",
        birth_date=born,
        sex=sex,
        residence=f"Ấp {chance.choice(HAMLETS)}, xã Truông Mít, tỉnh Tây Ninh",
        phone=f"09000{number:05d}",
        email=f"cong-dan-{number}@thu.example",
    )
