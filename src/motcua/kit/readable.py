"""Anything that is opened like a file: one on the disk, or a sealed one."""

from io import BufferedReader
from typing import Literal, Protocol


class Readable(Protocol):
    @property
    def name(self) -> str: ...

    def open(self, mode: Literal["rb"]) -> BufferedReader: ...
