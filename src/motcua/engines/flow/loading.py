"""A BPMN file to a diagram that has been proved to work."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser, ValidationException
from SpiffWorkflow.exceptions import SpiffWorkflowException

from motcua.engines.flow.choices import check_choices
from motcua.engines.flow.errors import BrokenDiagramError
from motcua.engines.flow.net import CHOICE, Net, read_net
from motcua.engines.flow.paths import normal_way, positions
from motcua.engines.flow.soundness import check_sound
from motcua.engines.flow.steps import read_steps
from motcua.engines.flow.table import RETURN
from motcua.engines.flow.types import Diagram, StepDef
from motcua.engines.flow.xml import bpmn, parse


def load(xml: bytes) -> Diagram:
    """Parse once per version and keep it: reading and checking takes tens of milliseconds."""
    root = parse(xml)
    net = read_net(root)
    steps = read_steps(root)
    check_choices(net, steps)
    spec = _spec(root, net)
    by_key = {step.key: step for step in steps}
    check_sound(spec, by_key)
    order, hours = normal_way(spec, by_key)
    return Diagram(
        name=_name(root, net),
        source=xml,
        steps=steps,
        normal_path=order,
        total_hours=hours,
        words={step.key: dict(_words(net, step)) for step in steps if len(step.outcomes) > 1},
        positions=positions(net, order),
        spec=spec,
    )


def _words(net: Net, step: StepDef) -> Iterator[tuple[str, str]]:
    """What people wrote beside an arrow. Drawings made by programs repeat the outcome itself there."""
    for way in net.leaving(step.key):
        for arrow in net.leaving(way.target) if net.kinds[way.target] == CHOICE else ():
            written = arrow.name and arrow.name != arrow.outcome
            if arrow.outcome in step.outcomes and arrow.outcome != RETURN and written:
                yield str(arrow.outcome), arrow.name


def _spec(root: etree._Element, net: Net) -> Any:
    _name_only_ways(root, net)
    parser = BpmnParser()
    try:
        parser.add_bpmn_xml(root)
        return parser.get_spec(net.process_id)
    except (ValidationException, SpiffWorkflowException, KeyError) as wrong:
        raise BrokenDiagramError(f"Không đọc được quy trình: {wrong}") from wrong


def _name_only_ways(root: etree._Element, net: Net) -> None:
    """A choice that only merges has one way on; the engine wants to hear that it is the default."""
    for gateway in root.iter(bpmn(CHOICE)):
        ways = net.leaving(gateway.get("id", ""))
        if len(ways) == 1 and ways[0].outcome is None:
            gateway.set("default", ways[0].id)


def _name(root: etree._Element, net: Net) -> str:
    process = next(root.iter(bpmn("process")))
    return process.get("name") or net.process_id
