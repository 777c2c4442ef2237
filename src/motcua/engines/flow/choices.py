"""Every outcome must lead somewhere, and every way must be taken by some outcome."""

from collections.abc import Sequence

from motcua.engines.flow.errors import ConditionError, DeadBranchError
from motcua.engines.flow.net import CHOICE, PARALLEL, Arrow, Net
from motcua.engines.flow.types import StepDef


def check_choices(net: Net, steps: Sequence[StepDef]) -> None:
    taken: set[str] = set()
    for step in steps:
        for outcome in step.outcomes:
            _follow(net, net.leaving(step.key), (step.key, outcome), taken)
    for arrow in net.arrows:
        if net.kinds[arrow.source] == CHOICE and arrow.id not in taken:
            raise DeadBranchError(
                f"Không kết quả nào của bước nào đi theo mũi tên «{arrow.id}».", arrow.id
            )


def _follow(net: Net, arrows: Sequence[Arrow], chosen: tuple[str, str], taken: set[str]) -> None:
    """Walk from a step through gateways until the next steps, choosing by its outcome."""
    todo = list(arrows)
    seen: set[str] = set()
    while todo:
        arrow = todo.pop()
        if arrow.id in seen:
            continue
        seen.add(arrow.id)
        taken.add(arrow.id)
        node, kind = arrow.target, net.kinds[arrow.target]
        if kind == CHOICE:
            todo.append(_chosen(net, node, *chosen))
        elif kind == PARALLEL:
            _refuse_choice_after_join(net, node)
            todo.extend(net.leaving(node))


def _chosen(net: Net, gateway: str, step: str, outcome: str) -> Arrow:
    ways = net.leaving(gateway)
    for arrow in ways:
        if arrow.outcome == outcome:
            return arrow
    for arrow in ways:
        if arrow.is_default or len(ways) == 1:
            return arrow
    raise ConditionError(
        f"Kết quả «{outcome}» của bước «{step}» không có đường đi ở «{gateway}».", gateway
    )


def _refuse_choice_after_join(net: Net, join: str) -> None:
    if len(net.entering(join)) < 2:
        return
    for arrow in net.leaving(join):
        if net.kinds[arrow.target] == CHOICE and len(net.leaving(arrow.target)) > 1:
            raise ConditionError(
                f"Ngay sau cổng gộp «{join}» không thể lựa chọn: không rõ theo kết quả của bước nào.",
                join,
            )
