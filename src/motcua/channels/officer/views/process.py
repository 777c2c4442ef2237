"""The process of one dossier: which steps are done, which is open, which come; and its diagram."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.catalogue import api as catalogue
from motcua.channels.desk.downloads import bpmn_file
from motcua.channels.desk.navigation import READERS
from motcua.channels.desk.page import show
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView, StepView
from motcua.engines.flow.api import Diagram, StepDef


@dataclass(frozen=True, slots=True)
class WayLine:
    """`latest`: the last time the dossier was at this step; a returned step is open again."""

    step: StepDef
    latest: StepView | None

    @property
    def is_open(self) -> bool:
        return self.latest is not None and self.latest.done_at is None


@staff_view(*READERS)
@require_safe
def dossier_process(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    dossier = dossiers.dossier(actor=actor_of(request), dossier_id=dossier_id)
    lines = tuple(_lines(dossier))
    current = " ".join(line.step.key for line in lines if line.is_open)
    context = {"dossier": dossier, "lines": lines, "current": current}
    return show(request, "officer/process.html", context)


@staff_view(*READERS)
@require_safe
def dossier_process_file(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    dossier = dossiers.dossier(actor=actor_of(request), dossier_id=dossier_id)
    return bpmn_file(catalogue.drawn(_diagram(dossier)), dossier.procedure_code)


def _lines(dossier: DossierView) -> Iterator[WayLine]:
    latest = {step.key: step for step in dossier.steps}
    for step in _diagram(dossier).steps:
        yield WayLine(step, latest.get(step.key))


def _diagram(dossier: DossierView) -> Diagram:
    return catalogue.diagram(dossier.version_id, dossier.case_code)
