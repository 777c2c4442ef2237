"""The normal way through: which step comes when, and how many hours it takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.engines.flow.errors import EndlessError
from motcua.engines.flow.net import STEP, Net
from motcua.engines.flow.tokens import first_state, next_state
from motcua.engines.flow.types import StepDef


def normal_way(spec: Any, steps: Mapping[str, StepDef]) -> tuple[tuple[str, ...], float]:
    """Steps in the order they get done with their first outcomes, and the hours until the end.

    Branches run side by side, so the longest decides.
    """
    state, now = first_state(spec), 0.0
    done_at = {key: _hours(steps[key]) for key in state["open"]}
    order: list[str] = []
    while done_at:
        key = min(done_at, key=lambda k: (done_at[k], k))
        now = done_at.pop(key)
        if key in order:
            raise EndlessError(_goes_round(steps[order[-1]], steps[key]), order[-1])
        order.append(key)
        state = next_state(spec, state, key, steps[key].outcomes[0])
        for opened in state["open"]:
            done_at.setdefault(opened, now + _hours(steps[opened]))
    return tuple(order), now


def _goes_round(last: StepDef, again: StepDef) -> str:
    return (
        f"Kết quả thông thường «{last.outcomes[0]}» của bước «{last.name_vi}» quay lại bước"
        f" «{again.name_vi}» nên hồ sơ không bao giờ xong; để kết quả đầu tiên dẫn đi tiếp."
    )


def _hours(step: StepDef) -> float:
    return step.hours if step.counted else 0.0


def positions(net: Net, order: Sequence[str]) -> dict[str, int]:
    """`step i of n`: a step off the normal way has the number of the step it branches from."""
    numbers = {key: index for index, key in enumerate(order, start=1)}
    missing = [key for key in net.of_kind(STEP) if key not in numbers]
    while missing:
        for key in missing:
            before = [numbers[k] for k in _steps_before(net, key) if k in numbers]
            if before:
                numbers[key] = min(before)
        still = [key for key in missing if key not in numbers]
        if len(still) == len(missing):
            return numbers | dict.fromkeys(still, 1)
        missing = still
    return numbers


def _steps_before(net: Net, key: str) -> set[str]:
    found: set[str] = set()
    todo, seen = [arrow.source for arrow in net.entering(key)], set[str]()
    while todo:
        node = todo.pop()
        if net.kinds[node] == STEP:
            found.add(node)
        elif node not in seen:
            seen.add(node)
            todo.extend(arrow.source for arrow in net.entering(node))
    return found
