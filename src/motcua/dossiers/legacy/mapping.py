"""The words of another system in ours: units, procedures, statuses, channels, columns.

Nothing is guessed here: what the mapping does not say is unknown. A file is YAML, or CSV with the
columns `kind,old,ours,case,version`.
"""

import csv
import io
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import ProcedureNotFoundError
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.types import OrganisationRef
from motcua.dossiers.legacy.columns import NOT_NEEDED, SHEETS, column_of
from motcua.dossiers.legacy.errors import LegacyMappingBrokenError
from motcua.dossiers.queries.offices import service_centre
from motcua.dossiers.types import Channel, Status
from motcua.kit.text import clean, search_key

T = TypeVar("T")
STANDINGS: Mapping[str, Status] = {status.name.lower(): status for status in Status}
CHANNELS: Mapping[str, Channel] = {channel.name.lower(): channel for channel in Channel}
PARTS = ("units", "procedures", "statuses", "channels", "columns", "answers", "papers")
KINDS = {
    "unit": "units",
    "procedure": "procedures",
    "status": "statuses",
    "channel": "channels",
    "answer": "answers",
    "paper": "papers",
    "column": "columns",
}
RESULT = "result"  # stands for the result of whatever procedure the dossier is of


# A cell of a table inside a form, as a name of an answer: table, row (from 1), column.
CELL = re.compile(r"(.+)\.([0-9]{1,4})\.([^.]+)")


@dataclass(frozen=True, slots=True)
class Cell:
    table: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class OurProcedure:
    """`version`: the day from which the version to use is in force; None: by the day of the dossier."""

    code: str
    case: str = ""
    version: date | None = None


@dataclass(frozen=True, slots=True)
class LegacyMapping:
    source: str
    prefix: str = ""
    units: Mapping[str, OrganisationRef] = field(default_factory=dict)
    procedures: Mapping[str, OurProcedure] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)

    def status(self, words: str) -> Status | None:
        return self.statuses.get(search_key(words))

    def field(self, words: str) -> str:
        """The path of our question; a name that the mapping lacks may be one of ours."""
        return self.answers.get(search_key(words), words)

    def cell(self, words: str) -> Cell | None:
        """`con.2.ho_ten`: table, row and column, by our names; or by theirs, of which the mapping says
        what `Con.Họ tên` is.
        """
        found = CELL.fullmatch(self.field(words))
        if found is None:
            return None
        table, number, column = found.groups()
        ours = self.answers.get(search_key(f"{table}.{column}"), f"{table}.{column}")
        table, _dot, column = ours.rpartition(".")
        return Cell(table, int(number), column)

    def paper(self, words: str) -> str:
        """A component of the case, the code of a result, or `result`."""
        said = self.papers.get(search_key(words), words)
        return RESULT if said.lower() in {RESULT, "ket_qua"} else said

    def channel(self, words: str) -> Channel | None:
        return self.channels.get(search_key(words)) if words else Channel.DIRECT


class _Plain(yaml.SafeLoader):
    """Everything is text (codes look like numbers), and no key stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  (PyYAML's)
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.YAMLError(_("{keys} có hai lần").format(keys=", ".join(twice)))
        return super().construct_mapping(node, deep)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Nothing that stands for something else: a few letters of that make gigabytes."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError(_("không dùng được dấu * và &"))
        return super().compose_node(parent, index)


def _as_text(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for _tag in ("float", "int", "bool", "timestamp"):
    _Plain.add_constructor(f"tag:yaml.org,2002:{_tag}", _as_text)


def read_plain(path: Path) -> dict[str, Any]:
    """As it is written. Raises LegacyMappingBrokenError where it is no mapping at all."""
    return plain_of(path.read_bytes(), path.name)


def plain_of(content: bytes, name: str) -> dict[str, Any]:
    """YAML, JSON (which is YAML) or, by its name, CSV."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise _broken([_("tệp phải ở bảng mã UTF-8")]) from wrong
    if name.lower().endswith(".csv"):
        return _from_csv(text)
    try:
        plain = yaml.load(text, _Plain)  # noqa: S506  (a safe loader)
    except yaml.YAMLError as wrong:
        raise _broken([" ".join(str(wrong).split())]) from wrong
    if not isinstance(plain, dict):
        raise _broken([_("tệp phải có source, units, procedures, statuses")])
    return plain


def _from_csv(text: str) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for row in csv.DictReader(io.StringIO(text)):
        kind, old, ours = (clean(row.get(name) or "") for name in ("kind", "old", "ours"))
        if kind == "source":
            plain["source"] = ours or old
        elif kind in KINDS:
            more = {name: row[name] for name in ("case", "version") if row.get(name)}
            said = {"procedure": ours, **more} if more else ours
            plain.setdefault(KINDS[kind], {})[old] = said
    return plain


def load_mapping(path: Path) -> LegacyMapping:
    """Raises LegacyMappingBrokenError that names every fault."""
    return mapping_of(read_plain(path))


