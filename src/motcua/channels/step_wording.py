"""Steps of a process in words: how long, and who."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import ROLES, UNITS, TableStep
from motcua.channels.wording import language, number

A_DAY = 8


def hours(value: float) -> str:
    """`4 giờ`; from a day on also in working days: `80 giờ (10 ngày làm việc)`."""
    if value < A_DAY:
        return _("{} giờ").format(_decimal(value))
    return _("{} giờ ({} ngày làm việc)").format(_decimal(value), _decimal(value / A_DAY))


def _decimal(value: float) -> str:
    if value == int(value):
        return number(int(value))
    return f"{round(value, 2):g}".replace(".", ",")


def step_name(step: object) -> str:
    english = str(getattr(step, "name_en", ""))
    return english if language() == "en" and english else str(getattr(step, "name_vi", ""))


def step_choice(step: TableStep, steps: Sequence[TableStep]) -> str:
    """Where it leads, if not to the next step; `steps`: all of the table."""
    return catalogue.ways_on(step, {one.key: step_name(one) for one in steps})


def step_who(step: object) -> str:
    role, unit = str(getattr(step, "role", "")), str(getattr(step, "unit", ""))
    return f"{ROLES.get(role, role)}, {UNITS.get(unit, unit)}"
