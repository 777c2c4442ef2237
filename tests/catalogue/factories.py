"""Procedure folders and officials made for a test."""

import shutil
from uuid import uuid4

from motcua.catalogue import data_files
from motcua.directory.types import Actor, Role, Seat, system

MACHINE = system("tests")
COPY = data_files.PROCEDURES / "2.000815" / "2025-11-01"


def seated(role=Role.ADMINISTRATOR):
    seat = Seat(uuid4(), uuid4(), uuid4(), role, "Quản trị viên")
    return Actor(uuid4(), "Ngô Thị Lịch", "staff", (seat,))


CODE = "3.999999"


def a_folder(root, *, valid_from="2025-11-01", replace=()):
    """The certified-copy procedure under another code; `replace` changes text in procedure.yaml."""
    folder = root / CODE / valid_from
    shutil.copytree(COPY, folder)
    edit(folder / "procedure.yaml", 'code: "2.000815"', f'code: "{CODE}"')
    edit(folder / "procedure.yaml", "valid_from: 2025-11-01", f"valid_from: {valid_from}")
    for old, new in replace:
        edit(folder / "procedure.yaml", old, new)
    return folder


def edit(file, old, new):
    text = file.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new), "utf-8")
