"""One dossier on its way through a diagram: plain state in, plain state out."""

from collections.abc import Mapping
from typing import Any

from motcua.engines.flow.errors import (
    StateError,
    StepNotOpenError,
    UnknownOutcomeError,
    UnknownStepError,
)
from motcua.engines.flow.tokens import first_state, next_state
from motcua.engines.flow.types import Diagram, Position, State, StepDef


def start(diagram: Diagram) -> State:
    return first_state(diagram.spec)


def open_steps(diagram: Diagram, state: Mapping[str, Any]) -> tuple[StepDef, ...]:
    return tuple(diagram.step(key) for key in _checked(diagram, state)["open"])


def complete(diagram: Diagram, state: Mapping[str, Any], key: str, outcome: str = "done") -> State:
    """The state after this step ended so; the one handed in is left as it was."""
    step = diagram.step(key)
    checked = _checked(diagram, state)
    if key not in checked["open"]:
        raise StepNotOpenError(f"Bước «{step.name_vi}» không đang mở; hãy tải lại hồ sơ.")
    if outcome not in step.outcomes:
        allowed = ", ".join(step.outcomes)
        raise UnknownOutcomeError(
            f"Bước «{step.name_vi}» không có kết quả «{outcome}»; chọn một trong: {allowed}."
        )
    return next_state(diagram.spec, checked, key, outcome)


def is_finished(diagram: Diagram, state: Mapping[str, Any]) -> bool:
    return not _checked(diagram, state)["open"]


def position(diagram: Diagram, key: str) -> Position:
    """`number` of `total`, as the screen says «bước 3 trên 6»."""
    if key not in diagram.positions:
        raise UnknownStepError(f"Quy trình không có bước «{key}».")
    return Position(diagram.positions[key], len(diagram.normal_path))


def _checked(diagram: Diagram, state: Mapping[str, Any]) -> State:
    """A state stored for another version must not run on this one."""
    steps, joined = state.get("open"), state.get("joined", [])
    if not isinstance(steps, list) or not isinstance(joined, list):
        raise StateError("Trạng thái quy trình đã lưu không đọc được.")
    known = diagram.spec.task_specs
    places = [*steps, *(place for pair in joined for place in pair)]
    if not all(place in known for place in places) or not set(steps) <= set(diagram.positions):
        raise StateError("Trạng thái quy trình đã lưu không thuộc phiên bản quy trình này.")
    return {"open": steps, "joined": joined}
