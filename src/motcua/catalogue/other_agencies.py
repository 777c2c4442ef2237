"""Steps at other agencies: what the description says of them and what the process says must agree."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.directory import api as directory
from motcua.engines.flow.types import Diagram, StepKind
from motcua.engines.forms.types import Form, Widget

PARTS: Mapping[str, StepKind] = {"consulted": StepKind.CONSULT, "linked": StepKind.LINKED}


def faults(case: Mapping[str, Any], diagram: Diagram) -> Iterator[tuple[str, str]]:
    """(part of the case, reason)."""
    for part, kind in PARTS.items():
        there = {step.key for step in diagram.steps if step.kind is kind}
        named = [one["step"] for one in case.get(part, [])]
        yield from ((part, reason) for reason in _steps(named, there, kind))
    for one in case.get("consulted", []):
        if one.get("agency", "") and one["agency"] not in directory.reference_codes():
            yield "consulted", _("không có cơ quan mang mã «{}»; chọn lại").format(one["agency"])


def _steps(named: list[str], there: set[str], kind: StepKind) -> Iterator[str]:
    for step in named:
        if step not in there:
            yield _("quy trình không có bước «{}» loại «{}»").format(step, kind.value)
    if len(set(named)) < len(named):
        yield _("một bước được khai hai lần; giữ lại một")
    if kind is StepKind.LINKED:
        for step in sorted(there - set(named)):
            yield _("chưa khai bước «{}» chờ hồ sơ con của thủ tục nào").format(step)


def unfilled(case: Mapping[str, Any], form: Form) -> Iterator[str]:
    """Answers that a child dossier needs and this form does not ask."""
    items = {item.path: item for _page, item in form.leaves()}
    for one in case.get("linked", []):
        path, _dot, part = one["place"].rpartition(".")
        item = items.get(path)
        if item is None or item.widget is not Widget.ADDRESS2 or part != "ward":
            yield _("nơi nhận hồ sơ con phải là xã của một câu hỏi địa chỉ; chọn lại")
        for source in one.get("answers", {}).values():
            if source not in items:
                yield _("câu «{}» điền cho hồ sơ con không còn trong mẫu; chọn lại").format(source)
