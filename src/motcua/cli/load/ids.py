"""Ids that are the same on every run: UUID version 7 of a moment, the rest from (seed, load, number)."""

import hashlib

ROWS = 256  # of one table and one dossier, at most


def tail_of(*parts: object) -> int:
    """62 bits for one dossier or person, the last eight of them free for its rows."""
    told = ":".join(map(str, parts)).encode()
    number = int.from_bytes(hashlib.blake2b(told, digest_size=8).digest()) >> 2
    return number - number % ROWS


def row_id(second: int, tail: int, row: int = 0) -> str:
    """Sorted by its moment, as live ids are: neighbours in time are neighbours in every index."""
    random = (1 << 63) | (tail + row)  # the variant of RFC 9562 is the leading `10`
    number = f"{second * 1000:012x}7{(tail >> 30) & 0xFFF:03x}{random:016x}"
    return f"{number[:8]}-{number[8:12]}-{number[12:16]}-{number[16:20]}-{number[20:]}"
