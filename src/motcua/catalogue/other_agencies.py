"""Steps at other agencies: what the description says of them and what the process says must agree."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.engines.flow.types import Diagram, StepKind

PARTS: Mapping[str, StepKind] = {"consulted": StepKind.CONSULT, "linked": StepKind.LINKED}


def faults(case: Mapping[str, Any], diagram: Diagram) -> Iterator[tuple[str, str]]:
    """(part of the case, reason)."""
    for part, kind in PARTS.items():
        there = {step.key for step in diagram.steps if step.kind is kind}
        named = [one["step"] for one in case.get(part, [])]
        for step in named:
            if step not in there:
                yield part, _("quy trình không có bước «{}» loại «{}»").format(step, kind.value)
        if kind is StepKind.LINKED:
            for step in sorted(there - set(named)):
                yield part, _("chưa khai bước «{}» chờ hồ sơ con của thủ tục nào").format(step)
