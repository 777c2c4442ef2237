"""Merkle trees as in RFC 6962, 2.1: one hash stands for a list, and a short path for one member."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

SIZE = 32
EMPTY = hashlib.sha256().digest()


def leaf(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Peaks:
    """A growing tree, kept as the roots of its full subtrees: one per binary one in `size`."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    @classmethod
    def load(cls, size: int, stored: bytes) -> "Peaks":
        return cls(size, split(stored))

    def dump(self) -> bytes:
        return b"".join(self.hashes)

    def append(self, added: bytes) -> None:
        carried, size = added, self.size
        while size & 1:
            carried = node(self.hashes.pop(), carried)
            size >>= 1
        self.hashes.append(carried)
        self.size += 1

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY
        result = self.hashes[-1]
        for peak in reversed(self.hashes[:-1]):
            result = node(peak, result)
        return result


def split(stored: bytes) -> list[bytes]:
    return [stored[start : start + SIZE] for start in range(0, len(stored), SIZE)]


def root(leaves: Sequence[bytes]) -> bytes:
    tree = Peaks()
    for member in leaves:
        tree.append(member)
    return tree.root()


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root, nearest first."""
    if len(leaves) <= 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return [*path(leaves[:half], index), root(leaves[half:])]
    return [*path(leaves[half:], index - half), root(leaves[:half])]


def root_by_path(member: bytes, index: int, size: int, steps: Sequence[bytes]) -> bytes | None:
    """The root that `steps` lead to, or None when they cannot belong to such a tree."""
    if not 0 <= index < size:
        return None
    position, last, result = index, size - 1, member
    for step in steps:
        if last == 0:
            return None
        if position & 1 or position == last:
            result = node(step, result)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            result = node(result, step)
        position, last = position >> 1, last >> 1
    return result if last == 0 else None
