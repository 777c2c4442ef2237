"""A paper, and the places on it that are filled after it was made."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """In points from the bottom left corner of a page; pages count from 1."""

    page: int
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Paper:
    """`boxes` has `number`, `day`, `month`, `year`, `signature` where the template reserved them."""

    pdf: bytes
    boxes: dict[str, Box] = field(default_factory=dict)


class PaperError(ValueError):
    """The template cannot be printed with these data; the text says where."""
