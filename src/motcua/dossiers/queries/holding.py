"""Who has a dossier now, since when, and whose time it is: for the applicant, the desk and the lists."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.models import Dossier, Referral, Step
from motcua.dossiers.models.step import ELSEWHERE
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.names import in_language, step_name, unit_name
from motcua.dossiers.queries.referrals import is_late
from motcua.dossiers.types import ENDED, HeldRow, Holding, ReferralKind, Status, StepView
from motcua.engines.flow import api as flow
from motcua.kit import clock
from motcua.kit.scope import acting

MOST = 100
TAX = "wait_payment"


def holding(
    dossier: Dossier, steps: Sequence[StepView], referrals: Sequence[Referral]
) -> tuple[Holding, ...]:
    """Nobody where it waits for its applicant or has ended: the page says that elsewhere."""
    if dossier.state in {*ENDED, Status.SUPPLEMENT_REQUESTED}:
        return ()
    waiting = [row for row in referrals if row.closed_at is None]
    by_step = {row.step_key for row in waiting if row.step_key}
    own = [s for s in steps if s.done_at is None and s.key not in by_step]
    return (
        *(_of_step(dossier, step) for step in own),
        *(_of_referral(dossier, row) for row in waiting),
    )


def _of_step(dossier: Dossier, step: StepView) -> Holding:
    agency = directory.organisation(step.unit_id).agency_id if step.unit_id else dossier.agency_id
    return Holding(
        kind=step.kind,
        title=step.name,
        holder=step.unit_name,
        since=step.opened_at,
        due_at=step.due_at,
        whose=_whose_step(step.kind, agency, dossier),
        late=step.due_at is not None and step.due_at < clock.now(),
        elsewhere=agency != dossier.agency_id and step.kind != "return",
    )


def _whose_step(kind: str, agency_id: UUID, dossier: Dossier) -> str:
    name = directory.organisation(agency_id).name
    if kind == TAX:
        words = _("Thời gian của {agency} và của người nộp, không tính vào thời hạn giải quyết.")
        twice = case_of(dossier).clock_policy.second_limit is not None
        second = _("Ngày hẹn lần hai tính từ khi nộp xong.") if twice else ""
        return f"{words.format(agency=name)} {second}".strip()
    if agency_id != dossier.agency_id and kind != "return":
        return _("Thời gian của {agency}, tính trong thời hạn giải quyết.").format(agency=name)
    if kind == "return":
        return _("Thời gian của {agency}.").format(agency=name)
    return _("Đang tính vào thời gian giải quyết của {agency}.").format(agency=name)


def _of_referral(dossier: Dossier, row: Referral) -> Holding:
    return Holding(
        kind=row.kind,
        title=_title(dossier, row),
        holder=_holder(row),
        since=row.opened_at,
        due_at=row.due_at,
        whose=_whose(row),
        late=is_late(row),
        elsewhere=row.to_agency_id != row.from_agency_id,
        referral_id=row.id,
        child_id=row.child_id,
        child_code=row.child_code,
    )


def _title(dossier: Dossier, row: Referral) -> str:
    if row.kind == ReferralKind.TRANSFER:
        return _("Chờ cơ quan giải quyết nhận hồ sơ")
    if row.step_key:
        diagram = catalogue.diagram(dossier.version_id, dossier.case_code)
        return step_name(diagram.step(row.step_key))
    return _("Chờ ý kiến")


def _holder(row: Referral) -> str:
    if row.kind == ReferralKind.LINKED:
        return directory.organisation(row.to_agency_id).name
    return unit_name(row.to_unit_id)


def _whose(row: Referral) -> str:
    agency = directory.organisation(row.to_agency_id).name
    if row.kind == ReferralKind.TRANSFER:
        return _("Thời gian của {agency} tính từ {moment}, dù chưa bấm nhận.").format(
            agency=agency, moment=_moment(row.starts_at)
        )
    if row.kind == ReferralKind.LINKED:
        return _("Thời gian của {agency}, theo ngày hẹn riêng của hồ sơ liên thông.").format(
            agency=agency
        )
    if row.silence:
        return _("Thời gian của {agency}. Quá hạn không trả lời coi như đồng ý ({ground}).").format(
            agency=agency, ground=row.silence
        )
    return _("Thời gian của {agency}. Quá hạn không trả lời thì vẫn phải chờ ý kiến.").format(
        agency=agency
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(clock.LEGAL_ZONE):%H:%M %d/%m/%Y}"


def waiting_on_others(*, actor: Actor) -> tuple[HeldRow, ...]:
    """Dossiers of this actor's agencies that another agency holds, most urgent first."""
    with acting(actor.scope):
        rows = Referral.objects.filter(closed_at=None, from_agency_id__in=actor.agencies)
        asked = rows.exclude(to_agency_id__in=actor.agencies).select_related("dossier")
        listed = asked.order_by("due_at", "id")[:MOST]
        found = [_row(row.dossier, _of_referral(row.dossier, row)) for row in listed]
        found += _steps_elsewhere(actor)
    return tuple(sorted(found, key=lambda row: (row.held.due_at is None, row.held.due_at)))


def _steps_elsewhere(actor: Actor) -> list[HeldRow]:
    """Steps that an office of another agency works on: tax, mostly."""
    steps = Step.objects.filter(
        done_at=None, dossier__agency_id__in=actor.agencies, dossier__ended_at=None
    )
    others = steps.exclude(agency_id__in=actor.agencies).exclude(role=ELSEWHERE)
    listed = others.exclude(kind="return").select_related("dossier").order_by("opened_at", "id")
    return [_row(step.dossier, _of_row(step)) for step in listed[:MOST]]


def _of_row(step: Step) -> Holding:
    dossier = step.dossier
    diagram = catalogue.diagram(dossier.version_id, dossier.case_code)
    number, of = flow.position(diagram, step.key)
    shown = StepView(
        step_id=step.id,
        key=step.key,
        name=step_name(diagram.step(step.key)),
        kind=step.kind,
        unit_name=unit_name(step.unit_id),
        assignee_name="",
        opened_at=step.opened_at,
        due_at=step.due_at,
        done_at=None,
        outcome="",
        mine=False,
        number=number,
        of=of,
        unit_id=step.unit_id,
    )
    return _of_step(dossier, shown)


def _row(dossier: Dossier, held: Holding) -> HeldRow:
    return HeldRow(
        dossier_id=dossier.id,
        code=dossier.code,
        procedure_name=in_language(catalogue.version(dossier.version_id).name),
        held=held,
    )
