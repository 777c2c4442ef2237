"""What a list of procedures can be narrowed to, in words people know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Level, ProcedureFilter

PAGE = 20
LEVELS: Mapping[str, Promise] = {Level.COMMUNE: _("Cấp xã"), Level.PROVINCE: _("Cấp tỉnh")}
AGENCIES: Mapping[str, Promise] = {
    "commune": _("UBND xã, phường"),
    "department": _("Sở, ban, ngành của tỉnh"),
    "land_branch": _("Chi nhánh Văn phòng đăng ký đất đai"),
    "province": _("UBND tỉnh"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down of the search: `items` as ui/select.html wants them."""

    name: str
    label: str
    items: tuple[Mapping[str, object], ...]


def asked(typed: Mapping[str, str]) -> ProcedureFilter:
    """An unknown level or agency is as good as none."""
    level, agency = typed.get("cap", ""), typed.get("co-quan", "")
    return ProcedureFilter(
        words=typed.get("q", "").strip()[:200],
        level=level if level in LEVELS else "",
        handled_by=agency if agency in AGENCIES else "",
        field=typed.get("linh-vuc", "")[:200],
    )


def choices(narrowed: ProcedureFilter) -> tuple[Choice, ...]:
    known = catalogue.fields(level=narrowed.level, handled_by=narrowed.handled_by)
    fields = [(name, f"{name} ({count})") for name, count in known]
    return (
        _choice("cap", gettext("Cấp giải quyết"), LEVELS.items(), narrowed.level),
        _choice("co-quan", gettext("Cơ quan giải quyết"), AGENCIES.items(), narrowed.handled_by),
        _choice("linh-vuc", gettext("Lĩnh vực"), fields, narrowed.field),
    )


def _choice(
    name: str, label: str, offered: Iterable[tuple[str, Promise | str]], chosen: str
) -> Choice:
    every = {"value": "", "label": gettext("Tất cả"), "selected": not chosen}
    items = [
        {"value": value, "label": words, "selected": value == chosen} for value, words in offered
    ]
    return Choice(name, label, (every, *items))
