"""One folder, one version of one procedure: read it, and say everything that is wrong with it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue import publication, shape, soundness
from motcua.catalogue.yaml_source import YamlError, YamlSource

DESCRIPTION = "procedure.yaml"
FORM_NAMES = ("form.json", "form.yaml")


@dataclass(frozen=True, slots=True)
class Problem:
    file: Path
    line: int
    place: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file.parent.parent.name}/{self.file.parent.name}/{self.file.name}"
        return f"{where}, {_('dòng')} {self.line}, {self.place or '-'}: {self.reason}"


@dataclass(frozen=True, slots=True)
class VersionFolder:
    """What a folder says, ready to be published when `problems` is empty."""

    path: Path
    content: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @property
    def plain(self) -> Mapping[str, Any]:
        procedure: Mapping[str, Any] = self.content["procedure"]
        return procedure

    @property
    def code(self) -> str:
        return str(self.plain["code"])

    @property
    def valid_from(self) -> date:
        return date.fromisoformat(self.plain["valid_from"])

    @property
    def valid_to(self) -> date | None:
        end = self.plain.get("valid_to")
        return date.fromisoformat(end) if end else None

    @property
    def hash(self) -> str:
        return publication.content_hash(self.content)


def version_folders(root: Path) -> list[Path]:
    """`<root>/<code>/<day it takes effect>/`, in the order of their days."""
    return sorted(file.parent for file in root.glob(f"*/*/{DESCRIPTION}"))


def read(path: Path) -> VersionFolder:
    description = path / DESCRIPTION
    try:
        source = YamlSource(description.read_text("utf-8"))
    except YamlError as wrong:
        problem = Problem(description, wrong.line, "", _("không phải YAML: {}").format(wrong))
        return VersionFolder(path, {}, (problem,))
    misshapen = tuple(_misshapen(description, source))
    if misshapen:
        return VersionFolder(path, {}, misshapen)
    content, unreadable = _content(path, source)
    if unreadable:
        return VersionFolder(path, content, tuple(unreadable))
    return VersionFolder(path, content, tuple(_unsound(path, source, content)))


def _misshapen(file: Path, source: YamlSource) -> Iterator[Problem]:
    for error in shape.errors_of(source.value):
        steps = list(error.instance_path)
        place = ".".join(str(step) for step in steps)
        yield Problem(file, source.line(steps), place, shape.in_words(error))


def _content(path: Path, source: YamlSource) -> tuple[dict[str, Any], list[Problem]]:
    plain = source.value
    problems: list[Problem] = []
    content: dict[str, Any] = {"procedure": plain, "processes": {}, "templates": {}}
    content["form"] = _form(path, problems)
    for kind, name, place in _named_files(plain):
        if (path / name).is_file():
            content[kind][name] = (path / name).read_text("utf-8")
            continue
        where = ".".join(str(step) for step in place)
        reason = _("không có tệp «{}» trong thư mục; đặt tệp vào hoặc sửa tên").format(name)
        problems.append(Problem(path / DESCRIPTION, source.line(place), where, reason))
    return content, problems


def _named_files(plain: Mapping[str, Any]) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    for index, case in enumerate(plain["cases"]):
        yield "processes", case["process"], ("cases", index, "process")
        if "result" in case:
            yield "templates", case["result"]["template"], ("cases", index, "result", "template")
    yield "templates", plain["result"]["template"], ("result", "template")


def _form(path: Path, problems: list[Problem]) -> Any:
    for name in FORM_NAMES:
        file = path / name
        if not file.is_file():
            continue
        try:
            return _parsed(file)
        except YamlError as wrong:
            reason = _("không đọc được: {}").format(wrong)
            problems.append(Problem(file, wrong.line, "", reason))
            return None
    missing = _("thiếu mẫu điện tử; đặt form.json hoặc form.yaml vào thư mục")
    problems.append(Problem(path / FORM_NAMES[0], 1, "", missing))
    return None


def _parsed(file: Path) -> Any:
    written = file.read_text("utf-8")
    if file.suffix != ".json":
        return YamlSource(written).value
    try:
        return json.loads(written)
    except json.JSONDecodeError as wrong:
        raise YamlError(wrong.lineno, wrong.msg) from wrong


def _unsound(path: Path, source: YamlSource, content: Mapping[str, Any]) -> Iterator[Problem]:
    plain = content["procedure"]
    file = path / DESCRIPTION
    if plain["code"] != path.parent.name:
        reason = _("mã phải trùng tên thư mục «{}»").format(path.parent.name)
        yield Problem(file, source.line(["code"]), "code", reason)
    if plain["valid_from"] != path.name:
        reason = _("ngày hiệu lực phải trùng tên thư mục «{}»").format(path.name)
        yield Problem(file, source.line(["valid_from"]), "valid_from", reason)
    for name, place, reason in soundness.faults(content):
        where = ".".join(str(step) for step in place)
        if name:
            named = path / name if name != "form" else _form_file(path)
            yield Problem(named, 1, where, reason)
        else:
            yield Problem(file, source.line(place), where, reason)


def _form_file(path: Path) -> Path:
    return next(path / name for name in FORM_NAMES if (path / name).is_file())
