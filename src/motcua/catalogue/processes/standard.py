"""Published processes to copy from, as administrators find them."""

from collections.abc import Mapping
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from motcua.catalogue.errors import StandardProcessNotFoundError
from motcua.catalogue.models import StandardProcess
from motcua.catalogue.permissions import Permission, authorize
from motcua.catalogue.processes.offices import said, unit_of
from motcua.catalogue.version_drafts import StandardLine
from motcua.directory.types import Actor, OrganisationKind, Role
from motcua.engines.flow.api import Place, TableStep
from motcua.engines.flow.types import StepKind
from motcua.kit.scope import acting
from motcua.kit.text import search_key

PAGE = 20
NAMES = ("id", "procedure_code", "title", "case", "province", "decision", "limit_text", "hours")


def standard_processes(
    *, actor: Actor, code: str, words: str = "", page: int = 1
) -> tuple[tuple[StandardLine, ...], bool]:
    """Those of the procedure first; twenty a page in one statement; and whether there are more."""
    authorize(actor, Permission.READ_DRAFTS)
    found = StandardProcess.objects.all()
    typed = search_key(words).split()
    if typed:
        found = found.filter(reduce(and_, (Q(search_key__contains=word) for word in typed)))
    own = Case(
        When(procedure_code=code, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    first = (page - 1) * PAGE
    with acting(actor.scope):
        rows = found.order_by(own, "search_key", "id").values_list(*NAMES)
        lines = tuple(StandardLine(*row) for row in rows[first : first + PAGE + 1])
    return lines[:PAGE], len(lines) > PAGE


def standard_steps(*, actor: Actor, process_id: UUID) -> tuple[TableStep, ...]:
    """Its steps to begin from; handing over is added where the decision leaves it out."""
    authorize(actor, Permission.READ_DRAFTS)
    with acting(actor.scope):
        found = StandardProcess.objects.filter(pk=process_id).first()
        meanings = said()
    if found is None:
        raise StandardProcessNotFoundError
    steps = tuple(_step(one, meanings) for one in found.steps)
    ends = bool(steps) and steps[-1].kind == StepKind.RETURN
    return steps if ends else (*steps, _handing_over())


def _step(plain: dict[str, Any], meanings: Mapping[str, str]) -> TableStep:
    kept = {name: value for name, value in plain.items() if name not in {"agency", "work"}}
    return TableStep(**{**kept, "unit": unit_of(plain, meanings), "place": Place(plain["place"])})


def _handing_over() -> TableStep:
    return TableStep(
        key="tra_ket_qua",
        name_vi=_("Trả kết quả"),
        unit=OrganisationKind.SERVICE_CENTRE,
        role=Role.RECEPTION,
        kind=StepKind.RETURN,
        counted=False,
    )
