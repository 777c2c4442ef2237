"""Whether two conditions over the whole form can hold for one person at once."""

from collections.abc import Collection, Mapping

from motcua.engines.forms import conditions
from motcua.engines.forms.domains import UndecidableError
from motcua.engines.forms.reachability import Reach, Target
from motcua.engines.forms.types import Form


def overlap(
    form: Form, first: object, second: object, *, facts: Mapping[str, Collection[str]]
) -> bool:
    """Sound as `dead_rules`: what cannot be decided in time is not said to overlap."""
    held = [one for one in (first, second) if one is not None]
    if not held or first == second:
        return True
    if any(reason for one in held for reason in conditions.faults(one)):
        return False
    try:
        return Reach(form, facts).is_possible(Target(condition={"and": held}))
    except UndecidableError:
        return False
