"""Which papers a case asks of this application, and which of them are not there yet."""

from collections.abc import Iterable, Mapping

from motcua.catalogue.types import Case, Component
from motcua.dossiers.queries.answers import facts_of
from motcua.dossiers.types import Channel, PaperIn
from motcua.engines.forms import api as forms


def wanted_components(
    case: Case, answers: Mapping[str, object], *, channel: Channel
) -> tuple[Component, ...]:
    """The components whose condition holds for these answers."""
    lookup = forms.reader(answers, facts_of(case.code, channel))
    return tuple(
        component for component in case.components if forms.holds(component.condition, lookup)
    )


def missing_components(
    case: Case, answers: Mapping[str, object], papers: Iterable[PaperIn], *, channel: Channel
) -> tuple[Component, ...]:
    """Required and not handed in; of alternatives, one is enough. What is only shown is not uploaded."""
    there = {paper.component for paper in papers}
    wanted = wanted_components(case, answers, channel=channel)
    met_groups = {c.one_of_group for c in wanted if c.code in there and c.one_of_group}
    missing: dict[str, Component] = {}
    for component in wanted:
        if not _must_be_there(component, channel) or component.code in there:
            continue
        if component.one_of_group in met_groups:
            continue
        missing.setdefault(component.one_of_group or component.code, component)
    return tuple(missing.values())


def _must_be_there(component: Component, channel: Channel) -> bool:
    if not component.required:
        return False
    return component.mode == "submit" or channel is Channel.DIRECT
