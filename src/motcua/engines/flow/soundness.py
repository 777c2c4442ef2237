"""Walk every way through a diagram with the engine itself before any dossier does."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from motcua.engines.flow.errors import UnsoundError
from motcua.engines.flow.tokens import first_state, next_state
from motcua.engines.flow.types import State, StepDef

MAX_SITUATIONS = 500
_Situation = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


def check_sound(spec: Any, steps: Mapping[str, StepDef]) -> None:
    """Every situation a dossier can get into has an open step or is the end, and can reach it."""
    follows = _explore(spec, steps)
    ends = {situation for situation in follows if not situation[0]}
    for situation in ends:
        if situation[1]:
            waiting = ", ".join(join for join, _ in situation[1])
            raise UnsoundError(
                f"Hồ sơ có thể kẹt ở cổng gộp «{waiting}», chờ nhánh không bao giờ tới;"
                " cho mọi nhánh tách ở cùng một cổng đi tới cổng gộp ấy."
            )
    finishing = _backward(follows, ends)
    for situation in follows:
        if situation not in finishing:
            raise UnsoundError(
                f"Từ bước «{', '.join(situation[0])}» hồ sơ không thể kết thúc;"
                " thêm một kết quả dẫn tới điểm kết thúc."
            )


def _explore(spec: Any, steps: Mapping[str, StepDef]) -> dict[_Situation, set[_Situation]]:
    start = first_state(spec)
    follows: dict[_Situation, set[_Situation]] = {}
    todo = deque([start])
    while todo:
        state = todo.popleft()
        here = _situation(state)
        if here in follows:
            continue
        follows[here] = set()
        if len(follows) > MAX_SITUATIONS:
            raise UnsoundError(
                f"Quy trình có hơn {MAX_SITUATIONS} tình huống; hãy vẽ đơn giản hơn."
            )
        for key in state["open"]:
            for outcome in steps[key].outcomes:
                after = next_state(spec, state, key, outcome)
                _refuse_doubles(after)
                follows[here].add(_situation(after))
                todo.append(after)
    return follows


def _refuse_doubles(state: State) -> None:
    doubled = {key for key in state["open"] if state["open"].count(key) > 1}
    if doubled:
        raise UnsoundError(
            f"Bước «{', '.join(sorted(doubled))}» có thể mở hai lần cùng lúc;"
            " gộp các nhánh bằng cổng song song trước bước ấy."
        )


def _situation(state: State) -> _Situation:
    joined = tuple((join, origin) for join, origin in state.get("joined", ()))
    return tuple(sorted(state["open"])), joined


def _backward(
    follows: Mapping[_Situation, set[_Situation]], ends: set[_Situation]
) -> set[_Situation]:
    finishing = set(ends)
    grown = True
    while grown:
        new = {s for s, after in follows.items() if s not in finishing and after & finishing}
        finishing |= new
        grown = bool(new)
    return finishing
