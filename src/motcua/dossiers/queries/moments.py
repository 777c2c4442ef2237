"""Which acts the moment allows, whoever acts: screens show a button only where both agree."""

from collections.abc import Mapping, Set as AbstractSet

from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import Permission
from motcua.dossiers.rules import SCANNED_WHILE, supplement_allowance
from motcua.dossiers.types import ENDED, RUNNING, Status
from motcua.kit import clock

P = Permission

_BY_KIND = {"draft": P.DRAFT_RESULT, "sign": P.SIGN, "number": P.ISSUE, "return": P.HAND_OVER}


def allowed_now(
    dossier: Dossier, open_kinds: AbstractSet[str], my_kinds: AbstractSet[str]
) -> frozenset[Permission]:
    """`open_kinds`: kinds of the steps open; `my_kinds`: of those that wait for this actor."""
    status = dossier.state
    allowed = {P.VIEW, P.RECORD_FEE, P.READ_MESSAGES}
    allowed |= {act for kind, act in _BY_KIND.items() if kind in my_kinds}
    if status in SCANNED_WHILE:
        allowed |= {P.SCAN}
    if open_kinds and status not in ENDED:
        allowed |= {P.ASSIGN}
    if my_kinds and status in {*RUNNING, Status.PAYMENT_REQUIRED, Status.RESOLVED}:
        allowed |= {P.WORK}
    return frozenset(allowed | _by_status(dossier, status))


_BY_STATUS: Mapping[Status, frozenset[Permission]] = {
    Status.SUBMITTED: frozenset({P.ACCEPT, P.REFUSE}),
    Status.ACCEPTED: frozenset({P.TAKE_OVER, P.TRANSFER}),
    Status.SUPPLEMENT_REQUESTED: frozenset({P.ANSWER_SUPPLEMENT, P.STOP}),
    Status.IN_PROGRESS: frozenset({P.STOP, P.CONSULT}),
    Status.RESOLVED: frozenset({P.PROPOSE_CORRECTION, P.APPROVE_CORRECTION}),
    Status.RESULT_RETURNED: frozenset({P.PROPOSE_CORRECTION, P.APPROVE_CORRECTION}),
}


def _by_status(dossier: Dossier, status: Status) -> set[Permission]:
    acts = set(_BY_STATUS.get(status, ()))
    if status not in ENDED and status is not Status.RESOLVED:
        acts |= {P.WITHDRAW}
    if status is Status.IN_PROGRESS and not dossier.extensions:
        acts |= {P.APOLOGISE}
    if status in {Status.SUBMITTED, *RUNNING}:
        acts |= {P.REQUEST_SUPPLEMENT if _may_ask_again(dossier) else P.REQUEST_FURTHER}
    return acts


def _may_ask_again(dossier: Dossier) -> bool:
    received = (dossier.accepted_at or dossier.submitted_at).astimezone(clock.LEGAL_ZONE).date()
    return dossier.supplements < supplement_allowance(received)[0]
