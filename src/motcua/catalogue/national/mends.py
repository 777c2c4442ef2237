"""The shapes of what an administrator writes instead of a proposed repair."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LimitMend:
    value: int
    unit: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class RowMend:
    """`office`: a kind of agency or one agency's code. `amount` None: told by the official."""

    name: str
    limits: tuple[LimitMend, ...]
    office: str
    charges: bool
    amount: int | None
