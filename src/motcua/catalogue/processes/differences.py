"""What changed in a process, step by step, in words; never as XML."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext as _

from motcua.catalogue.processes.tables import table_of
from motcua.catalogue.processes.words import KINDS, ROLES, UNITS, said, ways_on
from motcua.catalogue.version_drafts import Difference
from motcua.engines.flow import api as flow
from motcua.engines.flow.api import Place, StepDef, TableStep
from motcua.engines.flow.errors import DiagramError

Plain = Mapping[str, Any]
Line = tuple[str, str]
Step = StepDef | TableStep


def process_differences(before: Plain, after: Plain) -> Iterator[Difference]:
    """Case by case; a case that came or went is told among the cases."""
    held = {case["code"]: case for case in before["procedure"]["cases"]}
    several = len(after["procedure"]["cases"]) > 1
    for case in after["procedure"]["cases"]:
        if case["code"] in held:
            part = _("Quy trình: {}").format(_of(case["name"])) if several else _("Quy trình")
            old = before["processes"].get(held[case["code"]]["process"], "")
            yield from _changed(part, old, after["processes"].get(case["process"], ""))


def _changed(part: str, old: str, new: str) -> Iterator[Difference]:
    if old == new:
        return
    was, now = _steps(old), _steps(new)
    told = [*_steps_changed(part, was, now), *_order(part, was, now)]
    yield from told or [Difference(part, _("Chỉ hình vẽ thay đổi; các bước giữ nguyên"))]
    if told and _sum(was) != _sum(now):
        yield Difference(part, _("Tổng thời gian các bước"), _hours(_sum(was)), _hours(_sum(now)))


def _steps(source: str) -> Sequence[Step]:
    table = table_of(source)
    if table:
        return table
    try:
        return flow.steps_in(source.encode())
    except DiagramError:
        return ()


def _steps_changed(part: str, was: Sequence[Step], now: Sequence[Step]) -> Iterator[Difference]:
    held, kept = {one.key: one for one in was}, {one.key for one in now}
    old_names, new_names = _names(was), _names(now)
    for one in now:
        if one.key not in held:
            yield Difference(
                part, _("Thêm bước «{}»").format(_name(one)), after=_told(one, new_names)
            )
            continue
        before, after = dict(_lines(held[one.key], old_names)), _lines(one, new_names)
        for what, reads in after:
            if before.get(what, "") != reads:
                name = f"{_name(one)}: {what}"
                yield Difference(part, name, before.get(what, ""), reads)
    for one in was:
        if one.key not in kept:
            yield Difference(
                part, _("Bỏ bước «{}»").format(_name(one)), before=_told(one, old_names)
            )


def _order(part: str, was: Sequence[Step], now: Sequence[Step]) -> Iterator[Difference]:
    kept = {one.key for one in was} & {one.key for one in now}
    before, after = ([one for one in steps if one.key in kept] for steps in (was, now))
    if [one.key for one in before] != [one.key for one in after]:
        yield Difference(part, _("Thứ tự các bước"), _listed(before), _listed(after))


def _listed(steps: Sequence[Step]) -> str:
    return " → ".join(_name(one) for one in steps)


# ------------------------------------------------------------------ how a step reads


def _lines(step: Step, names: Mapping[str, str]) -> list[Line]:
    lines = [
        (_("Tên bước"), _name(step)),
        (_("Ai làm"), who(step)),
        (_("Thời gian"), _time(step)),
        (_("Loại bước"), said(KINDS, step.kind)),
    ]
    if isinstance(step, TableStep):
        lines.append((_("Trả lại bước"), names.get(step.returns_to, "")))
        lines.append((_("Làm khi nào"), _place(step.place)))
        lines.append((_("Rẽ sang"), ways_on(step, names)))
    return lines


def who(step: Step) -> str:
    return f"{said(ROLES, step.role)}, {said(UNITS, step.unit)}"


def _time(step: Step) -> str:
    return _hours(step.hours) if step.counted else _("không tính vào thời hạn")


def _hours(hours: float) -> str:
    return _("{} giờ").format(f"{hours:g}".replace(".", ","))


def _sum(steps: Sequence[Step]) -> float:
    if all(isinstance(one, TableStep) for one in steps):
        return flow.table_hours([one for one in steps if isinstance(one, TableStep)])
    return sum(one.hours for one in steps if one.counted)


def _place(place: Place) -> str:
    return {
        Place.AFTER: _("sau các bước trước"),
        Place.ALONGSIDE: _("cùng lúc với bước trước"),
        Place.WITHIN: _("tiếp trong nhánh của bước trước"),
    }[place]


def _told(step: Step, names: Mapping[str, str]) -> str:
    led = ways_on(step, names) if isinstance(step, TableStep) else ""
    return "; ".join(filter(None, (who(step), _time(step), led)))


def _names(steps: Sequence[Step]) -> dict[str, str]:
    return {one.key: _name(one) for one in steps}


def _name(step: Step) -> str:
    return step.name_en if get_language() == "en" and step.name_en else step.name_vi


def _of(text: Plain) -> str:
    return str(text["en"] if get_language() == "en" else text["vi"])
