"""Between our slim state and a SpiffWorkflow instance.

The engine's own serialisation keeps every task a dossier ever passed (4.5 KB and growing with
each loop). What decides the future is only where the tokens stand: open steps, and branches that
have arrived at a join. So an instance is rebuilt from those, runs one step, and is read again.
"""

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from motcua.engines.flow.errors import UnsoundError
from motcua.engines.flow.types import State

_SCRIPTS = PythonScriptEngine()  # evaluates only `outcome == "…"`: the reader lets nothing else in


def first_state(spec: Any) -> State:
    instance = BpmnWorkflow(spec, script_engine=_SCRIPTS)
    instance.do_engine_steps()
    return _read(instance)


def next_state(spec: Any, state: State, key: str, outcome: str) -> State:
    instance = BpmnWorkflow(spec, script_engine=_SCRIPTS, deserializing=True)
    task = _rebuild(instance, spec, state)[key]
    task.data["outcome"] = outcome
    for follower in task.task_spec.outputs:
        Task(instance, follower, parent=task, state=TaskState.MAYBE)
    task.run()
    instance.do_engine_steps()
    return _read(instance)


def _rebuild(instance: Any, spec: Any, state: State) -> dict[str, Any]:
    """Put the tokens on the diagram; returns the open steps by key."""
    root = Task(instance, spec.start, state=TaskState.COMPLETED)
    instance.task_tree = root
    for join, origin in state.get("joined", ()):
        arrived = Task(instance, spec.task_specs[origin], parent=root, state=TaskState.COMPLETED)
        Task(instance, spec.task_specs[join], parent=arrived, state=TaskState.WAITING)
    return {
        key: Task(instance, spec.task_specs[key], parent=root, state=TaskState.READY)
        for key in state["open"]
    }


def _read(instance: Any) -> State:
    tasks = list(instance.tasks.values())
    state: State = {"open": [t.task_spec.name for t in tasks if t.state == TaskState.READY]}
    joined = sorted(_joined(tasks))
    if joined:
        state["joined"] = [list(pair) for pair in joined]
    elif not state["open"] and not _has_ended(tasks):
        raise UnsoundError("Quy trình mất dấu hồ sơ giữa đường; hãy kiểm tra lại các cổng.")
    return state


def _has_ended(tasks: list[Any]) -> bool:
    """Nothing open is the end only if an end event was passed, not a token lost on the way."""
    return any(t.task_spec is t.workflow.spec.end and t.state == TaskState.COMPLETED for t in tasks)


def _joined(tasks: list[Any]) -> Iterator[tuple[str, str]]:
    """Of several arrivals only the last is WAITING; the earlier ones count as well."""
    waiting = {
        t.task_spec.name for t in tasks if t.state == TaskState.WAITING and t.task_spec.bpmn_id
    }
    for task in tasks:
        if task.task_spec.name in waiting and task.parent.state == TaskState.COMPLETED:
            yield task.task_spec.name, task.parent.task_spec.name