def mapping_of(plain: Mapping[str, Any]) -> LegacyMapping:
    faults = list(_faults_of_frame(plain))
    parts = {name: _part(plain, name) for name in PARTS if not faults}
    found = LegacyMapping(
        source=str(plain.get("source") or ""),
        prefix=str(plain.get("prefix") or ""),
        units=_each(parts.get("units", {}), _unit, faults),
        procedures=_each(parts.get("procedures", {}), _procedure, faults),
        statuses=_by_key(_each(parts.get("statuses", {}), _status, faults)),
        channels=_by_key(_each(parts.get("channels", {}), _channel, faults)),
        columns=_each(parts.get("columns", {}), _column, faults),
        answers=_by_key(_each(parts.get("answers", {}), str, faults)),
        papers=_by_key(_each(parts.get("papers", {}), str, faults)),
    )
    if faults:
        raise _broken(faults)
    return found


def fault_of(kind: str, ours: Any) -> str:
    """What is wrong with one word of the mapping, in words; empty where nothing is."""
    try:
        _READ[kind](ours)
    except _FaultError as wrong:
        return str(wrong)
    return ""


def _faults_of_frame(plain: Mapping[str, Any]) -> Iterator[str]:
    if not plain.get("source"):
        yield _("thiếu source: mã tỉnh hoặc hệ thống cũ")
    for name in plain:
        if name not in {"source", "prefix", *PARTS}:
            yield _("không có phần {name}").format(name=name)
    for name in PARTS:
        if not isinstance(plain.get(name) or {}, dict):
            yield _("phần {name} phải là danh sách mã cũ: mã mới").format(name=name)


def _part(plain: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What is left empty is not known yet."""
    stated = plain.get(name) or {}
    return {clean(str(old)): ours for old, ours in stated.items() if ours not in (None, "")}


def _by_key(stated: Mapping[str, T]) -> dict[str, T]:
    return {search_key(words): ours for words, ours in stated.items()}


class _FaultError(Exception):
    """What is wrong with one line of the mapping."""


def _each(part: Mapping[str, Any], read: Callable[[Any], T], faults: list[str]) -> dict[str, T]:
    """Their word → ours; what is wrong joins the faults."""
    made: dict[str, T] = {}
    for old, ours in part.items():
        try:
            made[old] = read(ours)
        except _FaultError as wrong:
            faults.append(f"{old}: {wrong}")
    return made


def _unit(ours: Any) -> OrganisationRef:
    code = str(ours)
    try:
        agency = directory.successor_of(directory.organisation_by_code(code).id)
        if agency.is_agency:
            service_centre(agency.id)
            return agency
    except OrganisationNotFoundError:
        why = _("{code} không có, hoặc không có bộ phận một cửa").format(code=code)
        raise _FaultError(why) from None
    raise _FaultError(_("{code} là phòng, không phải cơ quan").format(code=code))


def _procedure(ours: Any) -> OurProcedure:
    said = ours if isinstance(ours, dict) else {"procedure": ours}
    code, case = str(said.get("procedure") or ""), str(said.get("case") or "")
    try:
        since = date.fromisoformat(str(said["version"])) if said.get("version") else None
        version = catalogue.procedure(code, on=since)
    except (ValueError, ProcedureNotFoundError):
        why = _("không có thủ tục {code}, hoặc ngày sai").format(code=code)
        raise _FaultError(why) from None
    if case and case not in {one.code for one in version.cases}:
        why = _("thủ tục {code} không có trường hợp {case}").format(code=code, case=case)
        raise _FaultError(why)
    return OurProcedure(code, case, since)


def _status(ours: Any) -> Status:
    found = STANDINGS.get(str(ours).lower()) or _numbered(str(ours))
    if found is None:
        raise _FaultError(_("{word} không phải trạng thái").format(word=ours))
    return found


def _channel(ours: Any) -> Channel:
    found = CHANNELS.get(str(ours).lower())
    if found is None:
        raise _FaultError(_("{word} không phải kênh nộp").format(word=ours))
    return found


def _column(ours: Any) -> str:
    if str(ours) == NOT_NEEDED:
        return NOT_NEEDED
    found = next(filter(None, (column_of(str(ours), sheet) for sheet in SHEETS)), None)
    if found is None:
        raise _FaultError(_("{word} không phải cột").format(word=ours))
    return found.value


_READ: Mapping[str, Callable[[Any], object]] = {
    "unit": _unit,
    "procedure": _procedure,
    "status": _status,
    "channel": _channel,
    "answer": str,
    "paper": str,
    "column": _column,
}


def _numbered(word: str) -> Status | None:
    return Status(int(word)) if word.isdecimal() and int(word) in set(Status) else None


def _broken(faults: Sequence[str]) -> LegacyMappingBrokenError:
    return LegacyMappingBrokenError(count=len(faults), faults="; ".join(faults))
