"""The hours of the steps when the limit changes: shared as before, to the half hour."""

from motcua.engines.flow import api as flow
from motcua.engines.flow.types import Diagram

HALF = 0.5


def share_hours(source: str, allowed: float) -> str:
    """The process with hours that add up to `allowed`; the longest step takes what rounding leaves."""
    diagram = flow.load(source.encode())
    if diagram.total_hours in {0, allowed}:
        return source
    scaled = flow.with_hours(source.encode(), _scaled(diagram, allowed / diagram.total_hours))
    again = flow.load(scaled)
    left = allowed - again.total_hours
    longest = max(
        (again.step(key) for key in again.normal_path if again.step(key).counted),
        key=lambda step: step.hours,
    )
    rest = {longest.key: max(longest.hours + left, HALF)}
    return (flow.with_hours(scaled, rest) if left else scaled).decode()


def _scaled(diagram: Diagram, factor: float) -> dict[str, float]:
    return {
        step.key: max(round(step.hours * factor / HALF) * HALF, HALF)
        for step in diagram.steps
        if step.counted and step.hours
    }
