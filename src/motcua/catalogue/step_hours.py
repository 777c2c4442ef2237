"""The hours of the steps when the limit changes: shared as before, to the half hour."""

import re

from motcua.engines.flow import api as flow
from motcua.engines.flow.types import Diagram

HALF = 0.5


def share_hours(source: str, allowed: float) -> str:
    """The process with hours that add up to `allowed`; the longest step takes what rounding leaves."""
    diagram = flow.load(source.encode())
    if diagram.total_hours in {0, allowed}:
        return source
    scaled = _scaled(source, diagram, allowed / diagram.total_hours)
    again = flow.load(scaled.encode())
    left = allowed - again.total_hours
    longest = max(
        (again.step(key) for key in again.normal_path if again.step(key).counted),
        key=lambda step: step.hours,
    )
    return _with_hours(scaled, longest.key, max(longest.hours + left, HALF)) if left else scaled


def _scaled(source: str, diagram: Diagram, factor: float) -> str:
    for step in diagram.steps:
        if step.counted and step.hours:
            hours = max(round(step.hours * factor / HALF) * HALF, HALF)
            source = _with_hours(source, step.key, hours)
    return source


def _with_hours(source: str, key: str, hours: float) -> str:
    pattern = rf'(id="{re.escape(key)}"(?:(?!</bpmn:userTask>).)*?\shours=")[^"]*(")'
    return re.sub(pattern, rf"\g<1>{hours:g}\g<2>", source, count=1, flags=re.DOTALL)
